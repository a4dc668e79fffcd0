"""The next edition, worked out from the one before and a map of numbers. Pure: nothing is kept or changed.

A line of the map says what becomes of one item, and with it of what stands under it:

    1.2.1 > 2.1.1                 another number; what stands under it goes along
    1.2.1.3 > 2.1.1.3, 2.1.1.4    an activity that is split
    1.2.2.1 - taken up by 1.2.1   leaves, with the reason
    + 2.1.1.5 Share what is known new, with a short title

What no line names keeps its number. Two activities that get one number are merged into it, in the words of the first.
An activity that left the plan before has its way, too: where what took it in by a merger goes, or nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from wgtool.kernel.i18n import _, reading_as
from wgtool.plan.models import Fate, Level
from wgtool.plan.tree import Entry, Tree

LEVELS = tuple(Level)
NUMBER = r"[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}"
_GOES = re.compile(rf"({NUMBER})\s*(?:>|→)\s*({NUMBER}(?:\s*,\s*{NUMBER})*)$")
_LEAVES = re.compile(rf"({NUMBER})\s+[-–]\s*(.*)$")
_NEW = re.compile(rf"\+\s*({NUMBER})\s+(\S.*)$")


@dataclass(frozen=True)
class New:
    """An item of the next edition: what it takes over and from whom, or the short title of one that is new."""

    number: str
    title: str
    takes: Entry | None = None

    @property
    def level(self) -> Level:
        """Give how deep it stands."""
        return LEVELS[self.number.count(".")]

    @property
    def parent(self) -> str:
        """Give the number of what it stands under; empty for a pillar."""
        return self.number.rpartition(".")[0]


@dataclass(frozen=True)
class Way:
    """What became of an activity; `heir` took it in before, by a merger."""

    old: Entry
    fate: Fate
    to: tuple[str, ...]
    why: str = ""
    heir: Entry | None = None


@dataclass
class Renewed:
    """What a map makes: the items in printed order, what became of each activity, and what is wrong with it."""

    items: list[New] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@dataclass
class _Map:
    """The lines of a map as they were read."""

    goes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    leaves: dict[str, str] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def renewed(old: Tree, text: str, taken_in: Mapping[int, int] = MappingProxyType({})) -> Renewed:
    """Work the next edition out; `wrong` is empty if it can be published. `taken_in` says what merged into what before."""
    read = _read(old, text)
    found = Renewed(wrong=read.wrong)
    living = [item for item in old.items if not item.dropped_at]
    images = {item.number: _image(read, item.number) for item in living}
    items: dict[str, New] = {}
    for item in living:
        for number in images[item.number][0]:
            items.setdefault(number, New(number, item.title, item))
    for number, title in read.new.items():
        if number in items:
            found.wrong.append(_("%(number)s is new, and an item of before gets this number, too.", number=number))
        items.setdefault(number, New(number, title))
    found.items = sorted(items.values(), key=lambda one: [int(part) for part in one.number.split(".")])
    found.wrong += _unfit(found.items, items)
    found.ways = [*_ways(old, living, images), *_gone(old, taken_in, images)]
    return found


def _read(old: Tree, text: str) -> _Map:
    read = _Map()
    for place, line in enumerate(text.splitlines(), 1):
        if (line := line.strip()) and not line.startswith("#") and (said := _take(old, read, line)):
            read.wrong.append(_("Line %(line)s: %(sentence)s", line=place, sentence=said))
    return read


def _take(old: Tree, read: _Map, line: str) -> str | None:
    """Take a line into the map; give what is wrong with it, if something is."""
    if found := _NEW.match(line):
        read.new[found[1]] = found[2]
        return None
    goes, leaves = _GOES.match(line), _LEAVES.match(line)
    if not (goes or leaves):
        return _("this says neither where a number goes, nor that it leaves, nor what is new.")
    number = (goes or leaves)[1]  # type: ignore[index]
    item = old.by_number.get(number)
    if item is None or item.dropped_at:
        return _("%(number)s is not part of the plan.", number=number)
    if number in read.goes or number in read.leaves:
        return _("%(number)s has a line already.", number=number)
    return _goes(read, item, re.split(r"\s*,\s*", goes[2])) if goes else _leaves(read, number, leaves[2])  # type: ignore[index]


def _goes(read: _Map, item: Entry, to: Sequence[str]) -> str | None:
    if any(number.count(".") != item.number.count(".") for number in to):
        return _("%(number)s can only get a number with as many parts.", number=item.number)
    if len(to) > 1 and item.level != Level.ACTIVITY:
        return _("Only activities are split.")
    read.goes[item.number] = tuple(dict.fromkeys(to))
    return None


def _leaves(read: _Map, number: str, why: str) -> str | None:
    if not why:
        return _("say why %(number)s leaves.", number=number)
    read.leaves[number] = why
    return None


def _image(read: _Map, number: str) -> tuple[tuple[str, ...], str]:
    """Give the numbers an item gets, or none and why it leaves: by its own line, else by that of what it stands under."""
    if number in read.leaves:
        return (), read.leaves[number]
    if number in read.goes:
        return read.goes[number], ""
    above, _dot, last = number.rpartition(".")
    if not above:
        return (number,), ""
    to, why = _image(read, above)
    return tuple(f"{one}.{last}" for one in to), why


def _unfit(items: Sequence[New], known: dict[str, New]) -> Iterator[str]:
    for one in items:
        if one.parent and one.parent not in known:
            yield _(
                "%(number)s would stand under %(parent)s, which is not there.", number=one.number, parent=one.parent
            )


def _ways(old: Tree, living: Sequence[Entry], images: dict[str, Any]) -> Iterator[Way]:
    aims = [to for item in living if item.level == Level.ACTIVITY for to in images[item.number][0]]
    for item in living:
        if item.level == Level.ACTIVITY:
            to, why = images[item.number]
            above = images[old.parents(item)[-1].number][0]
            yield Way(item, _fate(to, above, any(aims.count(one) > 1 for one in to)), to, why)


def _gone(old: Tree, taken_in: Mapping[int, int], images: Mapping[str, Any]) -> Iterator[Way]:
    """Say what became of those that left the plan before the edition does."""
    for item in old.items:
        if item.level == Level.ACTIVITY and item.dropped_at:
            heir = old.heir(item, taken_in)
            to, why = images[heir.number] if heir else ((), "")
            if not to:
                with reading_as("en"):  # kept as it is said, whatever the reader's language
                    why = why or _("It had left the plan before.")
            yield Way(item, Fate.MERGED if to else Fate.DROPPED, to, why, heir)


def _fate(to: tuple[str, ...], above: tuple[str, ...], shared: bool) -> Fate:
    if not to:
        return Fate.DROPPED
    if len(to) > 1:
        return Fate.SPLIT
    if shared:
        return Fate.MERGED
    return Fate.CONTINUED if to[0].rpartition(".")[0] in above else Fate.MOVED
