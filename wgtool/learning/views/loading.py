"""What a page of learning needs, loaded; its address, name and way here."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten

from flask import url_for

from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _
from wgtool.learning import queries, rules
from wgtool.learning.models import Exercise, Recommendation

Crumbs = list[tuple[str, str]]


def exercise(number: str) -> Exercise | None:
    """Give an exercise the reader may know of."""
    return queries.seen(number, seen_by=actor())


def one(number: str, one: int) -> Recommendation | None:
    """Give a recommendation the reader may know of."""
    return _one(number, one)


def _one(number: str, one: int) -> Recommendation | None:
    found = queries.one_seen(number, one, seen_by=actor())
    return found if found is not None and rules.may_know(actor(), found) else None


@dataclass(frozen=True)
class Meant:
    """A recommendation, and the id of an action point meant for it."""

    one: Recommendation
    row: int


def meant(number: str, one: int, row: int) -> Meant | None:
    """Give a recommendation with an action point meant for it."""
    found = _one(number, one)
    return Meant(found, row) if found is not None else None


def url(exercise: Exercise) -> str:
    """Give the page of an exercise."""
    return url_for("learning.detail", number=exercise.number)


def one_url(one: Recommendation) -> str:
    """Give the page of a recommendation."""
    return url_for("learning.one", number=one.exercise.number, one=one.number)


def one_named(one: Recommendation) -> str:
    """Name a recommendation by what it says, so that it is answered where it is read."""
    return f"{one.label}: {shorten(one.text, 300, placeholder=' …')}"


def named(exercise: Exercise) -> str:
    """Name an exercise."""
    return f"{exercise.number} {exercise.title}"


def crumbs(exercise: Exercise) -> Crumbs:
    """Give the way to an exercise."""
    return [(_("Learning"), url_for("learning.index")), (exercise.number, url(exercise))]


def one_crumbs(one: Recommendation) -> Crumbs:
    """Give the way to a recommendation."""
    return [*crumbs(one.exercise), (f"R{one.number}", one_url(one))]
