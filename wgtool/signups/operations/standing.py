"""What others' changes do to sign-ups: people are confirmed, and time goes by."""

from __future__ import annotations

from datetime import date

from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.events import announce
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold
from wgtool.signups import events, queries, rules
from wgtool.signups.models import OPEN, SignUp, Status
from wgtool.signups.operations.steps import lapse
from wgtool.signups.operations.telling import end, telling


def stand(*, organisation: int, actor: Actor) -> None:
    """Let the offers of people of an organisation who are confirmed now be seen by all; those needing no more, count."""
    for id in queries.provisional_no_more(organisation):
        if (found := queries.by_id(id)) is not None:
            _stand(_held(found), actor)


def _held(found: SignUp) -> SignUp:
    """Hold what a sign-up is for, then itself."""
    hold(queries.above_to_change(found))
    return hold(queries.to_change(found.id))


def _stand(signup: SignUp, actor: Actor) -> None:
    if queries.same(signup.on, signup.organisation_id, signup.role, signup.country, but=signup.id):
        told = end(signup, actor)
        signup.status = Status.WITHDRAWN
        announce(events.Doubled(actor=actor, subject=signup.ref, **told))
        return
    signup.sight, signup.audience = Sight.PUBLIC, ""
    said: type[events.OfSignUp] = events.Stands
    if not _needs_more(signup):
        signup.status, signup.confirmed_at, said = Status.CONFIRMED, clock.now(), events.SignedUp
    announce(said(actor=actor, subject=signup.ref, **telling(signup)))


def _needs_more(signup: SignUp) -> bool:
    """Say whether somebody must still confirm: by the clause, or as it would not be let today."""
    item, organisation, role = signup.on, signup.organisation, signup.role
    return rules.must_be_confirmed(item, role) or bool(rules.objection(item, organisation, role, signup.country))


def redate(id: int, on: date, *, actor: Actor) -> None:
    """Give a standing sign-up another last day, as the group resumes that suspended it."""
    found = queries.by_id(id)
    if found is None:
        return
    signup = _held(found)
    if signup.is_open and signup.ends_on != on:
        signup.ends_on = on
        announce(events.Redated(actor=actor, subject=signup.ref, ends_on=on.isoformat(), **telling(signup)))


def settle_ended(deliverable: int, *, done: bool, why: str, actor: Actor) -> None:
    """Let the sign-ups for a deliverable end with it: what counted is done if it is, all else lapses."""
    for id in queries.open_for(deliverable):
        signup = hold(queries.to_change(id))
        if signup.is_open and done and signup.status == Status.CONFIRMED:
            told = end(signup, actor)
            signup.status = Status.FULFILLED
            announce(events.Fulfilled(actor=actor, subject=signup.ref, **told))
        elif signup.is_open:
            lapse(signup, actor=actor, why=why)


def lapse_overdue(*, actor: Actor) -> int:
    """Let every sign-up lapse whose last day is over; give how many. Safe to repeat, late, and by two at once."""
    return sum(_lapse(id, actor) for id in queries.overdue())


def _lapse(id: int, actor: Actor) -> bool:
    """Let one lapse, unless somebody else was faster; say whether it did."""
    found = queries.by_id(id)
    if found is None:
        return False
    signup = _held(found)
    if signup.status not in OPEN or not signup.ends_on or signup.ends_on >= clock.today():
        return False
    lapse(signup, actor=actor)
    return True
