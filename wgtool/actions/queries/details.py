"""What stands beside one action point on its page."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from wgtool.accounts.models import Person
from wgtool.actions.models import Report, Slip
from wgtool.kernel.db import db

ID = sa.bindparam("id", type_=sa.Integer())
REPORTS = sa.select(Report).where(Report.action_id == ID).order_by(Report.id.desc())
SLIPS = sa.select(Slip).where(Slip.action_id == ID).order_by(Slip.id.desc())


def reports(point: int, *, most: int = 50) -> Sequence[Report]:
    """Give the reports on an action point, the newest first."""
    return db.session.scalars(REPORTS.limit(most), {"id": point}).all()


def slips(point: int) -> Sequence[Slip]:
    """Give the dates that were moved, the newest first."""
    return db.session.scalars(SLIPS, {"id": point}).all()


def person_at(email: str) -> Person | None:
    """Give the person with an account of this address."""
    return db.session.scalars(
        sa.select(Person).where(Person.email == email, Person.forgotten_at.is_(None))
    ).one_or_none()
