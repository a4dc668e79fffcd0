"""What a plan as read would change in a plan as kept. Pure: no session, nothing written.

A blank in the file says nothing: it never takes away a category, lead, timeframe or status that is set here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from wgtool.plan import timeframes
from wgtool.plan.models import Item, Level
from wgtool.plan.readers import ReadActivity, ReadPlan


@dataclass(frozen=True)
class Row:
    """One item as read, whatever its level."""

    level: Level
    number: str
    text: str
    heading: str = ""
    clause: str = ""
    category: str = ""
    printed_lead: str = ""
    timeframe: str = ""
    status: str = ""

    @property
    def parent(self) -> str:
        """Give the number of the item above; empty for a pillar."""
        return self.number.rpartition(".")[0]


@dataclass(frozen=True)
class Change:
    """One field of one item; `old` empty means it was not set."""

    number: str
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Differences:
    """What reading would change. `worded` get their official wording for the first time."""

    edition: str
    found: dict[Level, int]
    rows: dict[str, Row] = field(repr=False)
    added: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    worded: tuple[str, ...] = ()
    reworded: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()

    @property
    def nothing(self) -> bool:
        """Say whether reading would change nothing."""
        return not any(self.counts.values())

    @property
    def counts(self) -> dict[str, int]:
        """Count what would change, as the event of the edition keeps it."""
        return {
            "worded": len(self.worded),
            "added": len(self.added) + len(self.restored),
            "removed": len(self.removed),
            "reworded": len(self.reworded),
            "changed": len(self.changed),
        }

    @property
    def overwrites(self) -> list[str]:
        """Give the numbers of what reading would add, take out or change, other than by filling in a blank."""
        set_ones = [change.number for change in self.changed if change.old and change.field != "status"]
        reworded = [change.number for change in self.reworded]
        return list(dict.fromkeys([*self.added, *self.restored, *self.removed, *reworded, *set_ones]))

    @property
    def fingerprint(self) -> str:
        """Give a digest that differs as soon as the plan kept here has changed in what matters."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:32]


def rows(plan: ReadPlan) -> Iterator[Row]:
    """Walk a plan as read, in printed order."""
    for pillar in plan.pillars:
        yield Row(Level.PILLAR, pillar.number, pillar.goal, heading=pillar.title)
        for outcome in pillar.outcomes:
            yield Row(Level.OUTCOME, outcome.number, outcome.text)
            for output in outcome.outputs:
                yield Row(Level.OUTPUT, output.number, output.text)
                yield from map(_activity, output.activities)


def _activity(read: ReadActivity) -> Row:
    return Row(
        Level.ACTIVITY, read.number, read.text, clause=read.clause or "", category=read.category or "",
        printed_lead=read.lead or "", timeframe=read.timeframe or "", status=read.status or "",
    )  # fmt: skip


def differences(plan: ReadPlan, kept: Iterable[Item]) -> Differences:
    """Compare a plan as read with the items kept of its edition."""
    read = {row.number: row for row in rows(plan)}
    items = {item.number: item for item in kept}
    both = [(items[number], row) for number, row in read.items() if number in items]
    return Differences(
        edition=plan.edition,
        found={level: sum(row.level == level for row in read.values()) for level in Level},
        rows=read,
        added=tuple(number for number in read if number not in items),
        restored=tuple(item.number for item, _ in both if item.dropped_at),
        removed=tuple(item.number for item in items.values() if item.number not in read and not item.dropped_at),
        worded=tuple(item.number for item, row in both if row.text and not item.text),
        reworded=tuple(Change(i.number, "text", i.text, r.text) for i, r in both if i.text and r.text != i.text),
        changed=tuple(change for item, row in both for change in _changes(item, row)),
    )


def _changes(item: Item, row: Row) -> Iterator[Change]:
    """Compare the fields beside the wording; the first wording brings heading and clause with it."""
    for name, kept in KEPT.items():
        old, new = kept(item), getattr(row, name)
        first = name in ("heading", "clause") and not item.text
        if new and new != old and not first and not (name == "timeframe" and _same_days(item, new)):
            yield Change(item.number, name, old, new)


def _same_days(item: Item, printed: str) -> bool:
    return timeframes.read(printed) == timeframe(item)


def timeframe(item: Item) -> timeframes.Timeframe:
    """Give when an activity runs, as it is kept."""
    return timeframes.Timeframe(item.continuing, item.starts_on, item.ends_on)


def timeframe_text(item: Item) -> str:
    """Give it as history keeps it: the days, or what was printed where it names none."""
    return str(timeframe(item)) or item.printed_timeframe


KEPT: dict[str, Callable[[Item], str]] = {
    "heading": lambda item: item.heading,
    "clause": lambda item: item.clause or "",
    "category": lambda item: item.category or "",
    "printed_lead": lambda item: item.printed_lead,
    "timeframe": timeframe_text,
    "status": lambda item: item.status or "",
}
"""How each field that a file may set is kept, as text."""
