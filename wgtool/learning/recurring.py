"""The same lesson in other operations: how it is found. The likeness is that of the plan's activities, told there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from wgtool.kernel.actors import Actor
from wgtool.learning import queries
from wgtool.learning.models import Recommendation
from wgtool.plan.likeness import Said, alike
from wgtool.plan.likeness import roots as roots_of

LEAST, MOST = 30, 5
"""From which likeness, in percent, a recommendation is suggested, and how many are."""


class Suggestion(NamedTuple):
    """A recommendation of another exercise, and how alike it is, in percent."""

    one: Recommendation
    percent: int


def roots(text: str) -> set[str]:
    """Give the roots by which a recommendation is found again."""
    return set(roots_of(text))


def suggestions(one: Recommendation, *, seen_by: Actor) -> list[Suggestion]:
    """Give the likest recommendations of other exercises that are not known to say the same: one statement."""
    near = [
        x for x in queries.likest(one, roots(one.text), seen_by=seen_by) if x.lesson is None or x.lesson != one.lesson
    ]
    return _likest(one, near)


def _likest(one: Recommendation, near: Sequence[Recommendation]) -> list[Suggestion]:
    """Compare one with those near it. What they have in common weighs by how rare it is among them."""
    known = {str(x.id): x for x in near}
    found = alike((Said("", "", one.text, ""),), tuple(Said(id, "", x.text, "") for id, x in known.items()), most=MOST)
    return [Suggestion(known[like.number], like.percent) for like in found.get("", []) if like.percent >= LEAST]
