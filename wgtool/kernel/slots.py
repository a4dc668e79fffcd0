"""Named places on a lower room's page that higher rooms fill."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from wgtool.kernel.actors import ACTORS, Actor
from wgtool.kernel.db import columns


@dataclass(frozen=True)
class Panel:
    """A template and its context."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Filler = Callable[[Any, Actor], Panel | None]
Has = Callable[[Actor], sa.ColumnElement[bool]]
THING: sa.BindParameter[int] = sa.bindparam("thing", type_=sa.Integer())
"""The id of the thing whose page it is, in what a `has` gives."""
_slots: dict[str, dict[Filler, Has | None]] = {}


def fill(slot: str, filler: Filler, *, has: Has | None = None) -> None:
    """Have `filler(thing, actor)` asked for a panel wherever the slot is shown; registration is idempotent.

    A panel that most things lack gives `has(actor)`, whether there is anything for `THING`: all that are so in a place
    are asked in one statement, and only those that have something after it.
    """
    _slots.setdefault(slot, {}).setdefault(filler, has)


def panels(slot: str, thing: Any, actor: Actor) -> list[Panel]:
    """Give the panels of a slot for a thing, in the order the rooms stand."""
    fillers = _slots.get(slot, {})
    rare = tuple((filler, has) for filler, has in fillers.items() if has is not None)
    empty = _empty(rare, thing, actor) if len(rare) > 1 else set()
    found = (filler(thing, actor) for filler in fillers if filler not in empty)
    return [panel for panel in found if panel is not None]


def _empty(rare: tuple[tuple[Filler, Has], ...], thing: Any, actor: Actor) -> set[Filler]:
    """Give the fillers that have nothing for a thing: one statement."""
    there = columns(_asking(tuple(has for _, has in rare), actor), {"thing": thing.id}).one()
    return {filler for (filler, _), has in zip(rare, there, strict=True) if not has}


@lru_cache(maxsize=4 * ACTORS)
def _asking(asked: tuple[Has, ...], actor: Actor) -> sa.Select[*tuple[Any, ...]]:
    return sa.select(*(has(actor).label(f"has_{n}") for n, has in enumerate(asked)))
