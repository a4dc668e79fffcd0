"""An edition as a tree, made from one list of its items: children, parents, neighbours and roll-up counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from wgtool.plan.models import Category, Item, Level, Status

SHAPES = {Status.DONE: "done", Status.ONGOING: "ongoing", Status.TO_START: "start", None: "unset"}
"""The square of each status; blank has one, too."""


class Book(NamedTuple):
    """An edition as its tree knows it: its values."""

    id: int
    slug: str
    starts: int
    ends: int | None


class Entry(NamedTuple):
    """An item of the plan as lists show it: its values, for pages that print a hundred and change none."""

    id: int
    parent_id: int | None
    level: Level
    number: str
    title: str
    heading: str
    text: str
    clause: str | None
    category: Category | None
    printed_lead: str
    printed_timeframe: str
    continuing: bool | None
    starts_on: date | None
    ends_on: date | None
    status: Status | None
    dropped_at: datetime | None
    edition: Book


Printed = Item | Entry
"""What the words of the plan are asked of: an item whole, or its values."""


def shape(item: Printed) -> str:
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
    """An edition and its items in printed order. It is made once for the same values, and nobody changes it."""

    def __init__(self, edition: Book, items: Sequence[Entry]) -> None:
        self.edition = edition
        self.items = items
        self.by_number = {item.number: item for item in items}
        self._by_id = {item.id: item for item in items}
        self._children: dict[int | None, list[Entry]] = defaultdict(list)
        self._tallies: dict[int | None, Tally] = {}
        for item in items:
            self._children[item.parent_id].append(item)

    def level(self, level: Level) -> list[Entry]:
        """Give the items of one level."""
        return [item for item in self.items if item.level == level]

    def heir(self, item: Entry, taken_in: Mapping[int, int]) -> Entry | None:
        """Give what took an item in by a merger and is part of the plan, be it by way of others; None if nothing is."""
        found: Entry | None = item
        while found is not None and found.dropped_at:
            found = self._by_id.get(taken_in.get(found.id, 0))
        return found

    @property
    def pillars(self) -> list[Entry]:
        """Give the pillars (2019: areas)."""
        return self.children(None)

    @cached_property
    def activities(self) -> list[Entry]:
        """Give the activities, the dropped ones too."""
        return self.level(Level.ACTIVITY)

    def children(self, item: Printed | None) -> list[Entry]:
        """Give what stands directly under an item."""
        return self._children[item.id if item else None]

    def parents(self, item: Printed) -> list[Entry]:
        """Give the way down to an item, its pillar first, without itself."""
        way: list[Entry] = []
        while item.parent_id is not None:
            item = self._by_id[item.parent_id]
            way.insert(0, item)
        return way

    def below(self, item: Printed) -> list[Entry]:
        """Give the activities under an item; of an activity, itself."""
        if item.level == Level.ACTIVITY:
            return [self._by_id[item.id]]
        return [each for child in self.children(item) for each in self.below(child)]

    def neighbours(self, item: Printed) -> tuple[Entry | None, Entry | None]:
        """Give the items of the same level before and after this one."""
        row = self.level(item.level)
        at = row.index(self._by_id[item.id])
        return (row[at - 1] if at else None), (row[at + 1] if at + 1 < len(row) else None)

    def tally(self, item: Printed | None = None) -> Tally:
        """Count the activities under an item, or of the whole edition, by how they stand."""
        of = item.id if item else None
        if of not in self._tallies:
            self._tallies[of] = tally(self.below(item) if item else self.activities)
        return self._tallies[of]

    def size(self) -> dict[Level, int]:
        """Count the items of each level that are part of the plan."""
        found = Counter(item.level for item in self.items if not item.dropped_at)
        return {level: found[level] for level in Level}


def tally(activities: Iterable[Printed]) -> Tally:
    """Count activities by how they stand."""
    return Tally(**Counter(shape(item) for item in activities))
