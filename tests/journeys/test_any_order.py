"""A group, its texts and the questions about them in any hands and any order: what must never be so, never is.

Anybody presses anything, mostly who may and sometimes who may not; days pass and timers run. Each press is held against
history, and after each act the invariants of docs/lifecycles.md are asked of the data. WGTOOL_FUZZ=200 tries that many
stories, other ones each time.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any, ClassVar

import pytest
import sqlalchemy as sa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.cast import Cast
from tests.journeys import ways
from tests.journeys.hands import GUIDANCE, WHY, Hands, hands_of
from tests.journeys.lives import Lives
from tests.support import invariants
from tests.support.agreement import every_save_has_its_line
from tests.support.depth import DEEP, tried
from tests.support.effects import COVERED, EFFECTS
from wgtool.amendments.models import Amendment
from wgtool.decisions.models import Objection, QuestionStatus, Ruling, Sitting, SittingStatus
from wgtool.documents.outlines import CLOSING, TERMS
from wgtool.groups.models import Status
from wgtool.groups.texts import FIRST, MERGE
from wgtool.kernel.db import db

# What it looks for are rules; the lifecycles and races of what it plays are taken on both engines.
pytestmark = pytest.mark.one_engine

WHO = st.sampled_from(["right"] * 7 + ["kofi", "sam", "ines", "lena", "carmen", "guest", "hana", "Donor"])
WHICH = st.sampled_from([0, 0, 0, 1, 2])
PASSES = (timedelta(minutes=9), timedelta(minutes=11), timedelta(days=4), timedelta(days=11))
CAME_ABOUT = {
    "decisions.ConditionSet",
    "decisions.Opened",
    "decisions.Ruled",
    "decisions.TakenBack",
    "documents.Submitted",
}
"""What the few stories of a usual run reach at least; that all rulings do is played in test_taking_effect. They are other
ones when this file changes: if they reach too little then, tell one more. From ENOUGH stories on, every effect and its
undoing must be there."""
ENOUGH = 300
BEGINNINGS = [(about, paused, rulings) for about in ways.ASKS for paused in (False, *[True] * (about == MERGE))
              for rulings in ((), ways.YES, (Ruling.DECLINE, Ruling.NO), (Ruling.RETURN,))
              if not rulings or any((about, one) in COVERED for one in rulings)]  # fmt: skip
"""What stories begin with, one after the other: by chance alone some are never met. The kind of question, whether the
neighbour is paused, the ruling that is given first."""
FEW = BEGINNINGS[:: len(BEGINNINGS) // 3]


class Anything(Hands, RuleBasedStateMachine):
    """One group and all that is done with it; `did` counts what had effect, in all stories together."""

    did: ClassVar[Counter[str]] = Counter()
    beginning: ClassVar[tuple[str, bool, tuple[Ruling, ...]]]

    def send(self, who: str, url: str, fields: dict[str, Any] | None = None) -> int:
        """Count what changed something."""
        answer = super().send(who, url, fields)
        Anything.did.update({line.event for line in self.watch.lines})
        return answer

    @initialize(again=st.booleans())
    def reach(self, again: bool) -> None:
        """Begin with a question of some kind, by the straight way there, with a ruling, and with its being taken back.

        The neighbour may be paused meanwhile; and once the question is carried the group owes something.
        """
        stage, paused, rulings = self.beginning
        self.take(at_work=stage != FIRST, neighbour=True)
        assert ways.ask(self, stage) == 303
        assert not paused or ways.pause_the_neighbour(self) == 303
        asked = {"text": "Say what is done.", "owner": str(self.group.ref), "person": "", "due": ""}
        self.decide("carmen", self.asked(0), "conditions", **asked)
        ways.rule_on(self, self.asked(0), rulings, back=True, again=again)

    # the rules: an act, in right hands or in others

    @rule()
    def a_moment_passes(self) -> None:
        """Do nothing: the simplest story, which is told before all others, is made of this, and costs nothing."""

    @rule(who=WHO, template=st.sampled_from([TERMS, TERMS, CLOSING]))
    def write(self, who: str, template: str) -> None:
        """Fill in what is mandatory and empty."""
        self.fill("lena" if who == "right" else who, template)

    @rule(who=WHO, word=st.integers(0, 3))
    def word(self, who: str, word: int) -> None:
        """Change one section, or save it as it was."""
        self.reword("hana" if who == "right" else who, f"It covers {word} things.")

    @rule(who=WHO, step=st.sampled_from(
        ["submit", "terms/submit", "terms/revise", "terms/clarify", "terms/ask-glm", "submit-the-closing-report"]))  # fmt: skip
    def text(self, who: str, step: str) -> None:
        self.press("lena" if who == "right" else who, step)

    @rule(who=WHO)
    def take_the_text_back(self, who: str) -> None:
        self.press("lena" if who == "right" else who, "take-the-text-back", why="Not yet.")

    @rule(who=WHO, step=st.sampled_from(["begin", "agree", "publish", "put", "revise", "give-up"]))
    def product(self, who: str, step: str) -> None:
        """Write something of the group's own, and go on with it."""
        who = "lena" if who == "right" else who
        if step == "begin":
            self.begin_product(who)
        else:
            said = {"why": "Others wrote it."} if step == "give-up" else {}
            self.press(who, f"products/{GUIDANCE}/{step}", **said)

    @rule(who=WHO, step=st.sampled_from(["add", "1/start", "1/finish", "1/drop", "1/take-up-again"]))
    def plan(self, who: str, step: str) -> None:
        """Plan something, or go on with what was planned first."""
        said = {
            "title": "Ferry timetable",
            "why_item": "Trucks wait.",
            "seeks": "y",
            "text": "It is there.",
            "why": WHY,
        }
        self.press("lena" if who == "right" else who, f"plan/{step}", **said)

    @rule(seat=st.sampled_from(["NGO 1", "UN", "Donor", "alternate"]), which=WHICH, answer=st.sampled_from(
        ["approve", "approve", "no objection", "objection", "abstain", "recuse"]))  # fmt: skip
    def answer(self, seat: str, which: int, answer: str) -> None:
        self.decide(
            seat, self.asked(which), "position", answer=answer, reason="It says nothing of water.", remedy="Say it."
        )

    @rule(about=st.sampled_from([*ways.ASKS]))
    def ask(self, about: str) -> None:
        """Have a question put as it should be, if it can be."""
        ways.ask(self, about)

    @rule(which=WHICH, back=st.booleans(), again=st.booleans())
    def carry(self, which: int, back: bool, again: bool) -> None:
        ways.rule_on(self, self.asked(which), ways.YES, back=back, again=again)

    @rule(which=WHICH, back=st.booleans(), again=st.booleans())
    def refuse(self, which: int, back: bool, again: bool) -> None:
        ways.rule_on(self, self.asked(which), (Ruling.DECLINE, Ruling.NO), back=back, again=again)

    @rule(which=WHICH, back=st.booleans(), again=st.booleans())
    def send_back(self, which: int, back: bool, again: bool) -> None:
        ways.rule_on(self, self.asked(which), (Ruling.RETURN,), back=back, again=again)

    @rule(who=WHO, act=st.sampled_from(["clear", "overrule"]), which=WHICH)
    def settle_an_objection(self, who: str, act: str, which: int) -> None:
        question = self.asked(which)
        theirs = sa.select(Objection).where(Objection.question_id == question.id) if question else None
        objection = db.session.scalars(theirs.order_by(Objection.id.desc())).first() if theirs is not None else None
        if objection is not None:
            right = "carmen" if act == "overrule" else "UN"
            self.decide(
                right if who == "right" else who, question, f"objections/{objection.id}/{act}", why="It is said."
            )

    @rule(who=WHO, which=WHICH, step=st.sampled_from(["conclude", "conclude", "fall", "turn-into-vote"]))
    def conclude(self, who: str, which: int, step: str) -> None:
        self.decide(self.chair(who, which), self.asked(which), step)

    @rule(who=WHO, which=WHICH, answer=st.sampled_from(["return", "decline", "no"]))
    def give_a_ruling(self, who: str, which: int, answer: str) -> None:
        self.decide(self.chair(who, which), self.asked(which), "rule", **ways.says(answer))

    @rule(who=WHO)
    def take_back(self, who: str) -> None:
        """Take the newest ruling back."""
        ruled = next((one for one in self.questions if one.ruling), None)
        if ruled is not None:
            right = "sam" if ruled.about in ways.AT_GLM else "carmen"
            self.decide(right if who == "right" else who, ruled, "take-back")

    @rule(who=WHO, which=WHICH)
    def withdraw_the_question(self, who: str, which: int) -> None:
        self.decide("lena" if who == "right" else who, self.asked(which), "withdraw", why="Not yet.")

    @rule(who=WHO, kind=st.sampled_from(["reword", "drop", "withdraw"]))
    def amend_the_plan(self, who: str, kind: str) -> None:
        """Propose to amend the plan, or take that back."""
        who = "lena" if who == "right" else who
        if kind != "withdraw":
            self.amend(who, kind, text="Partners share more of what they know.", title="Sharing")
        elif (number := db.session.scalar(sa.select(Amendment.number).order_by(Amendment.id.desc()))) is not None:
            self.send(who, f"/amendments/{number}/withdraw", {"why": "Not yet."})

    @rule(who=WHO, step=st.sampled_from(["meet", "acclaim", "acclaim", "take-singly", "close"]))
    def meet(self, who: str, step: str) -> None:
        """Have the GLM meet on a question that waits for it, or go on with the meeting that sits."""
        who = "sam" if who == "right" else who
        waits = next((one for one in self.questions if one.status == QuestionStatus.DRAFT), None)
        sits = sa.select(Sitting.id).where(Sitting.status == SittingStatus.SITTING, Sitting.id > self.before["sitting"])
        sitting = db.session.scalar(sits.order_by(Sitting.id.desc()))
        if step == "meet" and waits is not None and who == "sam":
            ways.begin_sitting(self, waits)
        elif sitting is not None:
            taken = next((one.id for one in self.questions if one.sitting_id == sitting), 0)
            self.send(who, f"/decisions/sittings/{sitting}/{f'questions/{taken}/{step}' if '-' in step else step}")

    @rule(
        who=WHO,
        step=st.sampled_from(["ask-to-merge", "ask-to-merge", "take-the-merger-back", "submit-the-merger", "pause"]),
    )
    def merge(self, who: str, step: str) -> None:
        """Have the neighbour ask to be taken in, or not, or pause meanwhile; or put that to the SAG."""
        if step == "pause":
            ways.pause_the_neighbour(self, "hana" if who == "right" else who)
            return
        if step == "submit-the-merger":
            self.press("lena" if who == "right" else who, step)
            return
        into = {"into": str(self.group.id), "why": "Not yet."}
        self.send("hana" if who == "right" else who, f"/groups/{self.other}/{step}", into)

    @rule(who=WHO, step=st.sampled_from(["ask-to-pause", "pause", "pause-for-security", "resume", "keep-active"]))
    def pause(self, who: str, step: str) -> None:
        right = "lena" if step in {"ask-to-pause", "pause-for-security"} else "ines"
        by = (self.now + timedelta(days=20)).date().isoformat()
        self.press(right if who == "right" else who, step, code="access", review_by=by, note="A road.", why="No.")

    @rule(who=WHO, step=st.sampled_from(["start-closing", "start-closing", "reopen"]))
    def close(self, who: str, step: str) -> None:
        self.press("carmen" if who == "right" else who, step, code="completed", by="SAG", why="The work is done.")

    @rule()
    def settle_what_is_open(self) -> None:
        """Drop what is open under the group, as it closes."""
        for row in self.open() if self.group.status == Status.CLOSING else ():
            self.send("lena", f"/groups/{self.code}/open", {"row": row, "why": "The group closes."})

    @rule(passes=st.sampled_from(PASSES))
    def time_passes(self, passes: timedelta) -> None:
        self.wait(passes)

    # what must never be so

    @invariant()
    def nothing_is_so_that_must_not_be(self) -> None:
        """Ask it of the data, if they have changed."""
        if self.changed:
            self.changed = False
            assert [*invariants.broken(self.before), *self.effects.wrong()] == []

    def teardown(self) -> None:
        """Every text that arrived has its line, also those that a revision began with."""
        db.session.rollback()
        assert list(every_save_has_its_line({})) == []


def test_any_order_in_any_hands(cast: Cast) -> None:
    """Tell some stories, the first of them the simplest; and hold that in them things came about, and were undone."""
    begin = BEGINNINGS if DEEP else FEW
    each = settings(tried(2, stateful_step_count=20), max_examples=max(2, DEEP // len(begin)))
    Anything.did.clear()
    with hands_of(Lives(cast)):
        for Anything.beginning in begin:
            run_state_machine_as_test(Anything, settings=each)
    wanted = {fact for effect in EFFECTS for fact in (*effect.done, *effect.undone)} if DEEP >= ENOUGH else CAME_ABOUT
    assert wanted - Anything.did.keys() == set()
