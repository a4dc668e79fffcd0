"""Whether the clock stands still for what hangs on a thing: under a paused group nothing is due and nothing overdue.

A room says for a kind of holder which of some ids are paused; others ask by the holder's name alone, also rooms that
stand below it. A date under a suspended holder is kept as it is: it counts again when the holder goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from wgtool.kernel.db import Ref

Asker = Callable[[Collection[int]], Iterable[int]]
_askers: dict[str, Asker] = {}


def register(kind: str, asker: Asker) -> None:
    """Have `asker(ids)` asked which holders of this kind are paused."""
    _askers[kind] = asker


def among(kind: str, ids: Collection[int]) -> frozenset[int]:
    """Give those of the holders that are paused: one statement at most."""
    return frozenset(_askers[kind](ids)) if kind in _askers and ids else frozenset()


def of(holders: Iterable[Ref | None]) -> frozenset[Ref]:
    """Give those of some holders that are paused: one statement a kind at most."""
    found: dict[str, set[int]] = {}
    for holder in holders:
        if holder is not None:
            found.setdefault(holder.kind, set()).add(holder.id)
    return frozenset(Ref(kind, id) for kind, ids in found.items() for id in among(kind, ids))


def suspended(holder: Ref | None) -> bool:
    """Say whether what hangs on this holder is suspended."""
    return holder is not None and holder.id in among(holder.kind, [holder.id])
