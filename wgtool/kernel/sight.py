"""Who may see a row: four levels, an audience, and one SQL clause that every query carries."""

from __future__ import annotations

import enum
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from wgtool.kernel.actors import KEYS, Actor, Eyes, Reader
from wgtool.kernel.db import one_of
from wgtool.kernel.dialects import some_where
from wgtool.kernel.refusals import Refused


class Sight(enum.StrEnum):
    """How widely a record is seen, from widest to narrowest."""

    PUBLIC = "public"
    PARTNERS = "partners"
    GROUP = "group"
    RESTRICTED = "restricted"


_PUBLIC = f"'{Sight.PUBLIC}'"
"""As it stands in an index; a value sent beside the statement would not be known for the same."""
WIDTH = {Sight.PUBLIC: 3, Sight.PARTNERS: 2, Sight.GROUP: 1, Sight.RESTRICTED: 0}


class Sighted:
    """Columns of a table whose rows are not all public.

    `audience` and `also` are `kind:id` or, where narrower, `role:kind:id`; they count for group and restricted sight.
    """

    sight: Mapped[Sight] = mapped_column(one_of(Sight), default=Sight.PUBLIC)
    audience: Mapped[str] = mapped_column(sa.String(80), default="")
    also: Mapped[str | None] = mapped_column(sa.String(80), default=None)


class Seen(NamedTuple):
    """Who sees a thing."""

    sight: Sight
    audience: str = ""
    also: str | None = None

    @classmethod
    def of(cls, thing: Any) -> Seen:
        """Give who sees a thing now."""
        return cls(thing.sight, thing.audience, thing.also)


def visible(model: Any, reader: Reader) -> sa.ColumnElement[bool]:
    """Give the clause that keeps the rows of `model` (a Sighted table or alias) which the reader may see.

    The support team is in every audience of group sight; restricted rows are for the named alone. A statement with the
    clause for eyes is asked with `Actor.asking`.
    """
    return _kept(model, reader) if isinstance(model, type) else _clause(model, reader)


def how_many(table: type[Any], reader: Reader) -> sa.ColumnElement[int]:
    """Give how many rows of a table the reader may see: all, less those of the few not public which they may not.

    SQLite knows how many rows there are without reading them; the few are found along the index `narrow` makes.
    """
    few = (table.sight != sa.literal_column(_PUBLIC), visible(table, reader).is_not(sa.true()))
    hidden = sa.select(sa.func.count()).select_from(table).where(*few)
    return sa.select(sa.func.count()).select_from(table).scalar_subquery() - hidden.scalar_subquery()


def narrow(name: str) -> sa.Index:
    """Give the index of a Sighted table's rows that are not public."""
    return some_where(name, "sight", "audience", "also", where=f"sight <> {_PUBLIC}")


@lru_cache(maxsize=128)
def _kept(table: Any, reader: Reader) -> sa.ColumnElement[bool]:
    """Give the clause of a table. A reader is a value: the same hats give the same clause.

    That of an alias is not kept: most are made for one statement, and would be kept with it, 200 KiB each.
    """
    return _clause(table, reader)


def _clause(model: Any, reader: Reader) -> sa.ColumnElement[bool]:
    if reader.is_tool:
        return sa.true()
    ways = [model.sight == Sight.PUBLIC]
    if reader.partner:
        ways.append(model.sight == Sight.PARTNERS)
    if reader.supports:
        ways.append(model.sight == Sight.GROUP)
    if reader.keyed:
        keys = KEYS if isinstance(reader, Eyes) else _keys(reader)
        among = sa.or_(model.audience.in_(keys), model.also.in_(keys))
        ways.append(sa.and_(model.sight.in_([Sight.GROUP, Sight.RESTRICTED]), among))
    return sa.or_(*ways)


@lru_cache(maxsize=128)
def _keys(actor: Actor) -> sa.BindParameter[Any]:
    """Give an actor's keys to a statement: the same each time, so that it writes them once however often it asks."""
    return sa.bindparam("keys", actor.keys, type_=sa.String(), expanding=True, unique=True)


def sees(actor: Actor, thing: Any) -> bool:
    """Say the same of one loaded row as `visible` says in SQL."""
    if actor.is_tool or thing.sight == Sight.PUBLIC:
        return True
    if thing.sight == Sight.PARTNERS:
        return actor.partner
    if thing.sight == Sight.GROUP and actor.supports:
        return True
    return thing.audience in actor.keys or (thing.also is not None and thing.also in actor.keys)


def wider(child: Any, parent: Any) -> bool:
    """Say whether a thing would be seen by somebody who does not see what it comes from."""
    if child.sight != parent.sight:
        return WIDTH[child.sight] > WIDTH[parent.sight]
    among = {child.audience, child.also} - {"", None}
    return child.sight in {Sight.GROUP, Sight.RESTRICTED} and not among <= {parent.audience, parent.also}


def narrower(child: Sight, parent: Sight) -> Sight:
    """Give `child` if it is no wider than `parent`; raise Refused otherwise."""
    if WIDTH[child] > WIDTH[parent]:
        raise Refused(f"sight {child} is wider than its parent's, {parent}")
    return child
