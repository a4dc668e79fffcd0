"""What happens in a group's life: pauses, where it comes from, and mergers that are asked for."""

from __future__ import annotations

import enum
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wgtool.groups.models.groups import Group
from wgtool.kernel.db import Base, Thing, one_of
from wgtool.kernel.dialects import one_where
from wgtool.kernel.sight import Sight, Sighted


class PauseCode(enum.StrEnum):
    """Why a group pauses; the public learns this word and no more."""

    SECURITY = "security"
    ACCESS = "access"
    FUNDING = "funding"
    STAFFING = "staffing"
    SUPERSEDED = "superseded"
    OTHER = "other"


class Closing(enum.StrEnum):
    """Why a group closes."""

    COMPLETED = "completed"
    NOT_RELEVANT = "not relevant"
    NOT_SUPPORTED = "not supported"


class Pause(Sighted, Thing):
    """A pause: asked for, begun, ended. What it says beyond the code, and its dates, are the group's alone."""

    __tablename__ = "group_pause"
    kind: str = "pause"
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("working_group.id"), index=True)
    code: Mapped[PauseCode] = mapped_column(one_of(PauseCode))
    note: Mapped[str] = mapped_column(default="")
    review_by: Mapped[date]
    asked_by: Mapped[int | None]
    asked_at: Mapped[datetime]
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    sight: Mapped[Sight] = mapped_column(one_of(Sight), default=Sight.GROUP)
    __table_args__ = (
        one_where("uq_group_pause_open", "group_id", where="ended_at IS NULL"),
    )  # fmt: skip


class Origin(enum.StrEnum):
    """How one group comes from another."""

    COPIED = "copied"
    SUCCEEDS = "succeeds"
    MERGED = "merged"


class Lineage(Base):
    """A link from a group to one that comes from it; many to many."""

    __tablename__ = "lineage"
    from_id: Mapped[int] = mapped_column(sa.ForeignKey("working_group.id"), primary_key=True)
    to_id: Mapped[int] = mapped_column(sa.ForeignKey("working_group.id"), primary_key=True, index=True)
    how: Mapped[Origin] = mapped_column(one_of(Origin), primary_key=True)
    at: Mapped[datetime]
    older: Mapped[Group] = relationship(lazy="raise", foreign_keys=from_id)
    newer: Mapped[Group] = relationship(lazy="raise", foreign_keys=to_id)


class MergerState(enum.StrEnum):
    """Where a merger stands that a group asked for."""

    ASKED = "asked"
    BEFORE = "before the SAG"
    DONE = "done"
    REFUSED = "refused"
    DROPPED = "dropped"


UNDECIDED = frozenset({MergerState.ASKED, MergerState.BEFORE})


class Merger(Thing):
    """A group that asks to merge into another one, which takes it in by a new version of its own terms."""

    __tablename__ = "merger"
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("working_group.id"), index=True)
    survivor_id: Mapped[int] = mapped_column(sa.ForeignKey("working_group.id"), index=True)
    state: Mapped[MergerState] = mapped_column(one_of(MergerState), default=MergerState.ASKED)
    note: Mapped[str] = mapped_column(default="")
    asked_by: Mapped[int | None]
    asked_at: Mapped[datetime]
    question_id: Mapped[int | None] = mapped_column(sa.ForeignKey("question.id"))
    group: Mapped[Group] = relationship(lazy="raise", foreign_keys=group_id)
    survivor: Mapped[Group] = relationship(lazy="raise", foreign_keys=survivor_id)
    __table_args__ = (
        one_where("uq_merger_open", "group_id", where="state IN ('asked', 'before the SAG')"),
    )  # fmt: skip
