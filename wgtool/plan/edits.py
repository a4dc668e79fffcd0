"""What an amendment changes in the plan, as plain values: of each item, what a field was and what it becomes.

Turned round, the same edits undo it. They are shown by themselves, wherever the plan stands by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from wgtool.plan.models import Category, Item, Level
from wgtool.plan.timeframes import Timeframe
from wgtool.plan.tree import Entry, Printed

Values = dict[str, Any]
DAYS = ("starts_on", "ends_on")
FIELDS = ("number", "parent_id", "title", "text", "category", "printed_lead", "printed_timeframe", "continuing", *DAYS)
TIMES = ("continuing", *DAYS, "printed_timeframe")
IN_PLAN = "in_plan"
"""The field that says whether an item is part of the plan."""


@dataclass(frozen=True)
class Edit:
    """One item: `was` and `becomes` by field, ready for JSON. With `level` it is one that the amendment makes.

    `number` and `title` are those the item had, by which it is shown. A `parent_id` that is text is the number of an item
    that the same amendment makes. `into` is the item that takes in one that leaves.
    """

    item: int | None
    was: Values = field(default_factory=dict)
    becomes: Values = field(default_factory=dict)
    level: str = ""
    number: str = ""
    title: str = ""
    into: int | None = None

    @property
    def makes(self) -> bool:
        """Say whether the item is new."""
        return bool(self.level)

    @property
    def drops(self) -> bool:
        """Say whether the item leaves the plan."""
        return self.becomes.get(IN_PLAN) is False

    @property
    def back(self) -> Edit:
        """Give the edit that undoes this one."""
        return replace(self, was=self.becomes, becomes=self.was)

    def kept(self) -> dict[str, Any]:
        """Give what is kept of it."""
        return asdict(self)


def read(kept: Iterable[Mapping[str, Any]]) -> list[Edit]:
    """Give edits as they were kept."""
    return [Edit(**one) for one in kept]


def says(item: Printed, name: str) -> Any:
    """Give what an item says in a field, as edits keep it."""
    if name == IN_PLAN:
        return item.dropped_at is None
    value = getattr(item, name)
    return value.isoformat() if isinstance(value, date) else None if value is None else _plain(value)


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Category) else value


def column(name: str, value: Any) -> Any:
    """Give what is written into the column of an item for the value of a field."""
    if name in DAYS:
        return date.fromisoformat(value) if value else None
    if name == "category":
        return Category(value) if value else None
    return value


def edit(item: Printed, *, into: int | None = None, **becomes: Any) -> Edit | None:
    """Give the edit that makes an item say this; None if it does already. A timeframe is kept whole."""
    new = {name: _iso(value) for name, value in becomes.items()}
    changed = {name: value for name, value in new.items() if says(item, name) != value}
    if any(name in changed for name in TIMES):
        changed = {name: value for name, value in new.items() if name in changed or name in TIMES}
    if not changed:
        return None
    return Edit(
        item.id,
        {name: says(item, name) for name in changed},
        changed,
        number=item.number,
        title=item.title or item.heading,
        into=into,
    )


def make(level: Level, **becomes: Any) -> Edit:
    """Give the edit that makes a new item."""
    new = {IN_PLAN: True} | {name: _iso(value) for name, value in becomes.items()}
    return Edit(None, {IN_PLAN: False}, new, level.value, number=new["number"], title=new.get("title", ""))


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else _plain(value)


def retimes(one: Edit) -> bool:
    """Say whether an edit changes when an activity runs."""
    return any(name in one.becomes for name in TIMES)


def timeframe(values: Mapping[str, Any]) -> tuple[Timeframe, str]:
    """Give when an activity runs, and as it was printed; edits of the timeframe hold all of it."""
    days = [date.fromisoformat(values[name]) if values.get(name) else None for name in DAYS]
    return Timeframe(values.get("continuing"), *days), values.get("printed_timeframe") or ""


def timeframe_text(values: Mapping[str, Any]) -> str:
    """Give it as history keeps it."""
    found, printed = timeframe(values)
    return str(found) or printed


def clashing(item: Item | Entry | None, edit: Edit) -> str | None:
    """Give the field in which the plan no longer says what it said when the edit was written; None if it does."""
    if edit.makes and item is None:
        return None
    if item is None or (item.dropped_at is not None and edit.was.get(IN_PLAN) is not False):
        return IN_PLAN
    return _other(item, {IN_PLAN: False} if edit.makes else edit.was)


def overtaken(item: Item, edit: Edit) -> str | None:
    """Give the field in which the plan no longer says what an edit made of it; None if it does."""
    return _other(item, edit.becomes)


def _other(item: Printed, values: Values) -> str | None:
    return next((name for name, value in values.items() if says(item, name) != value), None)
