"""Opening in one's own right, describing anew, and naming the contact."""

from __future__ import annotations

from typing import Any

from wgtool.actions import events, queries, rules
from wgtool.actions.models import ActionPoint, Priority
from wgtool.actions.operations.opening import fits, must_see, open_action, telling
from wgtool.actions.permits import P
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref
from wgtool.kernel.events import announce
from wgtool.kernel.folding import fold
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import require
from wgtool.kernel.refusals import Forbidden, Refused, Stale
from wgtool.kernel.writes import hold


def give(*, owner: Ref, contact_email: str = "", actor: Actor, **facts: Any) -> ActionPoint:
    """Open an action point by one's own right; a contact with an account is known by their address."""
    require(actor, P.OPEN)
    if objection := rules.may_give(actor, owner.kind, owner.id):
        raise Forbidden(objection)
    person = queries.person_at(contact_email) if contact_email else None
    known = {"contact": person.id, "contact_name": ""} if person else {"contact_email": contact_email}
    return open_action(owner=owner, actor=actor, **(facts | known))


def describe(point: ActionPoint, *, seen: int, deliverable: str, priority: Priority, item: int | None, country: str,
             interval_days: int | None, actor: Actor) -> None:  # fmt: skip
    """Change what an action point says of itself: one line of history. Raises Stale if somebody saved since `seen`."""
    point = hold(queries.to_change(point.id))
    require(actor, P.EDIT, point)
    facts = {"deliverable": deliverable.strip(), "priority": priority, "item_id": item, "country": country,
             "interval_days": interval_days}  # fmt: skip
    if point.version != seen:
        mine = {"deliverable": deliverable}
        raise Stale(_("Somebody changed this while you were writing."), theirs={"deliverable": point.deliverable},
                    mine=mine)  # fmt: skip
    if objection := rules.lowered(point, priority, actor):
        raise Refused(objection)
    if all(getattr(point, name) == value for name, value in facts.items()):
        return
    before = point.touches
    for name, value in facts.items():
        setattr(point, name, value)
    point.folded = fold(point.deliverable)
    fits(point)
    told = telling(point)
    told["touches"] = tuple(dict.fromkeys((*told["touches"], *before)))
    announce(events.Edited(actor=actor, subject=point.ref, **told))


def name_contact(point: ActionPoint, *, contact_name: str, contact_email: str, actor: Actor) -> None:
    """Name who is asked about it. Somebody with an account is asked first; others are named at once."""
    point = hold(queries.to_change(point.id))
    require(actor, P.EDIT, point)
    person = queries.person_at(contact_email) if contact_email else None
    if person is not None:
        _ask(point, person.id, actor)
        return
    if (point.contact_name, point.contact_email, point.contact_id) == (contact_name, contact_email, None):
        return
    point.contact_id = point.heir_id = None
    point.contact_name, point.contact_email = contact_name or "", contact_email or ""
    announce(events.ContactNamed(actor=actor, subject=point.ref, **telling(point)))


def _ask(point: ActionPoint, person: int, actor: Actor) -> None:
    if person in (point.contact_id, point.heir_id):
        return
    if person == actor.person:
        point.heir_id = person
        _become(point, actor)
        return
    must_see(point, person)
    point.heir_id = person
    announce(events.ContactAsked(actor=actor, subject=point.ref, **telling(point)))


def take_over(point: ActionPoint, *, actor: Actor) -> None:
    """Be its contact from now, as one was asked to be."""
    point = hold(queries.to_change(point.id))
    require(actor, P.TAKE_OVER, point)
    _become(point, actor)


def _become(point: ActionPoint, actor: Actor) -> None:
    point.contact_id, point.heir_id = point.heir_id, None
    point.contact_name = point.contact_email = ""
    announce(events.ContactNamed(actor=actor, subject=point.ref, **telling(point)))


def decline_contact(point: ActionPoint, *, actor: Actor) -> None:
    """Say no to being its contact."""
    point = hold(queries.to_change(point.id))
    require(actor, P.TAKE_OVER, point)
    point.heir_id = None
    announce(events.ContactDeclined(actor=actor, subject=point.ref, **telling(point)))
