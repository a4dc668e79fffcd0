"""The small world of the access matrix: a SAG of one seat, a question with an objection, one not open yet."""

from __future__ import annotations

from tests import factories
from tests.cast import Cast
from wgtool.accounts.models import Person
from wgtool.decisions.models import (
    Answer,
    Electorate,
    Objection,
    ObjectionState,
    Position,
    Question,
    QuestionStatus,
)
from wgtool.kernel import clock
from wgtool.kernel.db import db


class World:
    """Made by rows: who may ask for what is tested elsewhere. The open question concerns no group."""

    code, number = "SAG", "SAG-2026-001"

    def __init__(self, cast: Cast) -> None:
        ines, chair = (db.session.get_one(Person, one.person) for one in (cast.ines, cast.charis))
        body = factories.sag({"INGO 1": ines}, chair=chair)
        seats = {term.seat_id: term.id for term in factories.terms_of(body.id)}
        self.seat, self.term = max(seats), seats[max(seats)]
        opened = self._question(body.id, QuestionStatus.OPEN, number=self.number, opened_at=clock.now())
        opened.electorate = [Electorate(seat_id=self.seat)]
        said = {"seat_id": self.seat, "by_person": ines.id, "at": clock.now()}
        opened.positions = [Position(**said, answer=Answer.OBJECTION, by_role="holder")]
        raised = Objection(seat_id=self.seat, reason="x", remedy="y", state=ObjectionState.STANDS, raised_by=ines.id,
                           raised_at=clock.now())  # fmt: skip
        opened.objections = [raised]
        draft = self._question(body.id, QuestionStatus.DRAFT, title="Not open yet")
        factories.save(opened, draft)
        self.objection, self.draft = raised.id, draft.id

    def _question(self, body: int, status: QuestionStatus, **more: object) -> Question:
        facts = {"about": "first terms", "title": "Terms", "subject_kind": "version", "subject_id": 1, "text": "Text",
                 "digest": "0" * 64, "asked_at": clock.now(), "undo": {}, **more}  # fmt: skip
        return Question(body_id=body, status=status, **facts)
