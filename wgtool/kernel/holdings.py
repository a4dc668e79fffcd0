"""What rooms keep under a thing of a lower room, asked before that thing goes.

A room registers, for a kind of holder, a function that gives a sentence for each open row it keeps there. Whoever
removes, dissolves or merges a holder asks `open(ref)` and never the rooms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from wgtool.kernel.db import Ref

Keeper = Callable[[int], Iterable[str]]
_keepers: dict[str, list[Keeper]] = {}


def register(kind: str, keeper: Keeper) -> None:
    """Have `keeper(id)` asked for what is open under a holder of this kind; registration is idempotent."""
    keepers = _keepers.setdefault(kind, [])
    if keeper not in keepers:
        keepers.append(keeper)


def open(ref: Ref) -> list[str]:
    """Give a sentence for each open thing kept under the holder, in the order the rooms registered."""
    return [sentence for keeper in _keepers.get(ref.kind, []) for sentence in keeper(ref.id)]
