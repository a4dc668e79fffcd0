"""What the tests of learning share: a small plan, exercises and recommendations as they stand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from tests import factories
from tests.cast import Cast
from wgtool.history import queries as history
from wgtool.kernel import clock
from wgtool.kernel.db import Ref, db
from wgtool.kernel.folding import fold
from wgtool.kernel.waits import Wait
from wgtool.learning import recurring
from wgtool.learning.models import PUBLISHED, Answer, Covered, Exercise, Recommendation, Root, Status, Type

ASKED = (Status.DUE, Status.ANSWERED, Status.FOLLOWED)
OUT = (Status.ANSWERED, Status.FOLLOWED)
FACTS = {
    "title": "Response in Ninawa",
    "type": "lessons learned",
    "sight": "public",
    "group": "",
    "operation": "Ninawa",
}
TEXTS = (
    "Share the ferry timetable with every partner each week.",
    "Translate the warehouse guide before the next response.",
    "Name one focal point for customs questions at the border.",
)


def exercise(
    *, status: Status = Status.HELD, ones: int = 0, n: int = 1, countries: str = "IQ", **more: Any
) -> Exercise:
    """Make an exercise of Iraq, as it stands, with recommendations nobody has answered."""
    now = clock.now()
    when: dict[str, Any] = {"starts_on": clock.today() - timedelta(days=60)}
    if status in PUBLISHED:
        when |= {"reported_on": clock.today() - timedelta(days=7), "response_due": clock.today() + timedelta(days=21)}
    if status in OUT:
        when["answered_at"] = now
    facts = {"title": f"Response {n}", "operation": f"Operation {n}", "type": Type.LESSONS, **when, **more}
    made = Exercise(
        number=f"LLE-2026-{n:02d}", folded=fold(f"{facts['title']} {facts['operation']}"), status=status, status_since=now,
        planned_at=now, places=[Covered(country=code) for code in countries.split()], **facts,
    )  # fmt: skip
    factories.save(made)
    for number in range(1, ones + 1):
        one(made, number)
    db.session.rollback()
    return made


def one(of: Exercise, number: int = 1, *, text: str = "", status: Answer = Answer.PENDING, party: Ref | None = None,
        **more: Any) -> Recommendation:  # fmt: skip
    """Make a recommendation, as it stands."""
    words = text or f"{TEXTS[(number - 1) % len(TEXTS)]} ({number})"
    answered = {} if status == Answer.PENDING else {"answered_at": clock.now()}
    named = {"party_kind": party.kind, "party_id": party.id, "party_name": "The party"} if party else {}
    why = {"why": "A reason"} if status in (Answer.PARTLY, Answer.REJECTED) else {}
    made = Recommendation(
        exercise_id=of.id, number=number, text=words, status=status, **(answered | named | why | more)
    )
    factories.save(made)
    factories.save(*(Root(root=root, recommendation_id=made.id) for root in sorted(recurring.roots(words))))
    db.session.rollback()
    return made


def now(number: str = "LLE-2026-01") -> Exercise:
    """Give an exercise as it is."""
    db.session.rollback()
    return db.session.scalars(sa.select(Exercise).where(Exercise.number == number)).one()


def ones(number: str = "LLE-2026-01") -> list[Recommendation]:
    """Give its recommendations as they are."""
    db.session.rollback()
    wanted = sa.select(Recommendation).join(Recommendation.exercise).where(Exercise.number == number)
    return list(db.session.scalars(wanted.order_by(Recommendation.number)))


def told(ref: Ref, cast: Cast) -> list[str]:
    """Give a story as the support team reads it, the oldest first."""
    found = history.timeline(ref, seen_by=cast.sam.actor)
    return [line.event.removeprefix("learning.") for line in reversed(found)]


def turns(ref: Ref) -> list[tuple[str, str]]:
    """Give whose turn it is: (holder, sentence)."""
    db.session.rollback()
    found = db.session.scalars(sa.select(Wait).where(Wait.kind == ref.kind, Wait.thing == ref.id))
    return sorted((line.holder, line.says.removeprefix("learning.")) for line in found)
