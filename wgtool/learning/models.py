"""Exercises, the countries they cover, their recommendations with the response to each, and what is meant to be done."""

from __future__ import annotations

import enum
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wgtool.actions.models import Priority
from wgtool.groups.models import Group
from wgtool.kernel.db import Base, Ref, Thing, one_of
from wgtool.kernel.sight import Sight, Sighted
from wgtool.plan.models import Item


class Type(enum.StrEnum):
    """What kind of exercise it is."""

    LESSONS = "lessons learned"
    REVIEW = "after-action review"
    SIMULATION = "simulation"
    WORKSHOP = "workshop"
    EVALUATION = "evaluation"
    SURVEY = "survey"
    OTHER = "other"


class Status(enum.StrEnum):
    """Where an exercise stands."""

    PLANNED = "planned"
    HELD = "held"
    REPORTED = "report published"
    DUE = "response due"
    ANSWERED = "response published"
    FOLLOWED = "followed up"
    CLOSED = "closed"


class Head(enum.StrEnum):
    """The heads under which reports of lessons learned sort what they find."""

    STRATEGY = "strategy and mandate"
    COORDINATION = "coordination"
    INFORMATION = "information management"
    SERVICES = "common logistics services"
    CLUSTER = "global cluster"
    OTHER = "other"


class Level(enum.StrEnum):
    """To whom a recommendation is addressed."""

    COUNTRY = "country"
    GLOBAL = "global"
    AGENCY = "lead agency"


