"""From what somebody asks for to the edits it takes. Pure: the tree of the edition, and every number it ever used.

Raises Refused, with the sentence, for what the plan cannot take. Numbers are given in the place they stand in; one that
was ever used is not used again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wgtool.amendments.models import Kind
from wgtool.kernel.i18n import _, listed
from wgtool.kernel.refusals import Refused
from wgtool.plan.edits import IN_PLAN, Edit, edit, make
from wgtool.plan.models import Category, Level
from wgtool.plan.tree import Entry, Tree

LEVELS = tuple(Level)


@dataclass(frozen=True)
class Part:
    """An item that a split makes, as it was written; `takes` are the numbers of what goes under it."""

    text: str
    title: str
    takes: tuple[str, ...] = ()


class Ground:
    """The plan as it stands, on which edits are built."""

    def __init__(self, tree: Tree, taken: Iterable[str]) -> None:
        self.tree, self.taken = tree, set(taken)

    def number(self, parent: Entry | None, wanted: str = "") -> str:
        """Give the number wanted under a parent, or the next one never used there; without a parent that of a pillar."""
        start = f"{parent.number}." if parent else ""
        if wanted and not re.fullmatch(rf"{re.escape(start)}[0-9]{{1,2}}", wanted):
            raise Refused(self._misplaced(parent))
        return self.take(wanted or f"{start}{1 + self._last(start)}")

    def take(self, number: str) -> str:
        """Give out a number that was never used."""
        if number in self.taken:
            raise Refused(_("The number %(number)s is or was another’s, and is never used again.", number=number))
        self.taken.add(number)
        return number

    @staticmethod
    def _misplaced(parent: Entry | None) -> str:
        if parent is None:
            return _("Here a number has one part, such as 7.")
        return _(
            "Under %(parent)s a number is %(parent)s and one more part, such as %(parent)s.9.", parent=parent.number
        )

    def _last(self, start: str) -> int:
        ends = (number.removeprefix(start) for number in self.taken if number.startswith(start))
        return max((int(end) for end in ends if end.isdigit()), default=0)

    def above(self, item: Entry, number: str) -> Entry:
        """Give what an item could stand under, by its number."""
        found = self._living(number)
        if found is None or LEVELS.index(found.level) + 1 != LEVELS.index(item.level):
            raise Refused(_("There is no %(number)s that this could stand under.", number=number))
        return found

    def like(self, item: Entry, number: str) -> Entry:
        """Give another item of the same level by its number."""
        found = self._living(number)
        if found is None or found.level != item.level:
            raise Refused(_("There is no %(number)s of the same level.", number=number))
        return found

    def _living(self, number: str) -> Entry | None:
        found = self.tree.by_number.get(number)
        return None if found is None or found.dropped_at else found

    def parent(self, item: Entry) -> Entry | None:
        """Give what an item stands under; nothing of a pillar."""
        return next(reversed(self.tree.parents(item)), None)

    def children(self, item: Entry) -> list[Entry]:
        """Give what stands under an item and is part of the plan."""
        return [child for child in self.tree.children(item) if not child.dropped_at]


Built = list[Edit | None]


def _reword(on: Ground, item: Entry, *, text: str, title: str) -> Built:
    return [edit(item, text=text, title=title)]


def _category(on: Ground, item: Entry, *, category: Category | None) -> Built:
    return [edit(item, category=category)]


def _lead(on: Ground, item: Entry, *, printed_lead: str) -> Built:
    return [edit(item, printed_lead=printed_lead)]


def _timeframe(
    on: Ground, item: Entry, *, continuing: bool | None, starts_on: date | None, ends_on: date | None
) -> Built:
    return [edit(item, continuing=continuing, starts_on=starts_on, ends_on=ends_on, printed_timeframe="")]


def _add(on: Ground, item: Entry, *, number: str, **says: Any) -> Built:
    if item.level == Level.ACTIVITY:
        raise Refused(_("Nothing stands under an activity: add it to its output."))
    level = LEVELS[LEVELS.index(item.level) + 1]
    return [make(level, parent_id=item.id, number=on.number(item, number), **says)]


def _drop(on: Ground, item: Entry) -> Built:
    if living := [child.number for child in on.children(item)]:
        raise Refused(_("%(numbers)s stand under it: move or drop them first.", numbers=listed(living)))
    return [edit(item, **{IN_PLAN: False})]


def _along(on: Ground, item: Entry, number: str, **also: Any) -> Iterator[Edit | None]:
    """Give an item another number; what stands under it goes along and keeps its last part."""
    yield edit(item, number=number, **also)
    for child in on.children(item):
        yield from _along(on, child, on.take(number + child.number.removeprefix(item.number)))


def _move(on: Ground, item: Entry, *, to: str, number: str) -> Built:
    aim = on.above(item, to)
    if aim.id == item.parent_id:
        raise Refused(_("It stands there already. Another number in the same place is another kind of amendment."))
    return list(_along(on, item, on.number(aim, number), parent_id=aim.id))


def _renumber(on: Ground, item: Entry, *, number: str) -> Built:
    if number == item.number:
        return []
    return list(_along(on, item, on.number(on.parent(item), number)))


def _split(on: Ground, item: Entry, *, text: str, title: str, parts: Sequence[Part]) -> Built:
    above, built = on.parent(item), [edit(item, text=text, title=title)]
    under = {child.number: child for child in on.children(item)}
    same = {"category": item.category, "printed_lead": item.printed_lead, "continuing": item.continuing,
            "starts_on": item.starts_on, "ends_on": item.ends_on, "printed_timeframe": item.printed_timeframe}  # fmt: skip
    for part in parts:
        number = on.number(above)
        says: Any = {"text": part.text, "title": part.title, **same}
        built.append(make(item.level, parent_id=above.id if above else None, number=number, **says))
        for taken in part.takes:
            built += _over(on, under, taken, item, number)
    return built


def _over(on: Ground, under: dict[str, Entry], taken: str, item: Entry, number: str) -> Iterator[Edit | None]:
    """Put what stands under an item that is split under one that the split makes, whose id nobody knows yet."""
    child = under.pop(taken, None)
    if child is None:
        raise Refused(
            _("%(number)s does not stand under %(parent)s, or is named twice.", number=taken, parent=item.number)
        )
    yield from _along(on, child, on.take(number + child.number.removeprefix(item.number)), parent_id=number)


def _merge(on: Ground, item: Entry, *, others: Sequence[str], text: str, title: str) -> Built:
    gone = [on.like(item, number) for number in others if number != item.number]
    if not gone:
        raise Refused(_("Name at least one other."))
    built = [edit(item, text=text, title=title)]
    for other in gone:
        for child in on.children(other):
            built += _along(on, child, on.number(item), parent_id=item.id)
    return [*built, *(edit(other, into=item.id, **{IN_PLAN: False}) for other in gone)]


BUILDS: dict[Kind, Callable[..., Built]] = {
    Kind.REWORD: _reword,
    Kind.CATEGORY: _category,
    Kind.LEAD: _lead,
    Kind.TIMEFRAME: _timeframe,
    Kind.ADD: _add,
    Kind.DROP: _drop,
    Kind.MOVE: _move,
    Kind.RENUMBER: _renumber,
    Kind.SPLIT: _split,
    Kind.MERGE: _merge,
}
SAID = frozenset({Kind.CATEGORY, Kind.LEAD, Kind.TIMEFRAME})
"""What only activities have."""


def suits(kind: Kind, level: Level) -> bool:
    """Say whether an item of a level can be amended so."""
    if kind in SAID:
        return level == Level.ACTIVITY
    return not (kind == Kind.ADD and level == Level.ACTIVITY) and not (kind == Kind.MOVE and level == Level.PILLAR)


def edits(kind: Kind, on: Ground, item: Entry, **asks: Any) -> list[Edit]:
    """Give the edits of an amendment. Raises Refused where the plan cannot take it, or would not change."""
    if not suits(kind, item.level):
        raise Refused(_("This can’t be asked of it. Choose another kind of amendment."))
    found = [one for one in BUILDS[kind](on, item, **asks) if one is not None]
    if not found:
        raise Refused(_("Nothing would change: the plan says this already."))
    return found
