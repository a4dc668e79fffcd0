"""Every status, verb and kind of person, for exercises and for recommendations: what the table says and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from tests.cast import Cast
from tests.learning.helping import exercise, now, one, ones, told
from wgtool.kernel import clock
from wgtool.kernel.db import Ref, db
from wgtool.learning.lifecycle import EXERCISES, RECOMMENDATIONS
from wgtool.learning.models import Answer, Covered, Exercise, Recommendation, Root, Status

pytestmark = pytest.mark.one_engine
PEOPLE = ("guest", "kofi", "hana", "cora", "sam", "ada")
TENDING, TEAM, ANSWERING = {"cora", "sam"}, {"sam"}, {"hana", "sam"}
HERE = "/learning/LLE-2026-01"
MAY = {
    (Status.PLANNED, "hold"): TENDING, (Status.PLANNED, "call off"): TENDING, (Status.HELD, "publish the report"): TENDING,
    (Status.REPORTED, "ask for the response"): TEAM, (Status.DUE, "move the due day"): TEAM,
    (Status.DUE, "publish the response"): TEAM, (Status.ANSWERED, "follow up"): TEAM, (Status.FOLLOWED, "close"): TEAM,
}  # fmt: skip
ENDS = {"hold": Status.HELD, "call off": Status.CLOSED, "publish the report": Status.REPORTED,
        "ask for the response": Status.DUE, "move the due day": Status.DUE, "publish the response": Status.ANSWERED,
        "follow up": Status.FOLLOWED, "close": Status.CLOSED}  # fmt: skip


def facts() -> dict[str, str]:
    """Give what any step may ask."""
    today = clock.today()
    return {"why": "A reason", "starts_on": today.isoformat(), "on": today.isoformat(), "overall": "Thanks",
            "due": (today + timedelta(days=40)).isoformat(), "reason": "means"}  # fmt: skip


def clear() -> None:
    db.session.rollback()
    db.session.connection(execution_options={"writes": True})
    for table in (Root, Recommendation, Covered, Exercise):
        db.session.execute(sa.delete(table))
    db.session.commit()


@pytest.mark.parametrize("status", list(Status))
def test_every_step_of_an_exercise_from_every_status_by_everybody(cast: Cast, status: Status) -> None:
    _ = cast.hana
    for verb in EXERCISES.verbs():
        for name in PEOPLE:
            made = exercise(status=status)
            one(made, status=Answer.ACCEPTED, idle="Done already")
            before = len(told(made.ref, cast))
            answer = getattr(cast, name).post(f"{HERE}/{verb.replace(' ', '-')}", facts())
            may = name in MAY.get((status, verb), set())
            assert (answer.status_code == 303) == may, (verb, name, answer.status_code)
            assert now().status == (ENDS[verb] if may else status)
            assert len(told(made.ref, cast)) - before == (1 if may else 0), verb
            clear()


@pytest.mark.parametrize("status", [Status.HELD, Status.REPORTED, Status.DUE, Status.ANSWERED])
def test_every_step_of_a_recommendation_by_everybody(cast: Cast, status: Status) -> None:
    _ = cast.hana
    ends = {"accept": Answer.ACCEPTED, "accept in part": Answer.PARTLY, "reject": Answer.REJECTED}
    party = Ref("organisation", cast.rivermark.id)
    for verb in RECOMMENDATIONS.verbs():
        for name in PEOPLE:
            made = exercise(status=status)
            kept = one(made, party=party)
            before = len(told(kept.ref, cast))
            answer = getattr(cast, name).post(f"{HERE}/r1/{verb.replace(' ', '-')}", facts())
            due, who = status == Status.DUE, {"name who answers": TEAM, "pass back": {"hana"}}.get(verb, ANSWERING)
            may = name in who and (due or (verb == "name who answers" and status != Status.ANSWERED))
            assert (answer.status_code == 303) == may, (verb, name, answer.status_code)
            assert ones()[0].status == (ends.get(verb, Answer.PENDING) if may else Answer.PENDING)
            assert len(told(kept.ref, cast)) - before == (1 if may else 0), verb
            clear()
