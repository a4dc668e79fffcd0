"""What the tests of action points share."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from tests import factories
from tests.cast import Cast
from wgtool.actions.models import ENDED, ActionPoint, Priority, Report, Status
from wgtool.history import queries as history
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.folding import fold
from wgtool.kernel.sight import Sight
from wgtool.kernel.waits import Wait

TEXT = "Publish the ferry's timetable"
DONE = frozenset({Status.REPORTED_DONE, Status.CLOSED})


def point(cast: Cast, *, status: Status = Status.NOT_STARTED, priority: Priority = Priority.MEDIUM,
          n: int = 1, **more: Any) -> ActionPoint:  # fmt: skip
    """Make an action point of Rivermark Relief, as it stands; with another owner if `owner_kind` is given."""
    now = clock.now()
    owner = {"owner_kind": "organisation", "organisation_id": cast.rivermark.id}
    when = {"verified_at": now} if status == Status.CLOSED else {}
    when |= {"ended_at": now} if status in ENDED else {}
    when |= {"done_at": now} if status in DONE else {}
    made = ActionPoint(
        number=f"AP-2026-{n:04d}", folded=fold(TEXT), priority=priority, status=status,
        status_since=now, opened_at=now,
        **({"deliverable": TEXT, "heard_on": clock.today()} | when | ({} if "owner_kind" in more else owner) | more),
    )  # fmt: skip
    factories.save(made)
    db.session.rollback()
    return made


def now(id: int) -> ActionPoint:
    """Give an action point as it is."""
    db.session.rollback()
    return db.session.get_one(ActionPoint, id, populate_existing=True)


def reports(id: int) -> list[Report]:
    """Give its reports."""
    db.session.rollback()
    return list(db.session.scalars(sa.select(Report).where(Report.action_id == id).order_by(Report.id)))


def told(id: int, cast: Cast, *, most: int = 50) -> list[str]:
    """Give its story, the oldest first."""
    db.session.rollback()
    ref = now(id).ref
    found = history.timeline(ref, seen_by=cast.sam.actor, most=most)
    return [line.event.removeprefix("actions.") for line in reversed(found)]


def lines(id: int) -> list[tuple[str, str]]:
    """Give whose turn it is: (holder, sentence)."""
    db.session.rollback()
    found = db.session.scalars(sa.select(Wait).where(Wait.kind == "action", Wait.thing == id))
    return sorted((line.holder, line.says) for line in found)


def stand(cast: Cast, id: int, status: Status) -> None:
    """Put an action point of Omar's organisation back to a status, with nothing reported."""
    at = clock.now()
    factories.change(
        ActionPoint, ActionPoint.id == id, status=status, due=None, organisation_id=cast.rivermark.id,
        contact_id=cast.omar.person,
        ended_at=at if status in ENDED else None, verified_at=at if status == Status.CLOSED else None,
        verified_by=None, done_by=None, done_for=None, sight=Sight.PUBLIC,
    )  # fmt: skip
