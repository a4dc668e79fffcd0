"""Writing down what an exercise recommends: one, or a table of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import require
from wgtool.kernel.refusals import Refused, Stale
from wgtool.kernel.writes import hold
from wgtool.learning import events, queries, recurring, rules
from wgtool.learning.models import Exercise, Head, Intended, Level, Recommendation, Root, Status
from wgtool.learning.operations.answering import name_party
from wgtool.learning.operations.lessons import telling, untie
from wgtool.learning.permits import P


class Row(NamedTuple):
    """A recommendation as it is written down. `item` is the id of what it is about in the plan, `party` who answers it."""

    text: str
    head: Head | None = None
    level: Level | None = None
    item: int | None = None
    party: Ref | None = None


def recommend(exercise: Exercise, rows: Sequence[Row], *, actor: Actor) -> list[Recommendation]:
    """Write recommendations down, numbered on; all of them or none."""
    exercise = hold(queries.to_change(exercise.id))
    require(actor, P.TEND, exercise)
    if objection := rules.not_written_now(exercise):
        raise Refused(objection)
    if len(exercise.recommendations) + len(rows) > rules.MOST:
        raise Refused(_("A report has at most %(most)s recommendations here.", most=rules.MOST))
    _once_each(exercise, rows)
    first = queries.next_number_of(exercise.id)
    made = [
        Recommendation(
            exercise=exercise, number=number, text=row.text, head=row.head, level=row.level, item_id=row.item
        )
        for number, row in enumerate(rows, first)
    ]
    db.session.add_all(made)
    db.session.flush()
    for one in made:
        _root(one)
        announce(events.Recommended(actor=actor, subject=one.ref, **_told(one)))
    for one, row in zip(made, rows, strict=True):
        if row.party is not None:
            name_party(one, party=row.party, actor=actor)
    return made


def _once_each(exercise: Exercise, rows: Sequence[Row]) -> None:
    """Refuse the same words twice, as when a table is sent again."""
    known = {one.text: one.number for one in exercise.recommendations}
    for row in rows:
        if row.text in known:
            raise Refused(_("“%(text)s” stands there already.", text=row.text[:80]))
        known[row.text] = 0


def reword(one: Recommendation, row: Row, *, seen: int, actor: Actor) -> bool:
    """Change a recommendation, as long as its response was not asked for; say whether anything changed."""
    one = _held(one, actor)
    if seen != one.version:
        raise Stale(_("Somebody changed it in between. Both texts are below."), theirs={"text": one.text},
                    mine={"text": row.text})  # fmt: skip
    if row[:4] == (one.text, one.head, one.level, one.item_id):
        return False
    before = one.touches
    one.text, one.head, one.level, one.item_id = row[:4]
    db.session.execute(sa.delete(Root).where(Root.recommendation_id == one.id))
    _root(one)
    told = _told(one)
    told["touches"] = tuple(dict.fromkeys((*one.touches, *before)))
    announce(events.Reworded(actor=actor, subject=one.ref, **told))
    return True


def take_out(one: Recommendation, *, actor: Actor) -> None:
    """Take a recommendation out again; not once the report is published and people quote it."""
    one = _held(one, actor)
    if one.exercise.status != Status.HELD:
        raise Refused(_("The report is published: what it recommends stays, with its number."))
    one.taken_out_at = clock.now()
    untie(one)
    for table in (Root, Intended):
        db.session.execute(sa.delete(table).where(table.recommendation_id == one.id))
    announce(events.TakenOut(actor=actor, subject=one.ref, **_told(one)))


def _held(one: Recommendation, actor: Actor) -> Recommendation:
    hold(queries.bare_to_change(one.exercise_id))
    one = hold(queries.one_to_change(one.id))
    require(actor, P.WRITE_ONE, one)
    if objection := rules.not_written_now(one.exercise):
        raise Refused(objection)
    return one


def _told(one: Recommendation) -> dict[str, Any]:
    """Give what a fact tells; before the report is published only those who look after the exercise read it."""
    told = telling(one)
    return told if one.exercise.status != Status.HELD else told | rules.audience(one.exercise)


def _root(one: Recommendation) -> None:
    db.session.add_all(Root(root=root, recommendation_id=one.id) for root in sorted(recurring.roots(one.text)))
