"""Questions put to a body, positions, objections, rulings."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wgtool.decisions.models.bodies import Body, Seat
from wgtool.decisions.models.sittings import Sitting
from wgtool.kernel.db import Base, Ref, Thing, one_of

if TYPE_CHECKING:
    from wgtool.decisions.models.rulings import Condition, Recording


class QuestionStatus(enum.StrEnum):
    """Where a question stands."""

    DRAFT = "draft"
    OPEN = "open"
    CARRIED = "carried"
    NOT_CARRIED = "not carried"
    WITHDRAWN = "withdrawn"


class Procedure(enum.StrEnum):
    """How a question is decided. A silence procedure may be turned into a vote, once."""

    VOTE = "vote"
    SILENCE = "silence"


class Answer(enum.StrEnum):
    """What a seat may say."""

    APPROVE = "approve"
    NO_OBJECTION = "no objection"
    OBJECTION = "objection"
    ABSTAIN = "abstain"
    RECUSE = "recuse"


class Ruling(enum.StrEnum):
    """The answers a question may get; `outcomes` says what each sets in motion. A withdrawal is none, but has effects."""

    ENDORSE = "endorse"
    YES = "yes"
    RETURN = "return"
    DECLINE = "decline"
    NO = "no"
    WITHDRAW = "withdraw"


class How(enum.StrEnum):
    """What concluded a question."""

    ALL = "all answered"
    PRESSED = "pressed"
    TIMER = "timer"
    CAST = "casting vote"
    RETURNED = "returned"
    SITTING = "sitting"
    ACCLAMATION = "acclamation"


class Question(Thing):
    """A decision to be taken, on a fixed text. Its number is given at opening and never reused.

    `about` is what `outcomes` knows it by ("first terms"); subject is the thing the text belongs to, group the one
    whose leads are concerned. `ruling` is the answer that set effects in motion, None until then. `words` is its text
    as it is searched. One on a sitting belongs to its bundle unless it is decided `singly`.
    """

    __tablename__ = "question"
    number: Mapped[str | None] = mapped_column(sa.String(20), unique=True)
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"), index=True)
    about: Mapped[str] = mapped_column(sa.String(40))
    title: Mapped[str] = mapped_column(sa.String(200))
    folded: Mapped[str] = mapped_column(sa.String(260), default="")
    subject_kind: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[int]
    group_id: Mapped[int | None]
    text: Mapped[str]
    digest: Mapped[str] = mapped_column(sa.String(64))
    status: Mapped[QuestionStatus] = mapped_column(one_of(QuestionStatus), default=QuestionStatus.DRAFT)
    procedure: Mapped[Procedure] = mapped_column(one_of(Procedure), default=Procedure.VOTE)
    zone: Mapped[str] = mapped_column(sa.String(60), default="UTC")
    words: Mapped[str] = mapped_column(default="")
    asked_by: Mapped[int | None]
    asked_for: Mapped[int | None]
    asked_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    notice_until: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    extended_at: Mapped[datetime | None]
    turned_at: Mapped[datetime | None]
    sitting_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sitting.id"), index=True)
    singly: Mapped[bool] = mapped_column(default=False)
    concluded_at: Mapped[datetime | None]
    concluded_how: Mapped[How | None] = mapped_column(one_of(How))
    quorum_percent: Mapped[int | None]
    reopened: Mapped[bool] = mapped_column(default=False)
    casting: Mapped[Answer | None] = mapped_column(one_of(Answer))
    ruling: Mapped[Ruling | None] = mapped_column(one_of(Ruling))
    ruled_at: Mapped[datetime | None]
    ruled_by: Mapped[int | None]
    conditions: Mapped[str] = mapped_column(default="")
    review_on: Mapped[date | None]
    undo: Mapped[dict[str, Any]] = mapped_column(default=dict)
    body: Mapped[Body] = relationship(lazy="raise")
    terms: Mapped[list[Condition]] = relationship(lazy="raise", back_populates="question", order_by="Condition.number")
    recordings: Mapped[list[Recording]] = relationship(lazy="raise", back_populates="question", order_by="Recording.id")
    sitting: Mapped[Sitting | None] = relationship(lazy="raise", back_populates="questions")
    electorate: Mapped[list[Electorate]] = relationship(lazy="raise", back_populates="question")
    positions: Mapped[list[Position]] = relationship(lazy="raise", back_populates="question", order_by="Position.id")
    objections: Mapped[list[Objection]] = relationship(
        lazy="raise", back_populates="question", order_by="Objection.id", foreign_keys="Objection.question_id"
    )
    __table_args__ = (sa.Index("ix_question_subject", "subject_kind", "subject_id"),)

    @property
    def subject(self) -> Ref:
        """Give the thing the question is about."""
        return Ref(self.subject_kind, self.subject_id)

    @property
    def group(self) -> Ref | None:
        """Give the group whose leads are concerned."""
        return Ref("group", self.group_id) if self.group_id else None

    @property
    def touches(self) -> tuple[Ref, ...]:
        """Give the other timelines its story stands on."""
        return (self.subject, self.group) if self.group else (self.subject,)

    @property
    def label(self) -> str:
        """Give what people call it: its number, before that its title."""
        return self.number or self.title


class Electorate(Base):
    """A seat that was filled and voting when the question opened, without the chair: who counts."""

    __tablename__ = "electorate"
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"), primary_key=True)
    seat_id: Mapped[int] = mapped_column(sa.ForeignKey("seat.id"), primary_key=True)
    question: Mapped[Question] = relationship(lazy="raise", back_populates="electorate")
    seat: Mapped[Seat] = relationship(lazy="raise")


class Position(Thing):
    """One seat's answer. One per seat and question; changed until the question concludes."""

    __tablename__ = "position"
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"), index=True)
    seat_id: Mapped[int] = mapped_column(sa.ForeignKey("seat.id"))
    answer: Mapped[Answer] = mapped_column(one_of(Answer))
    by_person: Mapped[int | None]
    by_role: Mapped[str] = mapped_column(sa.String(20))
    on_behalf_of: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    sitting_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sitting.id"))
    question: Mapped[Question] = relationship(lazy="raise", back_populates="positions")
    seat: Mapped[Seat] = relationship(lazy="raise")
    __table_args__ = (sa.UniqueConstraint("question_id", "seat_id"),)


