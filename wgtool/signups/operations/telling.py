"""What every fact about a sign-up tells, and what every end of one does."""

from __future__ import annotations

from typing import Any

from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.signups import queries
from wgtool.signups.models import SignUp


def telling(signup: SignUp, *, rivals: bool = False) -> dict[str, Any]:
    """Give the common fields of an event; a provisional offer's line is seen by those who see the offer.

    `rivals`: the others who offer to lead in the same place are told, since it is their turn that changes.
    """
    others = tuple(queries.rivals(signup)) if rivals else ()
    told: dict[str, Any] = {
        "organisation": signup.organisation_id,
        "role": signup.role.value,
        "touches": (*signup.touches, *others),
    }
    return told | ({"sight": signup.sight, "audience": signup.audience} if signup.provisional else {})


def settled(signup: SignUp, actor: Actor) -> None:
    """Write down who settled it, and when."""
    signup.settled_by, signup.settled_at = actor.person, clock.now()


def end(signup: SignUp, actor: Actor, why: str = "") -> dict[str, Any]:
    """Let it count no more from today; give what to tell, to those who offered to lead in its place as well."""
    settled(signup, actor)
    signup.why = why
    signup.end()
    return telling(signup, rivals=signup.confirmed_at is not None) | {"why": why}
