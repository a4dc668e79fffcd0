"""What the tests of action plans share: a group at work with a plan, and its deliverables."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from tests import factories
from tests.cast import Cast, Someone
from tests.groups.helping import add, group, plan
from wgtool.groups.models import Deliverable, Group, Role, Status
from wgtool.history.models import Line
from wgtool.kernel import clock
from wgtool.kernel.db import db


def day(days: int) -> str:
    """Give a day from today, as a form sends it."""
    return (clock.today() + timedelta(days=days)).isoformat()


def planning(cast: Cast, *, status: Status = Status.ACTIVE, code: str = "WG-WATER", **more: Any) -> Group:
    """Make a group of Lena (lead, Lantern Health), Hana (secretariat) and Omar, aligned to 1.1.1.1."""
    items = plan() if not factories.db.session.scalar(sa.text("SELECT 1 FROM edition")) else {}
    number = items.get("1.1.1.1") or factories.item("1.1.1.1").id
    made = group(cast, status=status, items=(number,), code=code, **more)
    if not more:
        add(made, cast.omar, Role.MEMBER)
    return made


def said(**changes: Any) -> dict[str, Any]:
    """Give the fields of a deliverable as a form sends them; partners are wanted."""
    return {"title": "Ferry timetable", "description": "Each *month*.", "item": str(factories.item("1.1.1.1").id),
            "due_on": day(60), "seeks": "y", "why": "We learned more.", **changes}  # fmt: skip


def deliverable(made: Group, serial: int, **changes: Any) -> Deliverable:
    """Make a deliverable as it stands; public if its group works."""
    due = changes.get("due_on")
    sight = "public" if made.status not in {Status.PROPOSED, Status.DRAFTING, Status.SAG_REVIEW} else "group"
    facts = {"title": f"Thing {serial}", "item_id": factories.item("1.1.1.1").id, "first_due_on": due, "sight": sight,
             "audience": str(made.ref), "made_at": clock.now(), "status_since": clock.now()}  # fmt: skip
    return factories.save(Deliverable(group_id=made.id, serial=serial, **{**facts, **changes}))


def stands(serial: int = 1, code: str = "WG-WATER") -> Deliverable:
    """Read a deliverable as it is now."""
    db.session.rollback()
    wanted = sa.select(Deliverable).join(Group, Group.id == Deliverable.group_id)
    return db.session.scalars(wanted.where(Group.code == code, Deliverable.serial == serial)).one()


def told(row: Deliverable) -> list[str]:
    """Give the names of what happened to a deliverable, oldest first."""
    lines = sa.select(Line.event).where(Line.kind == "deliverable", Line.thing == row.id).order_by(Line.id)
    return [name.removeprefix("groups.") for name in db.session.scalars(lines)]


def done(sent: Any) -> Any:
    """Hold that a form was taken."""
    assert sent.status_code == 303, (sent.status_code, sent.text[-2500:])
    return sent


def amended(someone: Someone, serial: int = 1, **changes: Any) -> Any:
    """Send a deliverable's form with changes, as drawn from what stands."""
    row = stands(serial)
    kept = {"title": row.title, "description": row.description, "item": str(row.item_id or ""), "seeks": "y",
            "why_item": row.why_item, "owner": str(row.owner_id or ""), "contact": str(row.contact_id or ""),
            "starts_on": str(row.starts_on or ""), "due_on": str(row.due_on or ""), "seen": str(row.version)}  # fmt: skip
    return someone.post(f"/groups/WG-WATER/plan/{serial}/amend", {**kept, **changes})
