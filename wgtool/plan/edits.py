"""What an amendment changes in the plan, as plain values: of each item, what a field was and what it becomes.

Turned round, the same edits undo it. Pure: the plan that comes out is worked out here, to be shown before anybody agrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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
    """One item: `was` and `becomes` by field, ready for JSON. With `level` it is one that the amendment makes."""

    item: int | None
    was: Values = field(default_factory=dict)
    becomes: Values = field(default_factory=dict)
    level: str = ""

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
        return Edit(self.item, self.becomes, self.was, self.level)

    def kept(self) -> dict[str, Any]:
        """Give what is kept of it."""
        return {"item": self.item, "was": self.was, "becomes": self.becomes, "level": self.level}


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


def edit(item: Printed, **becomes: Any) -> Edit | None:
    """Give the edit that makes an item say this; None if it does already. A timeframe is kept whole."""
    new = {name: _iso(value) for name, value in becomes.items()}
    changed = {name: value for name, value in new.items() if says(item, name) != value}
    if any(name in changed for name in TIMES):
        changed = {name: value for name, value in new.items() if name in changed or name in TIMES}
    return Edit(item.id, {name: says(item, name) for name in changed}, changed) if changed else None


def make(level: Level, **becomes: Any) -> Edit:
    """Give the edit that makes a new item."""
    new = {IN_PLAN: True} | {name: _iso(value) for name, value in becomes.items()}
    return Edit(None, {IN_PLAN: False}, new, level.value)


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else _plain(value)


def retimes(one: Edit) -> bool:
    """Say whether an edit changes when an activity runs."""
    return any(name in one.becomes for name in TIMES)


def timeframe_text(values: Values) -> str:
    """Give when an activity runs as history keeps it; edits of the timeframe hold all of it."""
    days = [date.fromisoformat(values[name]) if values.get(name) else None for name in DAYS]
    return str(Timeframe(values.get("continuing"), *days)) or values.get("printed_timeframe") or ""


def clashing(item: Item | Entry | None, edit: Edit) -> str | None:
    """Give the field in which the plan no longer says what it said when the edit was written; None if it does."""
    if edit.makes and item is None:
        return None
    if item is None or (item.dropped_at is not None and edit.was.get(IN_PLAN) is not False):
        return IN_PLAN
    old = {IN_PLAN: False} if edit.makes else edit.was
    return next((name for name, value in old.items() if says(item, name) != value), None)


def carried_out(entries: Mapping[int, Entry], edits: Iterable[Edit]) -> dict[int, Entry]:
    """Give the items as they would be; new ones have ids below zero, as long as they have none."""
    found, like = dict(entries), next(iter(entries.values()))
    for place, each in enumerate(edits, 1):
        id = each.item or -place
        old = found.get(id) or _blank(like, id, Level(each.level))
        found[id] = old._replace(**{n: column(n, v) for n, v in each.becomes.items() if n != IN_PLAN},
                                 dropped_at=None if each.becomes.get(IN_PLAN, True) else _gone(old))  # fmt: skip
    return found


def _gone(old: Entry) -> Any:
    return old.dropped_at or "dropped"


def _blank(like: Entry, id: int, level: Level) -> Entry:
    empty = dict.fromkeys(Entry._fields, None) | dict.fromkeys(("title", "heading", "text", "printed_lead"), "")
    return Entry(**(empty | {"id": id, "level": level, "number": "", "printed_timeframe": "", "edition": like.edition}))  # type: ignore[arg-type]
