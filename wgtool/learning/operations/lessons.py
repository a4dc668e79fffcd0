"""Recommendations that say the same lesson, in whichever operation it was learned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import require
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import sees, wider
from wgtool.kernel.writes import hold
from wgtool.learning import events, queries, rules
from wgtool.learning.models import PUBLISHED, Exercise, Recommendation
from wgtool.learning.permits import P


def join(one: Recommendation, *, other: int, actor: Actor) -> None:
    """Say that two recommendations, of two exercises, say the same lesson; what each was said to be like, too."""
    first, second = (hold(queries.one_to_change(id)) for id in sorted((one.id, other)))
    mine, theirs = (first, second) if first.id == one.id else (second, first)
    require(actor, P.WRITE_ONE, mine)
    if theirs.exercise.status not in PUBLISHED or theirs.taken_out_at or not sees(actor, theirs.exercise):
        raise Refused(_("This is not there any more."))
    if mine.exercise_id == theirs.exercise_id:
        raise Refused(_("They are of one exercise. A lesson recurs in another."))
    if mine.lesson is not None and mine.lesson == theirs.lesson:
        raise Refused(_("They are known to say the same already."))
    _tie(mine, theirs)
    for one, of in ((mine, theirs), (theirs, mine)):
        announce(events.Joined(actor=actor, subject=one.ref, **(telling(one) | _to_both(one.exercise, of.exercise))))


def _tie(mine: Recommendation, theirs: Recommendation) -> None:
    """Give both one lesson: the older of the two they have, or the id of the one that has none."""
    kept = min(lesson for lesson in (mine.lesson or mine.id, theirs.lesson or theirs.id))
    others = [lesson for lesson in (mine.lesson, theirs.lesson) if lesson is not None and lesson != kept]
    if others:
        moved = sa.update(Recommendation).where(Recommendation.lesson.in_(others)).values(lesson=kept)
        db.session.execute(moved.execution_options(synchronize_session=False))
    for one in (mine, theirs):
        if one.lesson not in (kept, *others):
            one.lesson = kept
    db.session.flush()


def part(one: Recommendation, *, actor: Actor) -> None:
    """Say that a recommendation is a lesson of its own after all."""
    one = hold(queries.one_to_change(one.id))
    require(actor, P.WRITE_ONE, one)
    if one.lesson is None:
        raise Refused(_("It is a lesson of its own already."))
    twins = queries.exercises_of(queries.sharing(one))
    untie(one)
    announce(events.Parted(actor=actor, subject=one.ref, **(telling(one) | _to_all(one.exercise, twins))))


def untie(one: Recommendation) -> None:
    """Take a recommendation out of its lesson. Who is left keeps one, under another id if it was the one's own."""
    left = queries.sharing(one)
    one.lesson = None
    wanted = min(left) if len(left) > 1 else None
    if left:
        moved = sa.update(Recommendation).where(Recommendation.id.in_(left)).values(lesson=wanted)
        db.session.execute(moved.execution_options(synchronize_session=False))
    db.session.flush()


def telling(one: Recommendation) -> dict[str, Any]:
    """Give what every fact about a recommendation tells; its line is seen by those who see the exercise."""
    return {"label": one.label, "touches": one.touches, **rules.narrow(one.exercise)}


def _to_both(here: Exercise, there: Exercise) -> dict[str, Any]:
    """Tell it only to those who may know of both exercises; of two groups that is the support team alone."""
    if not wider(here, there):
        return rules.narrow(here)
    return rules.narrow(there) if not wider(there, here) else rules.team()


def _to_all(here: Exercise, others: Iterable[Exercise]) -> dict[str, Any]:
    """Tell it only to those who may know of this exercise and of all others."""
    ways = [_to_both(here, there) for there in others]
    narrow = [way for way in ways if way != rules.narrow(here)]
    return rules.narrow(here) if not narrow else narrow[0] if narrow.count(narrow[0]) == len(narrow) else rules.team()
