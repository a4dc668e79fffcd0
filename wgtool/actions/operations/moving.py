"""Moving a date, which keeps the first one and is counted, and handing over to another owner."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from wgtool.actions import rules
from wgtool.actions.lifecycle import LIFE
from wgtool.actions.models import ActionPoint, Slip
from wgtool.actions.operations.opening import OWNERS, belongs_to, telling
from wgtool.actions.operations.showing import stay_seen
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused


@LIFE.performs("move")
def move(point: ActionPoint, *, due: date, actor: Actor, why: str = "", seen: str | None = None) -> Mapping[str, Any]:
    """Give it a date, or another and say why. The first date stays known; each move of a date is counted.

    `seen` is the date that the actor saw, "" for none; if another moved it meanwhile, they are told.
    """
    if seen is not None and seen != (point.due.isoformat() if point.due else ""):
        raise Refused(_("Somebody did the same at the same moment. Look at the page as it is now, then send it again."))
    if objection := rules.ill_dated(due, before=point.due):
        raise Refused(objection)
    if point.due is not None and not why.strip():
        raise Refused(_("Say why the date is moved."))
    before = point.due
    db.session.add(Slip(action_id=point.id, before=before, after=due, why=why.strip(), moved_at=clock.now(),
                        moved_by=actor.person))  # fmt: skip
    point.due, point.first_due = due, point.first_due or due
    point.slips += before is not None
    return telling(point) | {"before": before.isoformat() if before else "", "after": due.isoformat(), "why": why}


@LIFE.performs("hand over")
def hand_over(point: ActionPoint, *, to: Ref, why: str, actor: Actor) -> Mapping[str, Any]:
    """Have another organisation, group or body answer for it; the contact stays behind."""
    if to == point.owner:
        raise Refused(_("It is theirs already. Choose another."))
    before, seen = point.touches, rules.audience_of(point)
    belongs_to(point, to, point.group_id)
    point.contact_id = point.heir_id = None
    point.contact_name = point.contact_email = ""
    db.session.flush()
    stay_seen(point, seen)
    told = telling(point)
    told["touches"] = tuple(dict.fromkeys((*told["touches"], *before)))
    return told | {"heir": _name(to), "why": why.strip()}


def _name(owner: Ref) -> str:
    found: Any = db.session.get_one(OWNERS[owner.kind], owner.id)
    return str(found.code if owner.kind == "group" else found.name)
