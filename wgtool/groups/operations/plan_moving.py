"""How deliverables come from one plan into another: moved, with their origin kept and undone if need be, or copied."""

from __future__ import annotations

from wgtool.groups import events, queries, rules
from wgtool.groups.models import Deliverable, DeliverableOrigin, Group, Progress, Way
from wgtool.groups.operations.planning import made, told
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.writes import hold


def move(row: Deliverable, to: Group, *, actor: Actor) -> None:
    """Put a deliverable, held already, into the plan of another group, held too: under a new number, its origin kept."""
    before, from_id, serial = row.number, row.group_id, row.serial
    old = row.touches
    number = queries.next_serial(to.id)
    db.session.add(
        DeliverableOrigin(deliverable_id=row.id, group_id=from_id, serial=serial, how=Way.MOVED, at=clock.now())
    )
    _place(row, to, number)
    said = told(row)
    announce(events.DeliverableMoved(actor=actor, before=before, **said | {"touches": (*row.touches, *old)}))


def _place(row: Deliverable, to: Group, serial: int) -> None:
    row.group_id, row.serial, row.group = to.id, serial, to
    facts = made(to)
    row.sight, row.audience, row.also, row.contact_id = facts["sight"], facts["audience"], None, None
    db.session.flush()


def move_back(row: Deliverable, to: Group, *, actor: Actor) -> None:
    """Undo a move: the deliverable has its number in its old plan again."""
    origin = next(one for one in reversed(queries.origins(row.id)) if one.group_id == to.id)
    before, old = row.number, row.touches
    _place(row, to, origin.serial)
    db.session.delete(origin)
    db.session.flush()
    announce(events.DeliverableMoved(actor=actor, before=before, **told(row) | {"touches": (*row.touches, *old)}))


def move_all(source: Group, to: Group, *, actor: Actor) -> list[int]:
    """Put a whole plan into another one, but for what was dropped; give which deliverables went."""
    rows = [row.id for row in queries.all_in(source.id) if row.status != Progress.DROPPED]
    for id in rows:
        move(hold(queries.deliverable_to_change(id)), to, actor=actor)
    return rows


def copy_all(source: Group, to: Group, *, actor: Actor, why: str = "") -> int:
    """Copy what everybody sees of a plan into another: what is to be made and for what, without people, days, reports.

    What was copied there before is not copied again. Gives how many were.
    """
    had = queries.copied_into(to.id)
    rows = [row for row in queries.deliverables(source, seen_by=Actor.guest()) if row.status != Progress.DROPPED]
    fresh = [row for row in rows if row.id not in had]
    for serial, row in enumerate(fresh, queries.next_serial(to.id)):
        new = _copy(row, to, serial)
        announce(events.DeliverableCopied(actor=actor, why=why, before=row.number, **told(new)))
    return len(fresh)


def _copy(row: Deliverable, to: Group, serial: int) -> Deliverable:
    said = {field: getattr(row, field) for field in ("title", "description", "item_id", "why_item", "seeks")}
    if not said["why_item"] and (row.item is None or not rules.serves(to, row.item)):
        said["why_item"] = _("As in %(number)s.", number=row.number)
    new = Deliverable(group_id=to.id, serial=serial, **said, **made(to))
    new.group = to
    db.session.add(new)
    db.session.flush()
    origin = {"group_id": row.group_id, "serial": row.serial, "source_id": row.id, "at": clock.now()}
    db.session.add(DeliverableOrigin(deliverable_id=new.id, how=Way.COPIED, **origin))
    return new
