"""From what somebody asks for to the edits it takes. Pure: the tree of the edition, and every number it ever used.

Raises Refused, with the sentence, for what the plan cannot take. Numbers are given in the place they stand in; one that
was ever used is not used again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
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
    """An activity that a split makes, as it was written."""

    text: str
    title: str


class Ground:
    """The plan as it stands, on which edits are built."""

    def __init__(self, tree: Tree, taken: Iterable[str]) -> None:
        self.tree, self.taken = tree, set(taken)

    def number(self, parent: Entry, wanted: str = "", *, but: str = "") -> str:
        """Give the number wanted under a parent, or the next one never used there."""
        if wanted and not re.fullmatch(rf"{re.escape(parent.number)}\.[0-9]{{1,2}}", wanted):
            raise Refused(
                _(
                    "Under %(parent)s a number is %(parent)s and one more part, such as %(parent)s.9.",
                    parent=parent.number,
                )
            )
        if wanted and wanted in self.taken:
            raise Refused(_("The number %(number)s is or was another’s, and is never used again.", number=wanted))
        number = wanted or f"{parent.number}.{1 + self._last(parent)}"
        self.taken.add(number)
        return number

    def _last(self, parent: Entry) -> int:
        start = f"{parent.number}."
        ends = (number.removeprefix(start) for number in self.taken if number.startswith(start))
        return max((int(end) for end in ends if end.isdigit()), default=0)

    def output(self, number: str) -> Entry:
        """Give an output of the plan by its number."""
        found = self.tree.by_number.get(number)
        if found is None or found.level != Level.OUTPUT or found.dropped_at:
            raise Refused(_("There is no output %(number)s.", number=number))
        return found

    def activity(self, number: str) -> Entry:
        """Give an activity of the plan by its number."""
        found = self.tree.by_number.get(number)
        if found is None or found.level != Level.ACTIVITY or found.dropped_at:
            raise Refused(
                _(
                    "There is no activity %(numbers)s in the edition %(edition)s.",
                    numbers=number,
                    edition=self.tree.edition.slug,
                )
            )
        return found

    def parent(self, item: Entry) -> Entry:
        """Give what an item stands under."""
        return self.tree.parents(item)[-1]


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
    if living := [child.number for child in on.tree.children(item) if not child.dropped_at]:
        raise Refused(_("%(numbers)s stand under it: move or drop them first.", numbers=listed(living)))
    return [edit(item, **{IN_PLAN: False})]


def _move(on: Ground, item: Entry, *, to: str, number: str) -> Built:
    aim = on.output(to)
    if aim.id == item.parent_id:
        raise Refused(_("It stands there already. Another number in the same output is another kind of amendment."))
    return [edit(item, parent_id=aim.id, number=on.number(aim, number))]


def _renumber(on: Ground, item: Entry, *, number: str) -> Built:
    if number == item.number:
        return []
    return [edit(item, number=on.number(on.parent(item), number))]


def _split(on: Ground, item: Entry, *, text: str, title: str, parts: Sequence[Part]) -> Built:
    above = on.parent(item)
    same = {"category": item.category, "printed_lead": item.printed_lead, "continuing": item.continuing,
            "starts_on": item.starts_on, "ends_on": item.ends_on, "printed_timeframe": item.printed_timeframe}  # fmt: skip
    new = [
        make(Level.ACTIVITY, parent_id=above.id, number=on.number(above), text=part.text, title=part.title, **same)
        for part in parts
    ]
    return [edit(item, text=text, title=title), *new]


def _merge(on: Ground, item: Entry, *, others: Sequence[str], text: str, title: str) -> Built:
    gone = [on.activity(number) for number in others if number != item.number]
    if not gone:
        raise Refused(_("Name at least one other activity."))
    return [edit(item, text=text, title=title), *(edit(other, **{IN_PLAN: False}) for other in gone)]


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
ANYWHERE = frozenset({Kind.REWORD, Kind.DROP})
"""What may be asked of any item; an addition of all but activities, the rest of activities alone."""


def suits(kind: Kind, level: Level) -> bool:
    """Say whether an item of a level can be amended so."""
    if kind == Kind.ADD:
        return level != Level.ACTIVITY
    return level == Level.ACTIVITY or kind in ANYWHERE


def edits(kind: Kind, on: Ground, item: Entry, **asks: Any) -> list[Edit]:
    """Give the edits of an amendment. Raises Refused where the plan cannot take it, or would not change."""
    if not suits(kind, item.level):
        raise Refused(_("This is amended on activities."))
    found = [one for one in BUILDS[kind](on, item, **asks) if one is not None]
    if not found:
        raise Refused(_("Nothing would change: the plan says this already."))
    return found
