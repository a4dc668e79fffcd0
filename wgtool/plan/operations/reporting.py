"""The series of dated reports that says how an activity stands."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.plan import events, queries
from wgtool.plan.models import Item, Status, StatusReport


def add_report(item: Item, status: Status, on: date, note: str, *, actor: Actor) -> None:
    """Add a report to an item the caller holds; the newest day says how it stands. The same one twice is one."""
    same = {"item_id": item.id, "status": status, "on": on, "note": note}
    if db.session.scalar(sa.select(StatusReport.id).filter_by(**same).limit(1)):
        return
    db.session.add(StatusReport(**same, reported_at=clock.now(), reported_by=actor.person))
    db.session.flush()
    item.status = queries.newest_report(item)
    announce(events.StatusReported(actor=actor, subject=item.ref, status=status.value, on=on.isoformat()))
