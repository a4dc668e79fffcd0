"""What hangs on a ruling: its conditions. And the positions that were recorded for their owners."""

from __future__ import annotations

import enum
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wgtool.decisions.models.bodies import Seat
from wgtool.decisions.models.questions import Answer, Question
from wgtool.kernel.db import Ref, Thing, one_of


class ConditionStatus(enum.StrEnum):
    """Where a condition stands."""

    OPEN = "open"
    MET = "met"
    DROPPED = "dropped"


class Condition(Thing):
    """Something a ruling asks for. An organisation, group or body owes it, perhaps through a person."""

    __tablename__ = "condition"
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"), index=True)
    number: Mapped[int]
    text: Mapped[str]
    status: Mapped[ConditionStatus] = mapped_column(one_of(ConditionStatus), default=ConditionStatus.OPEN)
    owner_kind: Mapped[str] = mapped_column(sa.String(40))
    owner_id: Mapped[int]
    owner_name: Mapped[str] = mapped_column(sa.String(200))
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    due: Mapped[date | None]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None]
    settled_how: Mapped[str] = mapped_column(default="")
    question: Mapped[Question] = relationship(lazy="raise", back_populates="terms")
    __table_args__ = (sa.UniqueConstraint("question_id", "number"),)

    @property
    def owner(self) -> Ref:
        """Give who owes it."""
        return Ref(self.owner_kind, self.owner_id)

    @property
    def touches(self) -> tuple[Ref, ...]:
        """Give the other timelines its story stands on."""
        return (self.question.ref, self.owner)


class Disowned(enum.StrEnum):
    """What came of it when an owner said that a recorded position was not theirs."""

    UNDONE = "undone"
    REOPENED = "reopened"
    TOLD = "told"


class Recording(Thing):
    """A position the secretariat recorded for a seat: what the owner is told of, and may disown."""

    __tablename__ = "recording"
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"), index=True)
    seat_id: Mapped[int] = mapped_column(sa.ForeignKey("seat.id"))
    owner_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    answer: Mapped[Answer] = mapped_column(one_of(Answer))
    source: Mapped[str] = mapped_column(sa.String(160), default="")
    by_person: Mapped[int | None]
    at: Mapped[datetime]
    disowned_at: Mapped[datetime | None]
    disowned_how: Mapped[Disowned | None] = mapped_column(one_of(Disowned))
    looked_at: Mapped[datetime | None]
    question: Mapped[Question] = relationship(lazy="raise", back_populates="recordings")
    seat: Mapped[Seat] = relationship(lazy="raise")
