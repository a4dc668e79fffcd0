"""Things with a first and a last day: roles, memberships, seats, sign-ups."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from wgtool.kernel import clock


class Dated:
    """Columns `since` and `until`; a term that ended on a day no longer counts on it."""

    since: Mapped[date] = mapped_column(default=lambda: clock.today())
    until: Mapped[date | None]

    @property
    def is_current(self) -> bool:
        """Say whether the term counts today."""
        today = clock.today()
        return self.since <= today and (self.until is None or self.until > today)

    def end(self) -> None:
        """End the term today."""
        self.until = clock.today()


TODAY = sa.bindparam("today", callable_=clock.today, type_=sa.Date())


def current(model: Any) -> sa.ColumnElement[bool]:
    """Give the clause that keeps the terms which count on the day it is asked."""
    return sa.and_(model.since <= TODAY, sa.or_(model.until.is_(None), model.until > TODAY))
