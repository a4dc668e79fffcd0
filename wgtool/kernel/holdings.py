"""What rooms keep under a thing of a lower room: asked before that thing goes, and when it goes on after a pause.

A room gives a `Keeper` for each kind of row it keeps under a kind of holder (a group, an item of the plan). Whoever
removes, dissolves, merges or resumes a holder asks here and never the rooms. A row is in good hands when it is gone
from `open`: handed over, dropped with a reason, or closed on its own page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.slots import THING


@dataclass(frozen=True)
class Held:
    """One row kept under a holder, as people know it. `movable` says that it can be handed over to another holder.

    `stays` says that it goes on without its holder when this is dropped.

    `about` is what a question is about, for a holder whose own end it asks for.
    """

    ref: Ref
    says: str
    url: str = ""
    due: date | None = None
    movable: bool = False
    about: str = ""
    stays: bool = False


Went = tuple[int, dict[str, Any]]
"""A row that went along with its holder, and how it was, ready for JSON."""


class Keeper:
    """What a room answers about its rows of one kind under one kind of holder; a room overrides what it has."""

    kind: str = ""

    def open(self, holder: int) -> Iterable[Held]:
        """Give the rows for which somebody still waits."""
        return ()

    def some(self) -> sa.ColumnElement[bool] | None:
        """Say in a condition whether a holder, `THING`, has any such rows; None where most have, or it cannot be said so."""
        return None

    def dates(self, holder: int) -> Iterable[Held]:
        """Give the rows that go by a date, and those that lack one."""
        return ()

    def hand_over(self, row: int, to: Ref, *, actor: Actor) -> None:
        """Put a row under another holder of the same kind."""
        raise Refused(_("This cannot be handed over."))

    def drop(self, row: int, why: str, *, actor: Actor) -> Mapping[str, Any] | None:
        """End a row, with the reason; give what opening it again needs to know of it, ready for JSON."""
        raise Refused(_("This cannot be dropped. Close it on its own page."))

    def restore(self, row: int, was: Mapping[str, Any], *, actor: Actor) -> None:
        """Open again what `drop` has ended, as it was, as the ruling that had it dropped was taken back."""
        raise Refused(_("This cannot be opened again."))

    def go_along(self, holder: int, to: int, *, actor: Actor) -> Iterable[Went]:
        """Put what can go along under the holder that takes this one in; give for each row what undoing it needs."""
        return ()

    def come_back(self, row: int, was: Mapping[str, Any], holder: int, *, actor: Actor) -> None:
        """Put a row back under its holder, as the ruling that took that one in was taken back."""
        raise Refused(_("This cannot be opened again."))

    def redate(self, row: int, on: date, *, actor: Actor) -> None:
        """Give a row another date."""
        raise Refused(_("This has no date to set."))


_keepers: dict[str, dict[str, Keeper]] = {}
_closed: dict[str, Callable[[int], str | None]] = {}


def register(holder: str, keeper: Keeper) -> None:
    """Have `keeper` asked about its kind of rows under a holder of this kind; registration is idempotent."""
    _keepers.setdefault(holder, {})[keeper.kind] = keeper


def closes(kind: str, why: Callable[[int], str | None]) -> None:
    """Have `why(id)` say for holders of this kind why nothing new comes under one: also to rooms that stand below it."""
    _closed[kind] = why


def closed(holder: Ref) -> str | None:
    """Say why nothing new comes under this holder, if it takes nothing more."""
    return _closed[holder.kind](holder.id) if holder.kind in _closed else None


def open(holder: Ref) -> list[Held]:
    """Give every open row kept under the holder, in the order the rooms registered.

    Of what few have it is asked first, in one statement for all, whether it is there.
    """
    keepers = list(_of(holder))
    rare = {keeper: some for keeper in keepers if (some := keeper.some()) is not None}
    empty = _without(rare, holder) if len(rare) > 1 else set[Keeper]()
    return [held for keeper in keepers if keeper not in empty for held in keeper.open(holder.id)]


def _without(rare: Mapping[Keeper, sa.ColumnElement[bool]], holder: Ref) -> set[Keeper]:
    asked = sa.select(*(some.label(f"some_{n}") for n, some in enumerate(rare.values())))
    there = db.session.execute(asked, {THING.key: holder.id}).one()
    return {keeper for keeper, some in zip(rare, there, strict=True) if not some}


def by_date(holder: Ref) -> tuple[list[Held], list[Held]]:
    """Give the rows under the holder that lack a date or whose date is over, then those whose date is still to come."""
    today, rows = clock.today(), list(_dates(holder))
    return [h for h in rows if h.due is None or h.due < today], [h for h in rows if h.due and h.due >= today]


def hand_over(row: Ref, holder: Ref, to: Ref, *, actor: Actor) -> None:
    """Put a row of one holder under another."""
    _keeper(row, holder).hand_over(row.id, to, actor=actor)


def drop(row: Ref, holder: Ref, why: str, *, actor: Actor) -> dict[str, Any]:
    """End a row of a holder, with the reason; give how it was."""
    return dict(_keeper(row, holder).drop(row.id, why, actor=actor) or {})


def restore(row: Ref, was: Mapping[str, Any], holder: Ref, *, actor: Actor) -> None:
    """Open a row of a holder again that was dropped."""
    _keeper(row, holder).restore(row.id, was, actor=actor)


def go_along(holder: Ref, to: Ref, *, actor: Actor) -> list[tuple[Ref, dict[str, Any]]]:
    """Put what hangs on a holder under the one that takes it in; what cannot go along is still open there."""
    return [
        (Ref(keeper.kind, id), was)
        for keeper in _of(holder)
        for id, was in keeper.go_along(holder.id, to.id, actor=actor)
    ]


def come_back(row: Ref, was: Mapping[str, Any], holder: Ref, *, actor: Actor) -> None:
    """Put a row back under a holder that had been taken in by another."""
    _keeper(row, holder).come_back(row.id, was, holder.id, actor=actor)


def redate(row: Ref, holder: Ref, on: date, *, actor: Actor) -> None:
    """Give a row of a holder another date."""
    _keeper(row, holder).redate(row.id, on, actor=actor)


def _of(holder: Ref) -> Iterable[Keeper]:
    return list(_keepers.get(holder.kind, {}).values())


def _dates(holder: Ref) -> Iterator[Held]:
    for keeper in _of(holder):
        yield from keeper.dates(holder.id)


def _keeper(row: Ref, holder: Ref) -> Keeper:
    try:
        return _keepers[holder.kind][row.kind]
    except KeyError:
        raise Refused(_("This is not there any more.")) from None
