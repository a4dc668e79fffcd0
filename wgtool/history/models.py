"""The lines of history and the timelines they stand on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wgtool.kernel.db import Base, Ref, one_of
from wgtool.kernel.sight import Sight, Sighted


class Line(Sighted, Base):
    """One fact, as announced. Names of people are ids in it, so that forgetting a person needs no change here."""

    __tablename__ = "history_line"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    event: Mapped[str] = mapped_column(sa.String(80))
    kind: Mapped[str] = mapped_column(sa.String(40))
    thing: Mapped[int]
    person: Mapped[int | None]
    organisation: Mapped[int | None]
    role: Mapped[str] = mapped_column(sa.String(20))
    on_behalf: Mapped[str]
    facts: Mapped[dict[str, Any]]
    why: Mapped[str]
    sight: Mapped[Sight] = mapped_column(one_of(Sight), default=Sight.PUBLIC)
    places: Mapped[list[Place]] = relationship(lazy="raise")
    __table_args__ = (sa.Index("ix_history_line_person", "person", "kind", "thing"),)  # what a person began

    @property
    def subject(self) -> Ref:
        """Give the thing the fact is about."""
        return Ref(self.kind, self.thing)


class Place(Base):
    """A timeline on which a line stands: its subject's, and each it touches."""

    __tablename__ = "history_place"
    line_id: Mapped[int] = mapped_column(sa.ForeignKey("history_line.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    thing: Mapped[int] = mapped_column(primary_key=True)
    __table_args__ = (sa.Index("ix_history_place_kind_thing", "kind", "thing", "line_id"),)