class Answer(enum.StrEnum):
    """The response to a recommendation."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    PARTLY = "partially accepted"
    REJECTED = "rejected"


class Reason(enum.StrEnum):
    """Why a recommendation is not accepted as it stands."""

    POLICY = "policy"
    MEANS = "means"
    TOO_FAR = "too far"
    IMPRACTICAL = "impractical"
    OTHER = "other"


UNREPORTED = (Status.PLANNED, Status.HELD)
PUBLISHED = (Status.REPORTED, Status.DUE, Status.ANSWERED, Status.FOLLOWED, Status.CLOSED)
OUT = frozenset({Status.ANSWERED, Status.FOLLOWED, Status.CLOSED})
AGREED = (Answer.ACCEPTED, Answer.PARTLY)
_OUT = "status IN ('response published', 'followed up')"


class Exercise(Sighted, Thing):
    """A learning exercise. `group` is the group whose own it is; of group sight it is for that
    group, also once that is over.

    `response_due` is set with the report, and may be moved; `answered_at` is when the response was published.
    """

    __tablename__ = "exercise"
    number: Mapped[str] = mapped_column(sa.String(20), unique=True)
    title: Mapped[str] = mapped_column(sa.String(160))
    folded: Mapped[str] = mapped_column(sa.String(400))
    type: Mapped[Type] = mapped_column(one_of(Type))
    operation: Mapped[str] = mapped_column(sa.String(160), default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    method: Mapped[str] = mapped_column(default="")
    team: Mapped[str] = mapped_column(default="")
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("working_group.id"), index=True)
    status: Mapped[Status] = mapped_column(one_of(Status), default=Status.PLANNED, index=True)
    status_since: Mapped[datetime]
    planned_at: Mapped[datetime]
    planned_by: Mapped[int | None]
    reported_on: Mapped[date | None]
    report_url: Mapped[str] = mapped_column(sa.String(400), default="")
    response_due: Mapped[date | None]
    overall: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    ended_why: Mapped[str] = mapped_column(default="")
    sight: Mapped[Sight] = mapped_column(one_of(Sight), default=Sight.PUBLIC)
    version: Mapped[int] = mapped_column(default=1)
    group: Mapped[Group | None] = relationship(lazy="raise")
    places: Mapped[list[Covered]] = relationship(lazy="raise", cascade="all, delete-orphan", order_by="Covered.country")
    recommendations: Mapped[list[Recommendation]] = relationship(
        lazy="raise", back_populates="exercise", order_by="Recommendation.number",
        primaryjoin="and_(Exercise.id == Recommendation.exercise_id, Recommendation.taken_out_at.is_(None))",
    )  # fmt: skip
    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.CheckConstraint(f"NOT ({_OUT}) OR answered_at IS NOT NULL", name="answered"),
        sa.CheckConstraint("sight != 'group' OR audience != ''", name="for_a_group"),
        # all that is counted of responses in time, without a look at the rows and their texts
        sa.Index("ix_exercise_answered", "status", "response_due", "answered_at", "sight"),
    )

    @property
    def countries(self) -> list[str]:
        """Give the codes of the countries it covers."""
        return [place.country for place in self.places]

    @property
    def touches(self) -> tuple[Ref, ...]:
        """Give the other timelines its story stands on."""
        return (Ref("group", self.group_id),) if self.group_id else ()


class Covered(Base):
    """A country an exercise covers."""

    __tablename__ = "exercise_country"
    exercise_id: Mapped[int] = mapped_column(sa.ForeignKey("exercise.id"), primary_key=True)
    country: Mapped[str] = mapped_column(sa.String(2), primary_key=True)


class Recommendation(Thing):
    """What an exercise recommends, and the response to it. It has the sight of its exercise.

    A `party` (organisation, group or body) is named to answer it; without one the support team does. `idle` says why
    an accepted one needs no action point. Recommendations that say the same lesson share `lesson`, the id of one of them.
    One taken out before the report was published keeps its number, which nobody else gets.
    """

    __tablename__ = "recommendation"
    exercise_id: Mapped[int] = mapped_column(sa.ForeignKey("exercise.id"))
    number: Mapped[int]
    text: Mapped[str]
    head: Mapped[Head | None] = mapped_column(one_of(Head))
    level: Mapped[Level | None] = mapped_column(one_of(Level))
    item_id: Mapped[int | None] = mapped_column(sa.ForeignKey("plan_item.id"), index=True)
    lesson: Mapped[int | None] = mapped_column(index=True)
    party_kind: Mapped[str] = mapped_column(sa.String(40), default="")
    party_id: Mapped[int | None]
    party_name: Mapped[str] = mapped_column(sa.String(200), default="")
    passed_why: Mapped[str] = mapped_column(default="")
    status: Mapped[Answer] = mapped_column(one_of(Answer), default=Answer.PENDING)
    response: Mapped[str] = mapped_column(default="")
    reason: Mapped[Reason | None] = mapped_column(one_of(Reason))
    why: Mapped[str] = mapped_column(default="")
    funding: Mapped[bool | None]
    idle: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None]
    taken_out_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    exercise: Mapped[Exercise] = relationship(lazy="raise", back_populates="recommendations")
    item: Mapped[Item | None] = relationship(lazy="raise")
    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.UniqueConstraint("exercise_id", "number"),
        sa.CheckConstraint("(status = 'pending') = (answered_at IS NULL)", name="answered"),
        sa.CheckConstraint("status NOT IN ('partially accepted', 'rejected') OR why != ''", name="reasoned"),
        sa.CheckConstraint("(party_kind = '') = (party_id IS NULL)", name="party"),
        sa.Index("ix_recommendation_standing", "exercise_id", "taken_out_at"),
    )

    @property
    def label(self) -> str:
        """Give the number people quote."""
        return f"{self.exercise.number}/R{self.number}"

    @property
    def party(self) -> Ref | None:
        """Give who is named to answer it."""
        return Ref(self.party_kind, self.party_id) if self.party_id is not None else None

    @property
    def touches(self) -> tuple[Ref, ...]:
        """Give the other timelines its story stands on."""
        item = (Ref("plan_item", self.item_id),) if self.item_id else ()
        return (Ref("exercise", self.exercise_id), *item, *((self.party,) if self.party else ()))


class Intended(Thing):
    """An action point that comes with a response: it is opened, with its number, when the response is published."""

    __tablename__ = "intended_action"
    kind: str = "intended"
    recommendation_id: Mapped[int] = mapped_column(sa.ForeignKey("recommendation.id"), index=True)
    deliverable: Mapped[str]
    priority: Mapped[Priority] = mapped_column(one_of(Priority), default=Priority.MEDIUM)
    owner_kind: Mapped[str] = mapped_column(sa.String(40))
    owner_id: Mapped[int]
    owner_name: Mapped[str] = mapped_column(sa.String(200))
    due: Mapped[date | None]
    interval_days: Mapped[int | None]

    @property
    def owner(self) -> Ref:
        """Give who is to answer for it."""
        return Ref(self.owner_kind, self.owner_id)


class Root(Base):
    """A word of a recommendation, cut to its beginning, by which those that say the same are found."""

    __tablename__ = "recommendation_root"
    root: Mapped[str] = mapped_column(sa.String(12), primary_key=True)
    recommendation_id: Mapped[int] = mapped_column(sa.ForeignKey("recommendation.id"), primary_key=True, index=True)
