"""The figures people ask for, each with how many it is of and the formula it comes from; and counts by strategy area."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from wgtool.actions.models import WORKING
from wgtool.actions.queries import NO_AREA, OPEN
from wgtool.kernel.i18n import _, day
from wgtool.plan.models import Level
from wgtool.register import queries
from wgtool.register.choosing import LISTS, STATES
from wgtool.register.keeping import State, kept


@dataclass
class Area:
    """A strategy area and how many action points are in each state, and on each of the three lists."""

    key: str
    number: str
    title: str
    edition: str
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """Give how many there are."""
        return sum(self.counts[str(state)] for state in STATES)


class Counted(NamedTuple):
    """A number that a figure is made of, and what its list is narrowed by; of exercises, if it says so."""

    n: int
    asked: dict[str, str]
    exercises: bool = False


@dataclass(frozen=True)
class Figure:
    """A figure as it is shown: its name, its value, the formula, and the numbers it is made of: a part of a whole, or all."""

    name: str
    value: str
    formula: str
    of: tuple[Counted, ...]


def areas(now: State) -> list[Area]:
    """Count by strategy area: every area of the plan in force, those of earlier plans where there is anything, and none."""
    counted = kept(now, by_item)
    places = queries.places([item for item in counted if item is not None])
    pillars = [place for place in places if place.level == Level.PILLAR]
    known = {
        (p.edition_id, p.number): Area(f"{p.slug}:{p.number}", p.number, p.title or p.heading, p.slug) for p in pillars
    }
    none = Area(NO_AREA, "", "", "")
    area_of = {p.id: known.get((p.edition_id, p.number.partition(".")[0]), none) for p in places}
    for item, counts in counted.items():
        area_of.get(item, none).counts.update(counts)
    current = {f"{p.slug}:{p.number}" for p in pillars if p.current}
    return [area for area in (*known.values(), none) if area.total or area.key in current]


def by_item() -> dict[int | None, Counter[str]]:
    """Count by the item of the plan."""
    found: dict[int | None, Counter[str]] = defaultdict(Counter)
    for row in queries.by_item():
        found[row.item_id][OPEN if row.status in WORKING else str(row.status)] += row.n
        found[row.item_id].update({name: int(getattr(row, name)) for name in LISTS})
    return dict(found)


def whole(now: State) -> Counter[str]:
    """Count all, wherever they belong."""
    return sum(kept(now, by_item).values(), Counter[str]())


def _overdue(today: date) -> tuple[int, str]:
    """Give how many are overdue, and the median of the days since."""
    days = [(today - due).days for due, n in queries.overdue_days() for _time in range(n)]
    return len(days), str(median(days)) if days else "–"


def together(found: Sequence[Area]) -> Counter[str]:
    """Add the counts of all areas up."""
    return sum((area.counts for area in found), Counter[str]())


def figures(now: State, counted: Any, since: date, until: date) -> list[Figure]:
    """Give the five figures."""
    late, days = kept(now, _overdue, now.today)
    in_time, told = now.responses
    period = _("from %(since)s to %(until)s", since=day(since), until=day(until))
    days_of = f"{since.isoformat()}:{until.isoformat()}"
    return [
        _share(_("Closure rate"), Counted(counted.closed_in, {"figure": f"closed_in:{days_of}"}),
               Counted(counted.due_in, {"figure": f"due_in:{days_of}"}),
               _("closed in the period / due in the period, %(period)s", period=period)),
        _share(_("With owner and date"), Counted(counted.dated, {"figure": "dated"}), Counted(counted.open, {"state": OPEN}),
               _("open with an owner and a date / open")),
        Figure(_("Median days overdue"), days,
               _("days since the day it was due, of those overdue; what a paused group suspends is not"),
               (Counted(late, {"state": "overdue"}),)),
        _share(_("Closed with evidence"), Counted(counted.evidenced, {"figure": "evidenced"}),
               Counted(counted.closed, {"state": "closed"}), _("closed with evidence / closed")),
        _share(_("Response on time"), Counted(in_time, {"response": "in time"}, True), Counted(told, {"response": "in all"}, True),
               _("responses published by their day / responses published, or whose day is over")),
    ]  # fmt: skip


def _share(name: str, part: Counted, whole: Counted, formula: str) -> Figure:
    return Figure(name, f"{round(100 * part.n / whole.n)} %" if whole.n else "–", formula, (part, whole))


def median(days: Sequence[int]) -> float | int:
    """Give the middle one of some numbers, or what lies between the middle two."""
    ordered, half = sorted(days), len(days) // 2
    if len(ordered) % 2:
        return ordered[half]
    both = (ordered[half - 1] + ordered[half]) / 2
    return int(both) if both.is_integer() else both
