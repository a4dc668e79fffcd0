"""Amendments."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wgtool.decisions.models import Body
from wgtool.groups.models import Group
from wgtool.kernel.db import Ref, Thing, one_of
from wgtool.kernel.sight import Sight, Sighted
from wgtool.plan.edits import Edit, read
from wgtool.plan.models import Edition, Item, PlanVersion


class Kind(enum.StrEnum):
    """What an amendment asks for."""

    REWORD = "reword"
    CATEGORY = "category"
    LEAD = "lead"
    TIMEFRAME = "timeframe"
    ADD = "add"
    DROP = "drop"
    MOVE = "move"
    RENUMBER = "renumber"
    SPLIT = "split"
    MERGE = "merge"


class Status(enum.StrEnum):
    """Where an amendment stands."""

    PROPOSED = "proposed"
    SUPPORTED = "supported"
    SITTING = "on a sitting"
    VERIFIED = "verified"
    NOT_SUPPORTED = "not supported"
    NOT_VERIFIED = "not verified"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({Status.PROPOSED, Status.SUPPORTED, Status.SITTING})


class Amendment(Sighted, Thing):
    """A change of the plan somebody proposes. `item` is what it is about, of an addition what it is to stand under.

    `edits` are what it does, as `plan.edits` reads them. Seen by its group and the SAG until that supports it; then by
    all. `group` None: the SAG proposes it itself.
    """

    __tablename__ = "amendment"
    number: Mapped[str] = mapped_column(sa.String(20), unique=True)
    type: Mapped[Kind] = mapped_column(one_of(Kind))
    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("edition.id"))
    item_id: Mapped[int] = mapped_column(sa.ForeignKey("plan_item.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("working_group.id"), index=True)
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    reason: Mapped[str]
    edits: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    status: Mapped[Status] = mapped_column(one_of(Status), default=Status.PROPOSED)
    status_since: Mapped[datetime]
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[int | None]
    question_id: Mapped[int | None] = mapped_column(sa.ForeignKey("question.id"), index=True)
    glm_question_id: Mapped[int | None] = mapped_column(sa.ForeignKey("question.id"), index=True)
    version_id: Mapped[int | None] = mapped_column(sa.ForeignKey("plan_version.id"), index=True)
    sight: Mapped[Sight] = mapped_column(one_of(Sight), default=Sight.GROUP)
    edition: Mapped[Edition] = relationship(lazy="raise")
    item: Mapped[Item] = relationship(lazy="raise")
    group: Mapped[Group | None] = relationship(lazy="raise")
    body: Mapped[Body] = relationship(lazy="raise")
    plan_version: Mapped[PlanVersion | None] = relationship(lazy="raise")
    __table_args__ = (sa.Index("ix_amendment_edition_id_status", "edition_id", "status"),)

    @property
    def changes(self) -> list[Edit]:
        """Give what it does to the plan."""
        return read(self.edits)

    @property
    def items(self) -> list[Ref]:
        """Give the items it is about and changes."""
        ids = dict.fromkeys([self.item_id, *(each.item for each in self.changes if each.item)])
        return [Ref(Item.__tablename__, id) for id in ids]

    @property
    def touches(self) -> tuple[Ref, ...]:
        """Give the other timelines its story stands on."""
        group = (Ref("group", self.group_id),) if self.group_id else ()
        return (*self.items, *group)
