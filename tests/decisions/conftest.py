"""A SAG of four seats, with a chair, and a made-up outcome that writes down what it was asked to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from tests import factories
from tests.cast import Cast, Someone
from wgtool.decisions import operations, queries, rulings
from wgtool.decisions.models import Answer, Question, Ruling, SeatRole
from wgtool.decisions.rulings import Outcome
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.writes import writing

START = datetime(2026, 11, 20, 12, tzinfo=UTC)
GROUP = 7
A = Answer


@pytest.fixture(autouse=True)
def _at_start() -> Iterator[None]:
    with clock.at(START):
        yield


class Outcomes:
    """What rulings set in motion in these tests: a list of what was done."""

    def __init__(self) -> None:
        self.done: list[tuple[str, Any]] = []

    def row(self, answer: Ruling, *, undone: bool = True) -> Outcome:
        def does(question: Question, /, *, actor: Actor, **facts: Any) -> dict[str, Any]:
            self.done.append((answer.value, facts))
            return {"answer": answer.value}

        def undo(question: Question, data: dict[str, Any], *, actor: Actor) -> None:
            self.done.append(("undo", data))

        return Outcome("first terms", answer, does, lambda q: [f"do {answer.value}"], undo if undone else None)


@pytest.fixture
def outcomes() -> Iterator[Outcomes]:
    before, made = rulings.known(), Outcomes()
    rulings.install(made.row(answer) for answer in (Ruling.ENDORSE, Ruling.RETURN, Ruling.DECLINE, Ruling.WITHDRAW))
    yield made
    rulings.install(before)


class Table:
    """The SAG in session: its people by the seat they hold, and one question before it."""

    SEATS = ("UN 1", "INGO 1", "INGO 2", "NNGO 1")

    def __init__(self, app: Flask, cast: Cast, outcomes: Outcomes) -> None:
        self.app, self.cast, self.outcomes = app, cast, outcomes
        names = ("Una Berg", "Ingrid Solberg", "Ivo Tanaka", "Nadia Rahimi")
        people = [factories.person(name, at=cast.rivermark) for name in names]
        chair = factories.person("Charis Vale", at=cast.lantern)
        alternate = factories.person("Alba Moreau", at=cast.rivermark)
        self.body = factories.sag(dict(zip(self.SEATS, people, strict=True)), chair=chair)
        self.seats = {seat.name: seat.id for seat in queries.sag().seats}
        self.holders = {name: self._play(one) for name, one in zip(self.SEATS, people, strict=True)}
        self.chair, self.alternate = self._play(chair), self._play(alternate)
        factories.sit(self.seats["INGO 1"], alternate, SeatRole.ALTERNATE)
        self.id = 0

    def _play(self, person: Any) -> Someone:
        return Someone(self.app, person.id, person.name)

    def ask(self, *, actor: Actor | None = None, **more: Any) -> Question:
        """Put the question to the SAG, as Omar unless somebody else is named."""
        facts = {"about": "first terms", "title": "Terms of LWG-WAT", "subject": Ref("version", 3), "group": GROUP,
                 "text": "The group covers *cold chain*.", "body": queries.sag(), **more}  # fmt: skip
        actor = actor or self.cast.omar.actor
        with writing():
            self.id = operations.ask(actor=actor, **facts).id
        return self.question

    @property
    def question(self) -> Question:
        """Give the question as it is now."""
        db.session.rollback()
        found = queries.by_id(self.id, seen_by=Actor.tool())
        assert found is not None
        return found

    def act(self, verb: Any, who: Someone | Actor, **facts: Any) -> None:
        """Run an operation on the question in a transaction of its own."""
        actor = who if isinstance(who, Actor) else who.actor
        question = self.question
        with writing():
            verb(question, actor=actor, **facts)

    def answer(self, seat: str, answer: Answer, who: Someone | None = None, **facts: Any) -> None:
        """Answer for a seat, as its holder unless somebody else is named."""
        self.act(operations.answer, who or self.holders[seat], seat=self.seats[seat], answer=answer, **facts)

    def on_objection(self, verb: Any, who: Someone, **facts: Any) -> None:
        """Run an operation on the question's first objection in a transaction of its own."""
        id, actor = self.question.objections[0].id, who.actor
        objection = queries.objection(id, number=self.question.number or "", seen_by=Actor.tool())
        with writing():
            verb(objection, actor=actor, **facts)

    def object(self, seat: str = "NNGO 1") -> None:
        """Object for a seat."""
        self.answer(seat, A.OBJECTION, reason="Nobody asked the field.", remedy="A call with the field.")

    def all(self, *answers: Answer) -> None:
        """Have the seats answer in their order."""
        for seat, one in zip(self.SEATS, answers, strict=False):
            self.answer(seat, one)


@pytest.fixture
def table(world: Flask, cast: Cast, outcomes: Outcomes) -> Table:
    return Table(world, cast, outcomes)


def later(**delta: float) -> datetime:
    """Give a moment after the start."""
    return START + timedelta(**delta)
