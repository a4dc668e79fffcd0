"""A group, its texts and the questions about them in any hands and any order: what must never be so, never is.

Anybody presses anything, mostly who may and sometimes who may not; days pass and timers run. After each act the
invariants of docs/lifecycles.md are asked of the data. WGTOOL_FUZZ=200 tries that many
stories, other ones each time.
"""

from __future__ import annotations

import os
from collections import Counter
from datetime import timedelta
from typing import Any, ClassVar

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.cast import Cast, Someone
from tests.groups.helping import found, group
from tests.journeys.lives import Lives
from tests.support.agreement import every_save_has_its_line
from wgtool.decisions.models import Objection, Position, Question, QuestionStatus, Ruling
from wgtool.documents import queries as texts
from wgtool.documents.models import Document, Version, VersionStatus
from wgtool.documents.outlines import CLOSING, TERMS
from wgtool.groups.models import Group, Role, Status
from wgtool.history.models import Line
from wgtool.kernel import clock, holdings
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.timers import do_due

# What it looks for are rules; the lifecycles and races of what it plays are taken on both engines.
pytestmark = pytest.mark.one_engine

THINGS = ("working_group", "membership", "group_pause", "merger", "question", "position", "objection", "condition",
          "document", "version", "section", "revision", "sign_up", "review_notice", "deliverable")  # fmt: skip
DEEP = int(os.environ.get("WGTOOL_FUZZ", "0"))
STAGES = ("drafting", "review", "active", "revised", "closing")
WHO = st.sampled_from(["right"] * 7 + ["kofi", "sam", "ines", "lena", "carmen", "guest", "hana", "Donor"])
ENDED = {Status.DISSOLVED, Status.WITHDRAWN, Status.DECLINED, Status.MERGED}


