"""Sittings of a body: when, where, who attended, which questions were taken."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wgtool.decisions.models.bodies import Body
from wgtool.kernel.db import Base, Thing, one_of
from wgtool.partners.models import Organisation

if TYPE_CHECKING:
    from wgtool.decisions.models.questions import Question


class SittingStatus(enum.StrEnum):
    """Where a sitting stands."""

    PLANNED = "planned"
    SITTING = "sitting"
    HELD = "held"
    DROPPED = "dropped"


class Sitting(Thing):
    """A day, or some, on which a body sits. `link` leads its people there, `notes_url` everybody to what was noted."""

    __tablename__ = "sitting"
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"), index=True)
    status: Mapped[SittingStatus] = mapped_column(one_of(SittingStatus), default=SittingStatus.PLANNED)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    place: Mapped[str] = mapped_column(sa.String(160), default="")
    link: Mapped[str] = mapped_column(sa.String(400), default="")
    notes: Mapped[str] = mapped_column(default="")
    notes_url: Mapped[str] = mapped_column(sa.String(400), default="")
    planned_by: Mapped[int | None]
    planned_at: Mapped[datetime]
    body: Mapped[Body] = relationship(lazy="raise")
    attendance: Mapped[list[Attendance]] = relationship(
        lazy="raise", order_by="Attendance.organisation_id", cascade="all, delete-orphan"
    )
    questions: Mapped[list[Question]] = relationship(lazy="raise", back_populates="sitting", order_by="Question.id")
    __table_args__ = (sa.CheckConstraint("ends_on >= starts_on", name="in_order"),)

    @property
    def label(self) -> str:
        """Give what people call it: the body and its first day."""
        return f"{self.body.code} {self.starts_on.isoformat()}"

    @property
    def present(self) -> set[int]:
        """Give the organisations that attended."""
        return {row.organisation_id for row in self.attendance}


class Attendance(Base):
    """An organisation that attended a sitting."""

    __tablename__ = "attendance"
    sitting_id: Mapped[int] = mapped_column(sa.ForeignKey("sitting.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), primary_key=True)
    organisation: Mapped[Organisation] = relationship(lazy="raise")
