"""The plan over time: what each item said from when to when, the versions that meetings verified, numbers of before."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from wgtool.kernel.db import Base
from wgtool.kernel.dialects import one_where
from wgtool.plan.models.items import Says


class State(Says, Base):
    """What the plan said of an item, from `since` up to `until`; without an end it says so now.

    Written by a listener with each change of an item, whoever makes it, so that no operation can forget it.
    """

    __tablename__ = "plan_state"
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(sa.ForeignKey("plan_item.id"))
    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("edition.id"))
    parent_id: Mapped[int | None]
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    __table_args__ = (
        sa.Index("ix_plan_state_edition_id_since", "edition_id", "since"),
        sa.Index("ix_plan_state_item_id_since", "item_id", "since"),
        one_where("uq_plan_state_now", "item_id", where="until IS NULL"),
    )  # fmt: skip


class PlanVersion(Base):
    """The plan as a meeting left it, numbered within its edition; the first is how it was before any amendment."""

    __tablename__ = "plan_version"
    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("edition.id"))
    number: Mapped[int]
    at: Mapped[datetime]
    sitting_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sitting.id"))
    __table_args__ = (sa.UniqueConstraint("edition_id", "number"),)

    @property
    def label(self) -> str:
        """Give what people call it."""
        return f"v{self.number}"


class OldNumber(Base):
    """A number an item had before; it leads there, and is nobody else's."""

    __tablename__ = "plan_old_number"
    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("edition.id"), primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    item_id: Mapped[int] = mapped_column(sa.ForeignKey("plan_item.id"), index=True)
