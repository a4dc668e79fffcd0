"""Editions, the items of each, and their dated status reports."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wgtool.kernel.db import Base, Thing, one_of


class Level(enum.StrEnum):
    """How deep an item stands."""

    PILLAR = "pillar"
    OUTCOME = "outcome"
    OUTPUT = "output"
    ACTIVITY = "activity"


class Category(enum.StrEnum):
    """How much an activity matters, in the plan's own spelling."""

    CRITICAL = "CRITICAL"
    KEY = "Key activity"
    FURTHERANCE = "Furtherance"


class Status(enum.StrEnum):
    """The plan's own statuses. Blank is no status: it is "not set", and counted."""

    TO_START = "To start"
    ONGOING = "Ongoing"
    DONE = "Done"


class Fate(enum.StrEnum):
    """What became of an activity in a later edition."""

    CONTINUED = "continued"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    MOVED = "moved"
    DROPPED = "no successor"


class Edition(Thing):
    """A published plan: 2019, 2022. `slug` is its place in addresses; `imported_at` None means only titles are here.

    From `amended_at` on, when somebody first proposed to amend it, what is set in it changes by amendment alone.
    """

    __tablename__ = "edition"
    slug: Mapped[str] = mapped_column(sa.String(20), unique=True)
    title: Mapped[str] = mapped_column(sa.String(160))
    starts: Mapped[int]
    ends: Mapped[int | None]
    current: Mapped[bool] = mapped_column(default=False)
    imported_at: Mapped[datetime | None]
    amended_at: Mapped[datetime | None]


class Says:
    """What the plan says of an item, now (`Item`) or from one moment to another (`State`).

    `number` is the official one and never reused in its edition. `title` is short and in our words; once imported,
    `text` is the official wording (of a pillar its goal) and `heading` a pillar's official title. `clause` (2019),
    `printed_lead` and `printed_timeframe` are kept as printed. `place` orders an edition. What is `void` came by a
    ruling that was taken back: it never was part of the plan.
    """

    level: Mapped[Level] = mapped_column(one_of(Level))
    number: Mapped[str] = mapped_column(sa.String(20))
    place: Mapped[int]
    title: Mapped[str] = mapped_column(sa.String(160), default="")
    heading: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    clause: Mapped[str | None]
    category: Mapped[Category | None] = mapped_column(one_of(Category))
    printed_lead: Mapped[str] = mapped_column(sa.String(160), default="")
    printed_timeframe: Mapped[str] = mapped_column(sa.String(80), default="")
    continuing: Mapped[bool | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    status: Mapped[Status | None] = mapped_column(one_of(Status))
    dropped_at: Mapped[datetime | None]
    void: Mapped[bool] = mapped_column(default=False, server_default=sa.false())


class Item(Says, Thing):
    """A pillar, outcome, output or activity of an edition; `id` is its stable identity, whatever its number.

    `into_id` is what took it in when it left the plan by a merger.
    """

    __tablename__ = "plan_item"
    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("edition.id"))
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("plan_item.id"), index=True)
    into_id: Mapped[int | None] = mapped_column(sa.ForeignKey("plan_item.id"))
    version: Mapped[int] = mapped_column(default=1)
    edition: Mapped[Edition] = relationship(lazy="raise")
    parent: Mapped[Item | None] = relationship(
        lazy="raise", remote_side="Item.id", foreign_keys=parent_id, back_populates="children"
    )
    children: Mapped[list[Item]] = relationship(
        lazy="raise", foreign_keys=parent_id, back_populates="parent", order_by="Item.place"
    )
    __table_args__ = (
        sa.UniqueConstraint("edition_id", "number"),
        sa.Index("ix_plan_item_edition_id_place", "edition_id", "place"),
    )
    __mapper_args__ = {"version_id_col": version}


class Link(Base):
    """What became of an activity in a later edition, as the support team settled it; `new_id` None: no successor.

    An activity with no link into an edition is not settled there: what is merely proposed is not kept.
    """

    __tablename__ = "plan_link"
    id: Mapped[int] = mapped_column(primary_key=True)
    old_id: Mapped[int] = mapped_column(sa.ForeignKey("plan_item.id"))
    new_id: Mapped[int | None] = mapped_column(sa.ForeignKey("plan_item.id"), index=True)
    from_id: Mapped[int] = mapped_column(sa.ForeignKey("edition.id"))
    into_id: Mapped[int] = mapped_column(sa.ForeignKey("edition.id"), index=True)
    fate: Mapped[Fate] = mapped_column(one_of(Fate))
    why: Mapped[str] = mapped_column(default="")
    settled_at: Mapped[datetime]
    settled_by: Mapped[int | None]
    __table_args__ = (
        sa.UniqueConstraint("old_id", "into_id", "new_id"),
        sa.CheckConstraint("(new_id IS NULL) = (fate = 'no successor')", name="successor"),
    )


class StatusReport(Base):
    """A dated report that an activity stands so. The newest gives the item's status."""

    __tablename__ = "status_report"
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(sa.ForeignKey("plan_item.id"), index=True)
    status: Mapped[Status] = mapped_column(one_of(Status))
    on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    reported_at: Mapped[datetime]
    reported_by: Mapped[int | None]


class Upload(Base):
    """A plan as sent in the browser, kept between seeing what it would change and applying it."""

    __tablename__ = "plan_upload"
    id: Mapped[int] = mapped_column(primary_key=True)
    edition: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[str] = mapped_column(sa.String(160))
    data: Mapped[bytes] = mapped_column(sa.LargeBinary)
    uploaded_at: Mapped[datetime] = mapped_column(index=True)
    uploaded_by: Mapped[int | None]
    applied_at: Mapped[datetime | None]
    counts: Mapped[dict[str, Any] | None]
