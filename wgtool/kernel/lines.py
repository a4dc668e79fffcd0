"""The kept lines of whose turn it is, and every SELECT of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from wgtool.kernel.actors import COLON, Actor, Eyes
from wgtool.kernel.among import among, of_kinds
from wgtool.kernel.db import Base, Ref, db, one_of
from wgtool.kernel.sight import Sight, Sighted, visible
from wgtool.kernel.turns import Told


class Wait(Told, Sighted, Base):
    """A kept Turn of one thing."""

    __tablename__ = "wait"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(40))
    thing: Mapped[int]
    holder: Mapped[str] = mapped_column(sa.String(80))
    says: Mapped[str] = mapped_column(sa.String(80))
    params: Mapped[dict[str, Any]]
    since: Mapped[datetime]
    due: Mapped[datetime | None]
    under: Mapped[str | None] = mapped_column(sa.String(80), index=True)
    suspended: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    sight: Mapped[Sight] = mapped_column(one_of(Sight), default=Sight.PUBLIC)
    __table_args__ = (
        sa.Index("ix_wait_kind_thing", "kind", "thing"),
        sa.Index("ix_wait_holder", "holder", "due", "since", "id"),  # somebody's, in the order of their desk
        sa.Index("ix_wait_due", "due", "id"),  # all, in the order in which one waits for them
    )

    @property
    def subject(self) -> Ref:
        """Give the thing that waits."""
        return Ref(self.kind, self.thing)


KIND, THING = sa.bindparam("kind", type_=sa.String()), sa.bindparam("thing", type_=sa.Integer())
OF_REF = sa.select(Wait).where(Wait.kind == KIND, Wait.thing == THING)


def kept(refs: Iterable[Ref], *, seen_by: Actor) -> Sequence[Wait]:
    """Give the lines of some things that the reader may see, in one statement."""
    asked = of_kinds(refs)
    if not asked:
        return []
    return db.session.scalars(_among(tuple(asked), seen_by.eyes), seen_by.asking(**asked)).all()


@cache
def _among(names: tuple[str, ...], eyes: Eyes) -> sa.Select[Wait]:
    return sa.select(Wait).where(among(Wait.kind, Wait.thing, names), visible(Wait, eyes)).order_by(Wait.id)


def mine(actor: Actor) -> sa.Select[Wait]:
    """Give the select of lines whose turn is the actor's, oldest due first."""
    order = (Wait.due.nulls_last(), Wait.since, Wait.id)
    return sa.select(Wait).where(Wait.holder.in_(actor.keys)).order_by(*order)


def counted(worn: sa.CTE) -> sa.ScalarSelect[int]:
    """Count the lines whose turn is of these hats, as a part of the statement that reads them.

    Holder by holder: PostgreSQL cannot know how few hats one has, and would read all lines to find those of any.
    """
    ref = worn.c.kind + COLON + worn.c.id
    holder = sa.union(sa.select((worn.c.role + COLON + ref).label("key")), sa.select(ref)).subquery("holder")
    each = sa.select(sa.func.count()).where(Wait.holder == holder.c.key).scalar_subquery()
    all_of_them = sa.cast(sa.func.coalesce(sa.func.sum(each), 0), sa.Integer)
    return sa.select(all_of_them).select_from(holder).scalar_subquery()
