"""Recommendations, responses and action points in any hands and any order: what is published stays whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests import factories
from tests.cast import Cast
from tests.learning.helping import FACTS
from tests.support import agreement
from tests.support.depth import tried
from wgtool.accounts.models import Person
from wgtool.actions import operations as acting
from wgtool.actions.models import ActionPoint
from wgtool.kernel import clock, waits
from wgtool.kernel.actors import SUPPORT, Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import writing
from wgtool.learning import operations
from wgtool.learning.models import Answer, Exercise, Reason, Recommendation, Status, Type
from wgtool.learning.operations import Row

pytestmark = pytest.mark.one_engine
WHICH = st.integers(0, 5)
TEAM = Actor(hats=frozenset({SUPPORT}))
SAID = {"reason": Reason.MEANS, "why": "Nobody is free."}
STEPS: dict[str, tuple[Callable[..., Any], Callable[[], dict[str, Any]]]] = {
    "hold": (operations.hold_it, lambda: {"starts_on": clock.today(), "ends_on": None}),
    "report": (operations.publish_report, lambda: {"on": clock.today()}),
    "ask": (operations.ask, lambda: {"due": clock.today() + timedelta(days=28)}),
    "publish": (operations.publish_response, lambda: {"overall": "Thanks"}),
    "follow": (operations.follow_up, dict),
    "close": (operations.close, dict),
}
ANSWERS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "yes": (operations.accept, {}), "idle": (operations.accept, {"idle": "It is done."}),
    "part": (operations.accept_in_part, SAID), "no": (operations.reject, SAID),
}  # fmt: skip
DONE = {"taken": "It is online.", "evidence": "The port's page."}
DOINGS: dict[str, tuple[Callable[..., Any], Callable[[], dict[str, Any]]]] = {
    "progress": (acting.report_progress, lambda: {"taken": "The port was asked."}),
    "unchanged": (acting.report_no_change, lambda: {"because": "The port is closed."}),
    "done": (acting.report_done, lambda: DONE),
    "evidence": (acting.add_evidence, lambda: {"evidence": "The minutes of May."}),
    "verify": (acting.verify, dict),
    "back": (acting.send_back, lambda: {"why": "Nothing is there."}),
    "move": (acting.move, lambda: {"due": clock.today() + timedelta(days=40), "why": "The rains."}),
    "needless": (acting.not_applicable, lambda: {"why": "So it is."}),
    "undone": (acting.not_implemented, lambda: {"why": "So it is.", "decided_by": "The SAG"}),
    "reopen": (acting.reopen, lambda: {"why": "So it is."}),
    "take": (lambda point, actor: take(point, actor), dict),
}


def take(point: ActionPoint, actor: Actor) -> None:
    """Be its contact from now, as long as it goes on."""
    email = db.session.get_one(Person, actor.person).email or ""
    if not point.has_ended:
        acting.name_contact(point, contact_name="", contact_email=email, actor=actor)


class Follow(RuleBasedStateMachine):
    """One exercise. Whatever is refused changes nothing; whatever is done leaves the tables in agreement."""

    party = 0
    hands: ClassVar[dict[str, Actor]] = {}
    """Who takes a step of an action point: the support team, two of them, and the focal point of who answers."""
    reached: ClassVar[set[str]] = set()
    """How far exercises and action points came, in all the stories together."""

    def __init__(self) -> None:
        super().__init__()
        self.before = agreement.begin()
        with writing():
            made = operations.plan(title=FACTS["title"], type=Type.LESSONS, actor=TEAM, countries=["IQ"])
            self.id = made.id
        self.words = 0
        self.answered: dict[int, tuple[str, str, str]] = {}

    def exercise(self) -> Exercise:
        db.session.rollback()
        return db.session.get_one(Exercise, self.id)

    def pick(self, which: int) -> Recommendation | None:
        db.session.rollback()
        mine = sa.select(Recommendation).where(Recommendation.exercise_id == self.id).order_by(Recommendation.id)
        found = db.session.scalars(mine).all()
        return found[which % len(found)] if found else None

    def dare(self, work: Callable[[], Any]) -> bool:
        try:
            with writing():
                work()
        except Refused:
            return False
        return True

    @initialize(far=st.sampled_from(range(6, -1, -1)))
    def begin(self, far: int) -> None:
        """Begin further on: by chance alone nobody comes from a plan to a published response.

        What must be refused on the way is tried: to publish what lacks an answer or an action point, to answer anew after
        that, to follow up what has not ended, and to close one's own.
        """
        if not far:
            return
        self.step("hold")
        self.write(3)
        for verb in ("report", "ask")[: far - 1]:
            self.step(verb)
        if far > 2:
            self.step("publish")
            for which, how in enumerate(("yes", "part", "no")):
                self.answer(which, how)
            self.step("publish")
            self.what_is_published_is_whole_and_stays()
            for which in range(3):
                self.act(which)
        if far > 3:
            self.step("publish")
            self.what_is_published_is_whole_and_stays()
            self.answer(1, "idle")
            self.step("follow")
            assert self.exercise().status == Status.ANSWERED, "its action points have not ended"
        steps = ((1, "take", "two"), (1, "done", "focal"), (1, "verify", "two"),
                 (0, "done", "focal"), (0, "verify", "one"), (1, "undone", "one"))  # fmt: skip
        for which, verb, who in steps[: 2 * far - 6 if far > 4 else 0]:
            self.do(which, verb, who)
            self.nobody_closes_their_own()

    @rule(verb=st.sampled_from(sorted(STEPS)))
    def step(self, verb: str) -> None:
        exercise, (run, facts) = self.exercise(), STEPS[verb]
        self.dare(lambda: run(exercise, actor=TEAM, **facts()))

    @rule(count=st.integers(1, 3))
    def write(self, count: int) -> None:
        self.words += 1
        rows = [Row(f"Share timetable {self.words} of ferry {n}.") for n in range(count)]
        exercise = self.exercise()
        self.dare(lambda: operations.recommend(exercise, rows, actor=TEAM))

    @rule(which=WHICH, how=st.sampled_from(["out", "reword", "name", "back"]))
    def change(self, which: int, how: str) -> None:
        one = self.pick(which)
        if one is None:
            return
        party = Ref("organisation", Follow.party)
        speaker = Actor(hats=frozenset({("focal", "organisation", str(Follow.party))}))
        self.dare({
            "out": lambda: operations.take_out(one, actor=TEAM),
            "reword": lambda: operations.reword(one, Row(f"{one.text} Again."), seen=one.version, actor=TEAM),
            "name": lambda: operations.name_party(one, party=None if one.party else party, actor=TEAM),
            "back": lambda: operations.pass_back(one, why="Not ours.", actor=speaker),
        }[how])  # fmt: skip

    @rule(which=WHICH, how=st.sampled_from(sorted(ANSWERS)))
    def answer(self, which: int, how: str) -> None:
        one, (run, facts) = self.pick(which), ANSWERS[how]
        if one is not None:
            self.dare(lambda: run(one, actor=TEAM, **facts))

    @rule(which=WHICH)
    def act(self, which: int) -> None:
        one = self.pick(which)
        self.words += 1
        if one is not None:
            owner = Ref("organisation", Follow.party)
            self.dare(lambda: operations.act(one, deliverable=f"Do {self.words}", owner=owner, actor=TEAM))

    @rule(which=WHICH, verb=st.sampled_from(sorted(DOINGS)), who=st.sampled_from(["one", "two", "focal"]))
    def do(self, which: int, verb: str, who: str) -> None:
        db.session.rollback()
        mine = sa.select(Recommendation.id).where(Recommendation.exercise_id == self.id)
        points = sa.select(ActionPoint).where(
            ActionPoint.source_kind == "recommendation", ActionPoint.source_id.in_(mine)
        )
        if points := db.session.scalars(points.order_by(ActionPoint.id)).all():
            run, facts = DOINGS[verb]
            self.dare(lambda: run(points[which % len(points)], actor=self.hands[who], **facts()))

    def teardown(self) -> None:
        """Nothing disagrees, and nobody's turn was forgotten, whatever was done."""
        assert agreement.disagreements(self.before) == []
        db.session.rollback()
        assert waits.differing(clocked=False) == []
        db.session.rollback()

    @invariant()
    def what_is_published_is_whole_and_stays(self) -> None:
        exercise = self.exercise()
        self.reached.add(exercise.status)
        if exercise.status not in (Status.ANSWERED, Status.FOLLOWED):
            return
        mine = sa.select(Recommendation).where(
            Recommendation.exercise_id == self.id, Recommendation.taken_out_at.is_(None)
        )
        ones = db.session.scalars(mine).all()
        acted = set(db.session.scalars(sa.select(ActionPoint.source_id)))
        for one in ones:
            assert one.status != Answer.PENDING
            assert one.status == Answer.REJECTED or one.idle or one.id in acted
        found = {one.id: (one.text, str(one.status), one.why) for one in ones}
        assert self.answered in ({}, found)
        self.answered = found

    @invariant()
    def nobody_closes_their_own(self) -> None:
        db.session.rollback()
        who = (ActionPoint.status, ActionPoint.verified_by, ActionPoint.done_by, ActionPoint.contact_id)
        for status, by, *others in db.session.execute(sa.select(*who)):
            self.reached.add(status)
            assert status != "closed" or by not in (None, *others, self.hands["focal"].person)


def test_in_any_order(world: Flask, cast: Cast) -> None:
    Follow.party = cast.rivermark.id
    Follow.hands = {"one": cast.sam.actor, "two": cast._play(factories.person("Tess Other", roles="support")).actor,
                    "focal": cast.hana.actor}  # fmt: skip
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Follow,
        settings=tried(8, stateful_step_count=20),
    )
    assert {Status.ANSWERED, "closed", "not implemented", "reported done"} <= Follow.reached
