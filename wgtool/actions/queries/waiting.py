"""Which action points wait for somebody today, and whom they ask."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from wgtool.actions.models import SOON, WORKING, ActionPoint, Status
from wgtool.kernel import clock
from wgtool.kernel.db import db


def quiet_for(intervals: int = 1) -> sa.ColumnElement[bool]:
    """Give the clause that so many intervals of reporting went by without a word."""
    days = ActionPoint.interval_days * intervals
    if db.engine.dialect.name == "postgresql":
        return ActionPoint.heard_on + days < clock.today()
    return sa.func.julianday(ActionPoint.heard_on) + days < sa.func.julianday(clock.today())


def waiting() -> Sequence[int]:
    """Give the ids of action points that ask something of somebody today."""
    soon = ActionPoint.due <= clock.today() + SOON
    asked = sa.or_(soon, ActionPoint.due.is_(None), quiet_for(), ActionPoint.heir_id.is_not(None))
    working = sa.and_(ActionPoint.status.in_(WORKING), asked)
    wanted = sa.select(ActionPoint.id).where(sa.or_(working, ActionPoint.status == Status.REPORTED_DONE))
    return db.session.scalars(wanted.order_by(ActionPoint.id)).all()
