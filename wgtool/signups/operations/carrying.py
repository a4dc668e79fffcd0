"""The sign-ups of an activity that is merged into another go along; taken back, they stand where they stood.

The rules. A partner keeps one sign-up in a place: the one where it goes, which gets the better role and counts if either
did; an offer to do more than what counts stands beside it. Where both have a lead, the one where it goes leads on and the
other co-leads. What the activity does not let ends with the old one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.holdings import Went
from wgtool.kernel.writes import hold
from wgtool.partners.models import Organisation
from wgtool.plan.models import Item
from wgtool.signups import events, queries, rules
from wgtool.signups.models import Role, SignUp, Status
from wgtool.signups.operations.steps import go_into, stand_again
from wgtool.signups.operations.telling import telling

RANK = tuple(Role)


def carry(item: int, to: int, *, actor: Actor) -> Iterator[Went]:
    """Put what stands on an activity onto the one that takes it in; give how each that changed was. Both are held."""
    into = hold(queries.item_to_change(to))
    for id in queries.by_standing(item):
        signup = hold(queries.to_change(id))
        role = _role(signup, into)
        if role is None:
            continue
        mine = () if signup.provisional else queries.standing_of(into.id, signup.organisation_id, signup.country)
        if (kept := _one(mine, signup, role)) is not None:
            yield from _together(kept, signup, role, actor)
        else:
            yield _over(signup, role, into, actor)


def _role(signup: SignUp, into: Item) -> Role | None:
    """Give the role a sign-up has where it goes; None if that does not let it."""
    leader = queries.leader(into, signup.country)
    asked = RANK if signup.role == Role.LEAD else (signup.role,)
    taken = signup.status == Status.CONFIRMED and leader is not None and leader.id != signup.organisation_id
    roles = [role for role in asked if not (role == Role.LEAD and taken)]
    whom, place = signup.organisation, signup.country
    return next((x for x in roles if not rules.objection(into, whom, x, place, named=True)), None)


def _one(mine: Sequence[SignUp], signup: SignUp, role: Role) -> SignUp | None:
    """Give the sign-up of the same partner there that stands for both, if one does."""
    if (same := next((one for one in mine if one.role == role), None)) is not None:
        return same
    counts = next((one for one in mine if one.status == Status.CONFIRMED), None)
    if counts is None or (signup.status == Status.OFFERED and RANK.index(counts.role) > RANK.index(role)):
        return None
    return counts


def _together(kept: SignUp, signup: SignUp, role: Role, actor: Actor) -> Iterator[Went]:
    """Have one sign-up stand for both, with the better of each."""
    kept = hold(queries.to_change(kept.id))
    was = _was(kept)
    if signup.status == Status.CONFIRMED:
        better = min(kept.role, role, key=RANK.index)
        if (kept.role, kept.status) != (better, Status.CONFIRMED):
            kept.role, kept.status, kept.confirmed_at = (
                better,
                Status.CONFIRMED,
                kept.confirmed_at or signup.confirmed_at,
            )
            db.session.flush()
            announce(events.Raised(actor=actor, subject=kept.ref, old=signup.number, **telling(kept)))
            yield kept.id, was
    yield signup.id, _was(signup) | {"together": True, "by": signup.settled_by}
    go_into(signup, number=kept.number, actor=actor)


def _over(signup: SignUp, role: Role, into: Item, actor: Actor) -> Went:
    was, old = _was(signup), signup.number
    leader = queries.leader(into, signup.country) if role != signup.role else None
    signup.item_id, signup.item, signup.role = into.id, into, role
    db.session.flush()
    announce(_told(signup, old, was["item"], leader, actor))
    return signup.id, was


def _told(signup: SignUp, old: str, item: int, leader: Organisation | None, actor: Actor) -> events.OfSignUp:
    told = telling(signup, rivals=True)
    told["touches"] = (*told["touches"], Ref("plan_item", item))
    if leader is not None:
        return events.LedByOther(
            actor=actor, subject=signup.ref, old=old, number=signup.number, leader=leader.id, **told
        )
    return events.WentAlong(actor=actor, subject=signup.ref, old=old, number=signup.number, **told)


def _was(signup: SignUp) -> dict[str, Any]:
    confirmed = signup.confirmed_at.isoformat() if signup.confirmed_at else None
    return {"item": signup.item_id, "role": signup.role.value, "status": signup.status.value, "confirmed_at": confirmed}


def carry_back(id: int, was: Mapping[str, Any], *, actor: Actor) -> None:
    """Have a sign-up stand as it did before it went along."""
    signup = hold(queries.to_change(id))
    if was.get("together"):
        stand_again(signup, actor=actor, by=was.get("by"))
        return
    there = signup.item_id
    signup.item = hold(queries.item_to_change(was["item"]))
    signup.item_id, signup.role, signup.status = was["item"], Role(was["role"]), Status(was["status"])
    if was["confirmed_at"] is None:
        signup.confirmed_at = None
    db.session.flush()
    told = telling(signup)
    told["touches"] = (*told["touches"], Ref("plan_item", there or 0))
    announce(events.CameBack(actor=actor, subject=signup.ref, number=signup.number, **told))
