"""What others' changes do to action points.

They are loaded alone: whoever changes a group holds it with its people and pauses, which loading it again would forget.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from wgtool.actions import events, queries, rules
from wgtool.actions.models import WORKING, ActionPoint, Status
from wgtool.actions.operations.opening import comes_under, must_see, telling
from wgtool.actions.operations.showing import follow_owner
from wgtool.files import queries as files
from wgtool.groups.models import Group
from wgtool.kernel import clock, waits
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import hold


def weigh_evidence(id: int) -> None:
    """Say anew whether there is evidence, as a file was removed or a report counts no more."""
    point = hold(queries.alone(id))
    if not files.any_on(point.kind, [id]) and not queries.any_evidence(id):
        point.evidenced_at = None


def find(person: int, *, actor: Actor) -> None:
    """Have somebody who came with an account be the contact that they were by their address."""
    for id in queries.known_by_address(person):
        point = hold(queries.alone(id))
        point.contact_id, point.contact_name, point.contact_email = person, "", ""
        _tell(point, actor)


def let_go(person: int, *, actor: Actor, organisation: int | None = None) -> None:
    """Have nobody be the contact of open action points, as they left the organisation that answers, or were forgotten."""
    for id in queries.held_by(person, organisation):
        point = hold(queries.alone(id))
        point.contact_id = None if point.contact_id == person else point.contact_id
        point.heir_id = None if point.heir_id == person else point.heir_id
        _tell(point, actor)


def redate(id: int, on: date, *, actor: Actor) -> None:
    """Give it another date as its group resumes; what was suspended is no slip."""
    point = hold(queries.alone(id))
    if not point.has_ended and point.due != on:
        before, point.due, point.first_due = point.due, on, point.first_due or on
        announce(events.Moved(actor=actor, subject=point.ref, before=before.isoformat() if before else "",
                              after=on.isoformat(), **telling(point)))  # fmt: skip
    point.heard_on = clock.today()


def _tell(point: ActionPoint, actor: Actor) -> None:
    announce(events.ContactNamed(actor=actor, subject=point.ref, **telling(point)))


def hear_again(group: int) -> None:
    """Count silence from today under a group that resumes: while it was paused nobody was asked."""
    for found in queries.open_under(group):
        point = hold(queries.alone(found.id))
        point.heard_on = max(point.heard_on, clock.today())
        waits.touched(point.ref)


def move_under(id: int, group: int, *, actor: Actor) -> None:
    """Put an action point into another group's work; the group that answered for it is followed by the other."""
    point = hold(queries.alone(id))
    heir = comes_under(group)
    before, seen = point.touches, rules.audience_of(point)
    point.group_id = group
    db.session.flush()
    follow_owner(point, seen)
    told = telling(point)
    told["touches"] = tuple(dict.fromkeys((*told["touches"], *before)))
    announce(events.HandedOver(actor=actor, subject=point.ref, heir=heir.code, **told))


def put_at(id: int, item: int, *, actor: Actor) -> dict[str, Any]:
    """Put an action point under another item of the plan, which takes in the one it stood under."""
    point = hold(queries.alone(id))
    before, point.item_id = point.touches, item
    db.session.flush()
    told = telling(point)
    told["touches"] = tuple(dict.fromkeys((*told["touches"], *before)))
    announce(events.Edited(actor=actor, subject=point.ref, **told))
    return {}


def drop_at(id: int, why: str, *, actor: Actor) -> dict[str, Any]:
    """Let an item of the plan go: what is still to be done has no use any more, what was reported done goes on to its check.

    Give how it stood.
    """
    point = hold(queries.alone(id))
    was = {"status": point.status.value, "since": point.status_since.isoformat(), "item": point.item_id}
    told = telling(point) | {"why": why}
    if point.status in WORKING:
        point.status, point.status_since = Status.NOT_APPLICABLE, clock.now()
        point.ended_at, point.why = clock.now(), why
        announce(events.EndedWithPlan(actor=actor, subject=point.ref, **told))
    else:
        point.item_id = None
        db.session.flush()
        announce(events.LeftPlan(actor=actor, subject=point.ref, **told))
    return was


def stand_again(id: int, was: Mapping[str, Any], *, actor: Actor) -> None:
    """Have it stand under its item as it stood; its silence is counted from today."""
    point = hold(queries.alone(id))
    point.item_id, point.status = was["item"], Status(was["status"])
    point.status_since, point.heard_on = datetime.fromisoformat(was["since"]), clock.today()
    point.ended_at, point.why = None, ""
    db.session.flush()
    announce(events.StandsAgain(actor=actor, subject=point.ref, **telling(point)))


def drop_under(id: int, why: str, *, actor: Actor) -> dict[str, Any]:
    """Let a group go: what it answers for will not be implemented, by the group's own end; what others do goes on.

    Give how it stood.
    """
    point = hold(queries.alone(id))
    if not why.strip():
        raise Refused(_("Say why."))
    told = telling(point) | {"why": why}
    was = {"status": point.status.value, "since": point.status_since.isoformat(), "group": point.group_id}
    if point.owner_kind == "group":
        code = db.session.get_one(Group, point.group_id).code
        point.status, point.status_since = Status.NOT_IMPLEMENTED, clock.now()
        point.ended_at, point.why, point.decided_by = clock.now(), why.strip(), code
        announce(events.NotImplemented(actor=actor, subject=point.ref, decided_by=code, **told))
        return was
    seen, point.group_id = rules.audience_of(point), None
    follow_owner(point, seen)
    announce(events.LeftGroup(actor=actor, subject=point.ref, **told))
    return was


def stand_under_again(id: int, was: Mapping[str, Any], *, actor: Actor) -> None:
    """Have it stand under its group as it stood, since that is not dissolved."""
    point = hold(queries.alone(id))
    seen = rules.audience_of(point)
    point.group_id, point.status = was["group"], Status(was["status"])
    point.status_since = datetime.fromisoformat(was["since"])
    point.ended_at, point.why, point.decided_by = None, "", ""
    follow_owner(point, seen)
    db.session.flush()
    announce(events.StandsWithGroup(actor=actor, subject=point.ref, **telling(point)))


def ask_heir(id: int, person: int, *, actor: Actor) -> None:
    """Ask another person to take over what somebody is the contact of."""
    point = hold(queries.alone(id))
    if point.contact_id == person:
        raise Refused(_("They are its contact already."))
    if point.heir_id != person:
        must_see(point, person)
        point.heir_id = person
        announce(events.ContactAsked(actor=actor, subject=point.ref, **telling(point)))
