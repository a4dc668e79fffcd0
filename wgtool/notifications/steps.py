"""The steps of reminding: which one an action point stands at today, and whom it is for. Pure but for who wears a hat.

A step is "due and not yet sent", never "exactly so many days before": a run that was missed loses nobody, and of
several steps that were missed only the newest is told. The key of a step holds the date it goes by, so that a date that
was moved, or a word that was heard, begins anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wgtool.actions import asking, rules, tokens
from wgtool.actions.models import ActionPoint
from wgtool.kernel.actors import wearers
from wgtool.kernel.turns import open_title


@dataclass(frozen=True)
class Step:
    """A step of one action point: its key, what kind of word it is, the day it goes by, and the hat it is for.

    `title` is what is to be done, where everybody may read it.
    It holds values alone, no row: thousands of rows would be forgotten and read again with each mail's commit.
    """

    thing: int
    number: str
    title: str
    contact: str
    key: str
    says: str
    on: date
    holder: str


def steps(point: ActionPoint, today: date, worn: asking.Wearers = wearers) -> Iterator[Step]:
    """Give the steps at which an action point stands today: one by its date at most, one by its silence."""
    if (key := by_date(point.due, today)) is not None and point.due is not None:
        says = "soon" if today < point.due else "today" if today == point.due else "overdue"
        yield _step(point, key, says, point.due, "")
    if rules.silent(point, today) and not rules.suspended(point):
        yield from _silence(point, today, worn)


def _step(point: ActionPoint, key: str, says: str, on: date, holder: str) -> Step:
    title = open_title(point.deliverable, point.sight)
    return Step(point.id, point.number, title, tokens.contact_of(point), key, says, on, holder)


def by_date(due: date | None, today: date) -> str | None:
    """Give the key of the newest step by the date: 14 and 3 days before, on the day, then once in each week."""
    if due is None or today < due - timedelta(days=14):
        return None
    if today < due:
        return f"{14 if today < due - timedelta(days=3) else 3}:{due}"
    if _week(today) == _week(due):
        return f"0:{due}"
    return f"week:{_week(today)}:{due}"


def _silence(point: ActionPoint, today: date, worn: asking.Wearers) -> Iterator[Step]:
    interval = point.interval_days or 1
    since = (today - point.heard_on).days
    on = point.heard_on + timedelta(days=interval)
    yield _step(point, f"silent:{point.heard_on}", "silent", on, "")
    for intervals in (2, 3):
        if since > interval * intervals:
            at = point.heard_on + timedelta(days=interval * intervals)
            holder = asking.told_of_silence(point, intervals, worn)
            yield _step(point, f"silent-{intervals}:{point.heard_on}", "silence", at, holder)


def _week(day: date) -> str:
    year, week, _weekday = day.isocalendar()
    return f"{year}-{week:02d}"