class Anything(RuleBasedStateMachine):
    """One group and all that is done with it."""

    lives: ClassVar[Lives]
    made: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        Anything.made += 1
        cast = self.lives.cast
        self.code = f"WG-ANY{Anything.made}"
        self.now = clock.now()
        self.asked: dict[int, str] = {}
        self.people: dict[str, Someone] = {
            "lena": cast.lena, "hana": cast.hana, "ines": cast.ines, "sam": cast.sam, "kofi": cast.kofi,
            "carmen": self.lives.carmen, "guest": cast.guest, **self.lives.seats,
        }  # fmt: skip
        group(cast, code=self.code, name=f"Group {Anything.made}", status=Status.PROPOSED,
              people={"lena": Role.LEAD, "hana": Role.SECRETARIAT})  # fmt: skip
        self.kept = self.snapshot()
        self.press("sam", "take-up", person=str(cast.ines.person))

    @initialize(stage=st.sampled_from(STAGES))
    def reach(self, stage: str) -> None:
        """Begin at a later stage, by the straight way there."""
        if stage != "drafting":
            self.write("right", TERMS)
            self.text("right", "submit")
        if stage in {"active", "revised", "closing"}:
            self.all_answer("approve")
        if stage == "revised":
            self.text("right", "terms/revise")
            self.word("right", 0)
        if stage == "closing":
            self.close("right", "start-closing")
            self.write("right", CLOSING)

    # what anybody may press

    def send(self, who: str, url: str, fields: dict[str, Any]) -> None:
        """Press a button, and hold what came of it against what history tells."""
        last = self.last()
        with clock.at(self.now):
            answer = self.people[who].post(url, fields)
        self.now += timedelta(seconds=1)
        assert answer.status_code in {303, 401, 403, 404, 409, 422}, (url, answer.status_code)
        self.agrees(last, f"{who} {url} {fields} {answer.status_code}")

    def agrees(self, last: int, told: str) -> None:
        """Every change has a line, no change has none, and nothing is told twice."""
        before, self.kept = self.kept, self.snapshot()
        changed = {name for name, rows in self.kept.items() if rows != before[name]}
        events = [
            tuple(row) for row in db.session.execute(sa.select(Line.event, Line.kind, Line.thing).where(Line.id > last))
        ]
        assert bool(events) == bool(changed), (told, changed, events)
        assert not [fact for fact, times in Counter(events).items() if times > 1], (told, events)

    def press(self, who: str, step: str, **fields: str) -> None:
        self.send(who, f"/groups/{self.code}/{step}", fields)

    def decide(self, who: str, step: str, **fields: str) -> None:
        if (question := self.question) is not None:
            self.send(who, f"/decisions/{question.number or f'draft/{question.id}'}/{step}", fields)

    # the rules: an act, in right hands or in others

    @rule(who=WHO, template=st.sampled_from([TERMS, TERMS, CLOSING]))
    def write(self, who: str, template: str) -> None:
        """Fill in what is mandatory and empty."""
        draft = texts.newest(texts.versions(self.group.ref, template, seen_by=Actor.tool()))
        if draft is None:
            return
        for key, revision, empty in [(s.key, s.revision, not s.text) for s in texts.sections(draft) if s.mandatory]:
            if empty:
                fields = {"text": f"All about {key}.", "seen": str(revision), "label": draft.label}
                self.press("lena" if who == "right" else who, f"{template}/edit/{key}", **fields)

    @rule(who=WHO, word=st.integers(0, 3))
    def word(self, who: str, word: int) -> None:
        """Change one section, or save it as it was."""
        draft = texts.newest(texts.versions(self.group.ref, TERMS, seen_by=Actor.tool()))
        section = texts.section(draft, "scope") if draft else None
        if draft and section:
            fields = {"text": f"It covers {word} things.", "seen": str(section.revision), "label": draft.label}
            self.press("hana" if who == "right" else who, "terms/edit/scope", **fields)

    @rule(
        who=WHO,
        step=st.sampled_from(["submit", "terms/submit", "terms/revise", "terms/clarify", "submit-the-closing-report"]),
    )
    def text(self, who: str, step: str) -> None:
        self.press("lena" if who == "right" else who, step)

    @rule(who=WHO)
    def take_the_text_back(self, who: str) -> None:
        self.press("lena" if who == "right" else who, "take-the-text-back", why="Not yet.")

    @rule(seat=st.sampled_from(["NGO 1", "UN", "Donor"]), answer=st.sampled_from(
        ["approve", "approve", "no objection", "objection", "abstain", "recuse"]))  # fmt: skip
    def answer(self, seat: str, answer: str) -> None:
        self.decide(seat, "position", answer=answer, reason="It says nothing of water.", remedy="Say it.")

    @rule(answer=st.sampled_from(["approve", "approve", "no objection"]))
    def all_answer(self, answer: str) -> None:
        for seat in self.lives.seats:
            self.decide(seat, "position", answer=answer)

    @rule(who=WHO, act=st.sampled_from(["clear", "overrule"]))
    def settle_an_objection(self, who: str, act: str) -> None:
        question = self.question
        objection = (
            db.session.scalars(sa.select(Objection).where(Objection.question_id == question.id)).first()
            if question
            else None
        )
        if objection is not None:
            right = "carmen" if act == "overrule" else "UN"
            self.decide(
                right if who == "right" else who, f"objections/{objection.id}/{act}", why="It is said in part two."
            )

    @rule(who=WHO)
    def conclude(self, who: str) -> None:
        self.decide("carmen" if who == "right" else who, "conclude")

    @rule(who=WHO, answer=st.sampled_from(["return", "decline", "no"]))
    def give_a_ruling(self, who: str, answer: str) -> None:
        self.decide("carmen" if who == "right" else who, "rule", answer=answer, reason="Say who.", checklist="Say who.")

    @rule(who=WHO)
    def take_back(self, who: str) -> None:
        self.decide("carmen" if who == "right" else who, "take-back")

    @rule(who=WHO)
    def withdraw_the_question(self, who: str) -> None:
        self.decide("lena" if who == "right" else who, "withdraw", why="Not yet.")

    @rule(who=WHO, step=st.sampled_from(["ask-to-pause", "pause", "pause-for-security", "resume", "keep-active"]))
    def pause(self, who: str, step: str) -> None:
        right = "lena" if step in {"ask-to-pause", "pause-for-security"} else "ines"
        by = (self.now + timedelta(days=20)).date().isoformat()
        self.press(right if who == "right" else who, step, code="access", review_by=by, note="A road.", why="No.")

    @rule(who=WHO, step=st.sampled_from(["start-closing", "start-closing", "reopen"]))
    def close(self, who: str, step: str) -> None:
        self.press("carmen" if who == "right" else who, step, code="completed", by="SAG", why="The work is done.")

    @precondition(lambda self: self.group.status == Status.CLOSING)
    @rule()
    def settle_what_is_open(self) -> None:
        for row in self.open():
            self.send("lena", f"/groups/{self.code}/open", {"row": row, "why": "The group closes."})

    @rule(passes=st.sampled_from([timedelta(minutes=9), timedelta(minutes=11), timedelta(days=4), timedelta(days=11)]))
    def time_passes(self, passes: timedelta) -> None:
        self.now += passes
        last = self.last()
        with clock.at(self.now):
            do_due()
        self.agrees(last, f"timers after {passes}")

    # what must never be so

    @invariant()
    def at_most_one_version_is_in_force(self) -> None:
        endorsed = sa.select(Version.document_id).where(Version.status == VersionStatus.ENDORSED)
        assert not db.session.execute(endorsed.group_by(Version.document_id).having(sa.func.count() > 1)).all()

    @invariant()
    def who_works_has_terms(self) -> None:
        here = self.group
        in_force = sa.select(Version.id).join(Document, Version.document_id == Document.id)
        in_force = in_force.where(
            Document.owner_kind == "group", Document.owner_id == here.id, Document.template == TERMS
        )
        endorsed = db.session.scalars(in_force.where(Version.status == VersionStatus.ENDORSED)).all()
        if here.status in {Status.ACTIVE, Status.PAUSED, Status.CLOSING, Status.DISSOLVED}:
            assert endorsed
        if here.status in {Status.PROPOSED, Status.DRAFTING, Status.SAG_REVIEW}:
            assert not endorsed

    @invariant()
    def nothing_is_open_under_what_is_over(self) -> None:
        if self.group.status == Status.DISSOLVED:
            assert not self.open()
        if self.group.status in ENDED:
            live = (QuestionStatus.OPEN, QuestionStatus.DRAFT)
            asked = sa.select(Question.id).where(Question.group_id == self.group.id, Question.status.in_(live))
            assert not db.session.scalars(asked).all()

    @invariant()
    def no_seat_counts_twice(self) -> None:
        twice = sa.select(Position.question_id, Position.seat_id).group_by(Position.question_id, Position.seat_id)
        assert not db.session.execute(twice.having(sa.func.count() > 1)).all()

    @invariant()
    def a_text_that_is_asked_never_changes(self) -> None:
        for question in db.session.scalars(sa.select(Question).where(Question.number.is_not(None))):
            assert self.asked.setdefault(question.id, question.text) == question.text

    @invariant()
    def effects_are_there_once_for_each_ruling_that_stands(self) -> None:
        """A question that is carried and not taken back has done one thing; what was taken back has done nothing."""
        about = (Line.kind == "group", Line.thing == self.group.id)
        told = Counter(db.session.scalars(sa.select(Line.event).where(*about)))
        rulings = sa.select(Question.about, Question.ruling).where(
            Question.group_id == self.group.id, Question.ruling.is_not(None)
        )
        stands = Counter(tuple(row) for row in db.session.execute(rulings))
        first = sum(count for (kind, ruling), count in stands.items() if (kind, ruling) != ("first terms", Ruling.WITHDRAW)
                    and kind == "first terms")  # fmt: skip
        done = told["groups.Activated"] + told["groups.Returned"] + told["groups.Declined"]
        assert done - told["groups.RulingTakenBack"] == first
        assert told["groups.Dissolved"] - told["groups.DissolutionTakenBack"] == stands["dissolve", Ruling.YES]

    def teardown(self) -> None:
        """Every text that arrived has its line, also those that a revision began with."""
        db.session.rollback()
        assert list(every_save_has_its_line({})) == []

    # what is so now

    @property
    def group(self) -> Group:
        return found(self.code)

    @property
    def question(self) -> Question | None:
        db.session.rollback()
        newest = sa.select(Question).where(Question.group_id == self.group.id).order_by(Question.id.desc()).limit(1)
        return db.session.scalars(newest).first()

    def open(self) -> list[str]:
        with self.lives.cast.app.test_request_context():
            return [str(held.ref) for held in holdings.open(self.group.ref)]

    def snapshot(self) -> dict[str, list[Any]]:
        db.session.rollback()
        tables = [table for table in db.metadata.sorted_tables if table.name in THINGS]
        return {
            t.name: [tuple(row) for row in db.session.execute(sa.select(t).order_by(*t.primary_key))] for t in tables
        }

    def last(self) -> int:
        return db.session.scalar(sa.select(sa.func.max(Line.id))) or 0


def test_any_order_in_any_hands(cast: Cast) -> None:
    Anything.lives = Lives(cast)
    checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
    many = settings(max_examples=DEEP or 6, stateful_step_count=40, deadline=None,
                    suppress_health_check=checks, database=None, derandomize=not DEEP)  # fmt: skip
    run_state_machine_as_test(Anything, settings=many)
