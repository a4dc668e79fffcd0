"""Named places on a lower room's page that higher rooms fill."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import sqlalchemy as sa

from wgtool.kernel.actors import Actor, Eyes, Reader
from wgtool.kernel.db import columns


@dataclass(frozen=True)
class Panel:
    """A template and its context."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Filler = Callable[[Any, Actor], Panel | None]
Has = Callable[[Reader], sa.ColumnElement[bool]]
THING: sa.BindParameter[int] = sa.bindparam("thing", type_=sa.Integer())
"""The id of the thing whose page it is, in what a `has` gives."""
_slots: dict[str, dict[Filler, Has | None]] = {}


def fill(slot: str, filler: Filler, *, has: Has | None = None) -> None:
    """Have `filler(thing, actor)` asked for a panel wherever the slot is shown; registration is idempotent.

    A panel that most things lack gives `has(reader)`, whether there is anything for `THING`: all that are so in a place
    are asked in one statement, and only those that have something after it.
    """
    _slots.setdefault(slot, {}).setdefault(filler, has)


def panels(slot: str, thing: Any, actor: Actor, there: Sequence[bool] | None = None) -> list[Panel]:
    """Give the panels of a slot for a thing, in the order the rooms stand.

    A page that asked `has` in a statement of its own says what is `there`.
    """
    asked = _rare(slot)
    if there is None and len(asked) > 1:
        there = columns(_asking(slot, asked, actor.eyes), actor.asking(thing=thing.id)).one()
    empty = {filler for filler, some in zip(asked, there, strict=True) if not some} if there else set()
    found = (filler(thing, actor) for filler in _slots.get(slot, {}) if filler not in empty)
    return [panel for panel in found if panel is not None]


def has(slot: str, reader: Reader) -> list[sa.Label[bool]]:
    """Give what says whether there is anything for `THING` in the panels that most things lack, in their order."""
    asked = filter(None, _slots.get(slot, {}).values())
    return [any_there(reader).label(f"has_{n}") for n, any_there in enumerate(asked)]


def told(slot: str, row: Sequence[Any]) -> tuple[bool, ...]:
    """Give what a row says whose last columns are `has`, as `panels` takes it."""
    return tuple(row[len(row) - len(_rare(slot)) :])


def _rare(slot: str) -> tuple[Filler, ...]:
    return tuple(filler for filler, has in _slots.get(slot, {}).items() if has is not None)


@cache
def _asking(slot: str, _asked: tuple[Filler, ...], eyes: Eyes) -> sa.Select[*tuple[Any, ...]]:
    return sa.select(*has(slot, eyes))