class ObjectionState(enum.StrEnum):
    """Where an objection stands. An overruled one still counts against."""

    STANDS = "stands"
    CLEARED = "cleared"
    OVERRULED = "overruled"


class Objection(Thing):
    """Why a seat objects and what would resolve it; kept when cleared or overruled.

    `answered_in` is the later question whose text answers it.
    """

    __tablename__ = "objection"
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("question.id"), index=True)
    seat_id: Mapped[int] = mapped_column(sa.ForeignKey("seat.id"))
    reason: Mapped[str]
    remedy: Mapped[str]
    state: Mapped[ObjectionState] = mapped_column(one_of(ObjectionState), default=ObjectionState.STANDS)
    raised_by: Mapped[int | None]
    raised_at: Mapped[datetime]
    settled_by: Mapped[int | None]
    settled_at: Mapped[datetime | None]
    settled_why: Mapped[str] = mapped_column(default="")
    answered_in: Mapped[int | None] = mapped_column(sa.ForeignKey("question.id"), index=True)
    question: Mapped[Question] = relationship(lazy="raise", back_populates="objections", foreign_keys=[question_id])
    seat: Mapped[Seat] = relationship(lazy="raise")
    words: Mapped[list[Reply]] = relationship(lazy="raise", order_by="Reply.id")


class Reply(Base):
    """A word in the thread of an objection."""

    __tablename__ = "objection_reply"
    id: Mapped[int] = mapped_column(primary_key=True)
    objection_id: Mapped[int] = mapped_column(sa.ForeignKey("objection.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]
    text: Mapped[str]
