"""What is to be done about a recommendation: meant while the response is written, opened once it is published."""

from __future__ import annotations

from datetime import date

from wgtool.actions.models import Priority
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import require
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold
from wgtool.learning import events, queries, rules
from wgtool.learning.models import OUT, Intended, Recommendation, Status
from wgtool.learning.operations.answering import among
from wgtool.learning.operations.lessons import telling
from wgtool.learning.operations.steps import open_one
from wgtool.learning.permits import P

MOST = 20


def act(one: Recommendation, *, deliverable: str, owner: Ref, actor: Actor, priority: Priority = Priority.MEDIUM,
        due: date | None = None, interval_days: int | None = 90) -> None:  # fmt: skip
    """Add an action point to what was accepted: opened at once after publication, with the response before."""
    one = _held(one, actor)
    row = _meant(one, deliverable, owner)
    row.priority, row.due, row.interval_days = priority, due, interval_days
    if one.exercise.status in OUT:
        open_one(one, row, one.exercise, actor)
    else:
        intend(one, row, actor=actor)


def _held(one: Recommendation, actor: Actor) -> Recommendation:
    hold(queries.bare_to_change(one.exercise_id))
    one = hold(queries.one_to_change(one.id))
    require(actor, P.ANSWER, one)
    if objection := rules.no_action(one):
        raise Refused(objection)
    return one


def _meant(one: Recommendation, deliverable: str, owner: Ref) -> Intended:
    name = queries.name_of(owner)
    if name is None:
        raise Refused(_("Choose who answers for it from the list."))
    if one.exercise.sight == Sight.GROUP and str(owner) != one.exercise.audience:
        raise Refused(
            _(
                "Only its group sees this exercise: that group answers for it, or show the exercise to more people first."
            )
        )
    return Intended(
        recommendation_id=one.id, deliverable=deliverable, owner_kind=owner.kind, owner_id=owner.id, owner_name=name
    )


def intend(one: Recommendation, row: Intended, *, actor: Actor) -> None:
    """Keep an action point with an answer that is not published; it has no number and asks nobody yet."""
    meant = queries.intended([one.id]).get(one.id, [])
    if any((x.deliverable, x.owner) == (row.deliverable, row.owner) for x in meant):
        raise Refused(_("The same action point stands there already."))
    if len(meant) >= MOST:
        raise Refused(_("A recommendation has at most %(most)s action points here.", most=MOST))
    db.session.add(row)
    db.session.flush()
    announce(events.Intended(actor=actor, subject=one.ref, owner=row.owner_name, **telling(one) | among(one)))


def do_without(one: Recommendation, *, row: int, actor: Actor) -> None:
    """Take an action point out of an answer that is not published."""
    one = _held(one, actor)
    found = next((x for x in queries.intended([one.id]).get(one.id, []) if x.id == row), None)
    if found is None or one.exercise.status != Status.DUE:
        raise Refused(_("This is not there any more."))
    db.session.delete(found)
    db.session.flush()
    announce(events.DoneWithout(actor=actor, subject=one.ref, owner=found.owner_name, **telling(one) | among(one)))
