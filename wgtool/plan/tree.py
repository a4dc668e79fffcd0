"""An edition as a tree, made from one list of its items: children, parents, neighbours and roll-up counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wgtool.plan.models import Edition, Item, Level, Status

SHAPES = {Status.DONE: "done", Status.ONGOING: "ongoing", Status.TO_START: "start", None: "unset"}
"""The square of each status; blank has one, too."""


def shape(item: Item) -> str:
    """Give the square of an activity."""
    return "dropped" if item.dropped_at else SHAPES[item.status]


@dataclass(frozen=True)
class Tally:
    """How many activities stand how; `unset` are those without any report."""

    done: int = 0
    ongoing: int = 0
    start: int = 0
    unset: int = 0
    dropped: int = 0

    @property
    def total(self) -> int:
        """Count the activities that are part of the plan."""
        return self.done + self.ongoing + self.start + self.unset

    @property
    def counts(self) -> dict[str, int]:
        """Give the counts by square; dropped ones only where there are any."""
        shown = {"done": self.done, "ongoing": self.ongoing, "start": self.start, "unset": self.unset}
        return shown | ({"dropped": self.dropped} if self.dropped else {})


class Tree:
    """An edition and its items in printed order."""

    def __init__(self, edition: Edition, items: Sequence[Item]) -> None:
        self.edition = edition
        self.items = items
        self.by_number = {item.number: item for item in items}
        self._by_id = {item.id: item for item in items}
        self._children: dict[int | None, list[Item]] = defaultdict(list)
        for item in items:
            self._children[item.parent_id].append(item)

    def level(self, level: Level) -> list[Item]:
        """Give the items of one level."""
        return [item for item in self.items if item.level == level]

    @property
    def pillars(self) -> list[Item]:
        """Give the pillars (2019: areas)."""
        return self.children(None)

    @property
    def activities(self) -> list[Item]:
        """Give the activities, the dropped ones too."""
        return self.level(Level.ACTIVITY)

    def children(self, item: Item | None) -> list[Item]:
        """Give what stands directly under an item."""
        return self._children[item.id if item else None]

    def parents(self, item: Item) -> list[Item]:
        """Give the way down to an item, its pillar first, without itself."""
        way: list[Item] = []
        while item.parent_id is not None:
            item = self._by_id[item.parent_id]
            way.insert(0, item)
        return way

    def below(self, item: Item) -> list[Item]:
        """Give the activities under an item; of an activity, itself."""
        if item.level == Level.ACTIVITY:
            return [item]
        return [each for child in self.children(item) for each in self.below(child)]

    def neighbours(self, item: Item) -> tuple[Item | None, Item | None]:
        """Give the items of the same level before and after this one."""
        row = self.level(item.level)
        at = row.index(item)
        return (row[at - 1] if at else None), (row[at + 1] if at + 1 < len(row) else None)

    def tally(self, item: Item | None = None) -> Tally:
        """Count the activities under an item, or of the whole edition, by how they stand."""
        return tally(self.below(item) if item else self.activities)

    def size(self) -> dict[Level, int]:
        """Count the items of each level that are part of the plan."""
        found = Counter(item.level for item in self.items if not item.dropped_at)
        return {level: found[level] for level in Level}


def tally(activities: Iterable[Item]) -> Tally:
    """Count activities by how they stand."""
    return Tally(**Counter(shape(item) for item in activities))
