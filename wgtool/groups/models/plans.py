"""The action plan of a group: its deliverables, what is reported on them, where they come from, what was endorsed."""

from __future__ import annotations

import enum
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wgtool.groups.models.groups import Group
from wgtool.kernel.db import Base, Ref, Thing, one_of
from wgtool.kernel.dialects import one_where
from wgtool.kernel.sight import Sight, Sighted
from wgtool.partners.models import Organisation
from wgtool.plan.models import Item


class Progress(enum.StrEnum):
    """Where a deliverable stands. Late, undated and suspended are derived."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    DONE = "done"
    DROPPED = "dropped"


UNFINISHED = frozenset({Progress.NOT_STARTED, Progress.IN_PROGRESS})


class Deliverable(Sighted, Thing):
    """What a group will have made. Rows are never deleted, and no number is given twice in a group.

    It is the group's until its terms are first endorsed, then everybody's. `first_due_on` is the day first set, `moves`
    counts how often that changed since. `why_item` says why it serves what the group is not aligned to, or nothing.
    """

    __tablename__ = "deliverable"
    kind: str = "deliverable"
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("working_group.id"))
    serial: Mapped[int]
    title: Mapped[str] = mapped_column(sa.String(160))
    description: Mapped[str] = mapped_column(default="")
    item_id: Mapped[int | None] = mapped_column(sa.ForeignKey("plan_item.id"), index=True)
    why_item: Mapped[str] = mapped_column(default="")
    owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    starts_on: Mapped[date | None]
    due_on: Mapped[date | None]
    first_due_on: Mapped[date | None]
    moves: Mapped[int] = mapped_column(default=0)
    seeks: Mapped[bool] = mapped_column(default=True)
    status: Mapped[Progress] = mapped_column(one_of(Progress), default=Progress.NOT_STARTED)
    status_since: Mapped[datetime]
    why: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
    sight: Mapped[Sight] = mapped_column(one_of(Sight), default=Sight.GROUP)
    version: Mapped[int] = mapped_column(default=1)
    group: Mapped[Group] = relationship(lazy="raise")
    item: Mapped[Item | None] = relationship(lazy="raise")
    owner: Mapped[Organisation | None] = relationship(lazy="raise")
    reports: Mapped[list[DeliverableReport]] = relationship(lazy="raise", order_by="DeliverableReport.id.desc()")
    origins: Mapped[list[DeliverableOrigin]] = relationship(
        lazy="raise", order_by="DeliverableOrigin.id", foreign_keys="DeliverableOrigin.deliverable_id"
    )
    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.UniqueConstraint("group_id", "serial"),
        sa.CheckConstraint("status <> 'dropped' OR why <> ''", name="why"),
        sa.CheckConstraint("due_on IS NULL OR first_due_on IS NOT NULL", name="first_due"),
    )

    @property
    def number(self) -> str:
        """Give the number it is quoted by."""
        return f"{self.group.code}/D{self.serial}"

    @property
    def is_open(self) -> bool:
        """Say whether it is neither done nor dropped."""
        return self.status in UNFINISHED

    @property
    def touches(self) -> tuple[Ref, ...]:
        """Give the other timelines its story stands on."""
        return (Ref("group", self.group_id),)


class DeliverableReport(Base):
    """What somebody reported on a deliverable, on a day, and where it stood from then."""

    __tablename__ = "deliverable_report"
    id: Mapped[int] = mapped_column(primary_key=True)
    deliverable_id: Mapped[int] = mapped_column(sa.ForeignKey("deliverable.id"), index=True)
    on: Mapped[date]
    status: Mapped[Progress] = mapped_column(one_of(Progress))
    text: Mapped[str] = mapped_column(default="")
    by: Mapped[int | None]
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))


class Way(enum.StrEnum):
    """How a deliverable came into a plan from another one."""

    COPIED = "copied"
    MOVED = "moved"


class DeliverableOrigin(Base):
    """Where a deliverable stood before: the group and its number there. A copy names its `source`, which stays there."""

    __tablename__ = "deliverable_origin"
    id: Mapped[int] = mapped_column(primary_key=True)
    deliverable_id: Mapped[int] = mapped_column(sa.ForeignKey("deliverable.id"), index=True)
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("working_group.id"))
    serial: Mapped[int]
    how: Mapped[Way] = mapped_column(one_of(Way))
    at: Mapped[datetime]
    source_id: Mapped[int | None] = mapped_column(sa.ForeignKey("deliverable.id"), index=True)
    group: Mapped[Group] = relationship(lazy="raise")
    __table_args__ = (sa.Index("ix_deliverable_origin_group_id_serial", "group_id", "serial"),)


class FrozenDeliverable(Base):
    """A deliverable as it stood when a version of the terms was submitted: what is endorsed with that version."""

    __tablename__ = "frozen_deliverable"
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("version.id"), primary_key=True)
    deliverable_id: Mapped[int] = mapped_column(sa.ForeignKey("deliverable.id"), primary_key=True, index=True)
    title: Mapped[str] = mapped_column(sa.String(160))
    description: Mapped[str]
    item_id: Mapped[int | None] = mapped_column(sa.ForeignKey("plan_item.id"))
    owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))
    starts_on: Mapped[date | None]
    due_on: Mapped[date | None]


FROZEN = ("title", "description", "item_id", "owner_id", "starts_on", "due_on")
"""What is endorsed of a deliverable."""


class PlanMergerState(enum.StrEnum):
    """Where a request stands to take a group's plan into another one."""

    ASKED = "asked"
    DONE = "done"
    DROPPED = "dropped"


class PlanMerger(Thing):
    """A group that asks to have its plan taken into the plan of another; both groups go on."""

    __tablename__ = "plan_merger"
    kind: str = "plan_merger"
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("working_group.id"), index=True)
    into_id: Mapped[int] = mapped_column(sa.ForeignKey("working_group.id"), index=True)
    state: Mapped[PlanMergerState] = mapped_column(one_of(PlanMergerState), default=PlanMergerState.ASKED)
    note: Mapped[str] = mapped_column(default="")
    asked_by: Mapped[int | None]
    asked_at: Mapped[datetime]
    group: Mapped[Group] = relationship(lazy="raise", foreign_keys=group_id)
    into: Mapped[Group] = relationship(lazy="raise", foreign_keys=into_id)
    __table_args__ = (
        one_where("uq_plan_merger_open", "group_id", where="state = 'asked'"),
    )  # fmt: skip
