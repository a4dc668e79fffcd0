"""What may become of a sign-up, step by step. The engine holds its activity, then itself, and checks the table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.signups import queries
from wgtool.signups.lifecycle import LIFE
from wgtool.signups.models import Role, SignUp
from wgtool.signups.operations.telling import end, settled, telling


@LIFE.performs("confirm")
def confirm(signup: SignUp, *, actor: Actor) -> Mapping[str, Any]:
    """Take an offer. A lead takes the place; the other offers to lead it stand, and are told who leads."""
    settled(signup, actor)
    signup.confirmed_at, signup.since = clock.now(), clock.today()
    return telling(signup, rivals=True)


@LIFE.performs("decline")
def decline(signup: SignUp, *, why: str, actor: Actor) -> Mapping[str, Any]:
    """Do not take an offer, and say why."""
    return end(signup, actor, why)


@LIFE.performs("withdraw")
def withdraw(signup: SignUp, *, why: str, actor: Actor) -> Mapping[str, Any]:
    """Step back, and say why; what was taken on leaves a gap that is shown."""
    return end(signup, actor, why)


@LIFE.performs("fulfil")
def fulfil(signup: SignUp, *, actor: Actor) -> Mapping[str, Any]:
    """Say that what was taken on is done."""
    return end(signup, actor)


@LIFE.performs("lapse")
def lapse(signup: SignUp, *, actor: Actor, why: str = "") -> Mapping[str, Any]:
    """Let it end, as its last day is over, or with what it was for."""
    return end(signup, actor, why)


@LIFE.performs("end with it")
def end_with_it(signup: SignUp, *, why: str, actor: Actor) -> Mapping[str, Any]:
    """Let it end, as what it is on leaves the plan."""
    return end(signup, actor, why) | {"number": signup.on.number}


@LIFE.performs("go into another")
def go_into(signup: SignUp, *, number: str, actor: Actor) -> Mapping[str, Any]:
    """Let it become one with another of the same organisation, as what they are on becomes one."""
    return end(signup, actor) | {"number": number}


@LIFE.performs("stand again")
def stand_again(signup: SignUp, *, actor: Actor, by: int | None = None) -> Mapping[str, Any]:
    """Have it stand as it did before what it is on left the plan; `by` is who had settled it then."""
    signup.until, signup.why = None, ""
    signup.settled_at, signup.settled_by = signup.confirmed_at, by
    return telling(signup)


@LIFE.performs("contribute")
def contribute(signup: SignUp, *, actor: Actor) -> Mapping[str, Any]:
    """Turn an offer to lead, where another leads, into one to contribute, with its text."""
    if queries.same(signup.on, signup.organisation_id, Role.CONTRIBUTOR, signup.country):
        raise Refused(_("The organisation contributes already. Withdraw this offer instead."))
    assert signup.taken_by is not None
    leader = signup.taken_by.organisation_id
    signup.role = Role.CONTRIBUTOR
    settled(signup, actor)
    signup.confirmed_at, signup.since = clock.now(), clock.today()
    return telling(signup) | {"leader": leader}
