"""Who may do what: a permit maps to clauses of small named predicates, any clause suffices.

`wgtool.policy` holds the one table. The same table answers the guard, the templates and `docs/access.md`.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Forbidden


class Predicate(Protocol):
    """A pure function of an actor and a loaded thing, with words for who it lets."""

    __name__: str
    words: Any

    def __call__(self, actor: Actor, thing: Any, /) -> bool:
        """Say whether the actor is let."""


Clauses = Sequence[Sequence[Predicate]]


def who(words: Any) -> Callable[[Callable[[Actor, Any], bool]], Predicate]:
    """Give a predicate its words (lazy gettext), as in "the lead of the group"."""

    def named(function: Callable[[Actor, Any], bool]) -> Predicate:
        function.words = words  # type: ignore[attr-defined]
        return function  # type: ignore[return-value]

    return named


class NoSuchPermit(LookupError):
    """A permit has no row in the policy."""


_policy: Mapping[enum.StrEnum, Clauses] = {}


def install(policy: Mapping[enum.StrEnum, Clauses]) -> None:
    """Make `policy` the one that is asked."""
    global _policy
    _policy = policy


def clauses(permit: enum.StrEnum) -> Clauses:
    """Give the clauses of a permit; raise NoSuchPermit if the policy lacks it."""
    try:
        return _policy[permit]
    except KeyError:
        raise NoSuchPermit(permit) from None


def allows(actor: Actor, permit: enum.StrEnum, thing: Any = None) -> bool:
    """Say whether the actor has the permit on the thing."""
    for clause in clauses(permit):
        for predicate in clause:
            if not predicate(actor, thing):
                break
        else:
            return True
    return False


def require(actor: Actor, permit: enum.StrEnum, thing: Any = None) -> None:
    """Raise Forbidden unless the actor has the permit; operations ask it of what they hold. wgtool itself may."""
    if not (actor.is_tool or allows(actor, permit, thing)):
        raise Forbidden(refusal(permit))


def words(permit: enum.StrEnum) -> str:
    """Say in the reader's language who has the permit."""
    joined = [_(", ").join(str(p.words) for p in clause) for clause in clauses(permit)]
    return (_("; or ") if any(len(clause) > 1 for clause in clauses(permit)) else _(" or ")).join(joined)


def refusal(permit: enum.StrEnum) -> str:
    """Give the sentence for one who lacks the permit."""
    return _("This is for %(who)s.", who=words(permit))


def known() -> list[enum.StrEnum]:
    """Give all permits of the policy."""
    return list(_policy)
