"""Writing a group's action plan: what it will make, for what, by whom and when. Once endorsed, each change needs a reason."""

from __future__ import annotations

from datetime import date
from typing import Any, TypedDict

from wgtool.groups import events, queries, rules
from wgtool.groups.models import Deliverable, Group
from wgtool.groups.operations.shared import refuse
from wgtool.groups.permits import P
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import require
from wgtool.kernel.refusals import Refused, Stale
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold
from wgtool.plan.models import Item


class Said(TypedDict):
    """What a plan says of a deliverable."""

    title: str
    description: str
    item_id: int | None
    why_item: str
    owner_id: int | None
    contact_id: int | None
    starts_on: date | None
    due_on: date | None
    seeks: bool


def plan(group: Group, *, actor: Actor, why: str = "", **said: Any) -> Deliverable:
    """Add a deliverable to the plan of a group. Raises Refused with what does not fit, and for want of a reason."""
    group = hold(queries.to_change(group.id))
    require(actor, P.PLAN, group)
    refuse(rules.closed_to_new(group))
    asked = _checked(group, **said)
    _reason(group, why)
    row = Deliverable(group_id=group.id, serial=queries.next_serial(group.id), **asked, **made(group))
    row.first_due_on, row.group = row.due_on, group
    db.session.add(row)
    db.session.flush()
    announce(events.Planned(actor=actor, why=why, **told(row)))
    return row


def made(group: Group) -> dict[str, Any]:
    """Give what every new deliverable of a group begins with: it is everybody's once the plan was in force."""
    sight = Sight.PUBLIC if rules.is_endorsed(group) else Sight.GROUP
    now = clock.now()
    return {"sight": sight, "audience": str(group.ref), "made_at": now, "status_since": now}


def told(row: Deliverable) -> dict[str, Any]:
    """Give the common fields of an event about a deliverable, with the sight of its line."""
    seen: dict[str, Any] = {"sight": row.sight, "audience": row.audience, "also": row.also}
    narrow = seen if row.sight != Sight.PUBLIC else {}
    return {"subject": row.ref, "touches": row.touches, "number": row.number, "title": row.title, **narrow}


def amend(deliverable: Deliverable, *, seen: int, actor: Actor, why: str = "", **said: Any) -> None:
    """Change what the plan says of a deliverable; one line of history for each thing that changed, none for none.

    Moving a day that was set is counted and needs a reason. Raises Stale if somebody saved since `seen`.
    """
    group = hold(queries.to_change(deliverable.group_id))
    asked = _checked(group, **said)
    row = hold(queries.deliverable_to_change(deliverable.id))
    require(actor, P.PLAN, row)
    refuse(rules.over(row))
    if row.version != seen:
        raise Stale(_("Somebody changed this while you were writing."), theirs=_words(row), mine=_words(asked))
    changes = [field for field in Said.__annotations__ if getattr(row, field) != asked[field]]  # type: ignore[literal-required]
    if not changes:
        return
    if row.first_due_on is not None and "due_on" in changes and not why:
        raise Refused(_("Say why the due date moves."))
    _reason(row.group, why)
    _change(row, asked, changes, why, actor)


def _words(said: Any) -> dict[str, str]:
    give = said.get if isinstance(said, dict) else lambda field: getattr(said, field)
    return {field: str(give(field) or "") for field in ("title", "description", "why_item")}


def _reason(group: Group, why: str) -> None:
    if rules.is_endorsed(group) and not why:
        raise Refused(_("The plan is in force: say why it changes."))


def _checked(group: Group, **said: Any) -> Said:
    """Give what was said, if it fits the group."""
    asked: Said = Said(**said)  # type: ignore[typeddict-item]
    refuse(rules.ill_dated(asked["starts_on"], asked["due_on"]))
    _fit_people(group, asked["owner_id"], asked["contact_id"])
    item = _item(asked["item_id"])
    if (item is None or not rules.serves(group, item)) and not asked["why_item"]:
        raise Refused(
            _("Say why it serves this: the group is not aligned to it.")
            if item
            else _("Choose what of the plan it serves, or say why it serves none of it.")
        )
    return asked


def _item(id: int | None) -> Item | None:
    found = queries.items([id]) if id else ()
    if id and not found:
        raise Refused(_("This is not part of the plan any more. Choose another output or activity."))
    return next(iter(found), None)


def _fit_people(group: Group, owner: int | None, contact: int | None) -> None:
    if owner is not None and owner not in {m.organisation_id for m in group.roster}:
        raise Refused(_("The owner is an organisation that has people in the group. Invite somebody of it first."))
    theirs = {m.person_id for m in group.roster if m.organisation_id == owner}
    if contact is not None and (owner is None or contact not in theirs):
        raise Refused(_("The contact is a person of the owner who is in the group."))


def _change(row: Deliverable, asked: Said, changes: list[str], why: str, actor: Actor) -> None:
    before = {field: getattr(row, field) for field in changes}
    was = row.item.number if row.item else ""
    for field in changes:
        setattr(row, field, asked[field])  # type: ignore[literal-required]
    if "due_on" in changes and before["due_on"] is not None:
        row.moves += 1
    row.first_due_on = row.first_due_on or row.due_on
    db.session.flush()
    common = {"actor": actor, "why": why, **told(row)}
    for field in changes:
        announce(_fact(row, field, before[field], was, common))


def _fact(row: Deliverable, field: str, old: Any, was: str, common: dict[str, Any]) -> events.OfDeliverable:
    """Give the fact that one thing changed."""
    new = getattr(row, field)
    if field == "owner_id":
        return events.OwnerNamed(owner=new, **common) if new else events.OwnerGone(**common)
    if field == "contact_id":
        return events.ContactNamed(person=new, **common) if new else events.ContactGone(**common)
    if field == "seeks":
        return events.PartnersWanted(**common) if new else events.PartnersNotWanted(**common)
    if field in ("starts_on", "due_on"):
        kind = events.DueMoved if field == "due_on" else events.StartMoved
        return kind(old=iso(old), new=iso(new), **common)
    if field == "item_id":
        item = _item(new)
        return events.Amended(field=field, old=was, new=item.number if item else "", **common)
    if field == "title":
        return events.Amended(field=field, old=old, new=new, **common)
    return events.Reworded(field=field, **common)


def iso(day: date | None) -> str:
    """Give a day as a line of history keeps it."""
    return day.isoformat() if day else ""


def move_due(row: Deliverable, on: date, why: str, *, actor: Actor) -> None:
    """Have a deliverable, held already, be due on another day; that is counted."""
    if row.due_on == on:
        return
    old = row.due_on
    row.due_on, row.first_due_on = on, row.first_due_on or on
    row.moves += old is not None
    db.session.flush()
    announce(events.DueMoved(actor=actor, why=why, old=iso(old), new=iso(on), **told(row)))
