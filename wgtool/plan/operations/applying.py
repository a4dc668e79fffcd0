"""Putting what was read into the items, one line of history for each change."""

from __future__ import annotations

from collections.abc import Callable

from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import Event, announce
from wgtool.plan import events, timeframes
from wgtool.plan.differences import Differences, Row
from wgtool.plan.models import Category, Edition, Item, Status
from wgtool.plan.operations.reporting import add_report
from wgtool.plan.operations.shipping import place


def apply(found: Differences, edition: Edition, kept: dict[str, Item], *, actor: Actor) -> None:
    """Make the items, held by the caller, what was read."""
    for number in found.added:
        kept[number] = _add(found.rows[number], edition, kept, actor)
    for number in found.restored:
        kept[number].dropped_at, kept[number].into_id, kept[number].void = None, None, False
        announce(events.Restored(actor=actor, subject=kept[number].ref, number=number))
    for number in found.removed:
        kept[number].dropped_at = clock.now()
        announce(events.Removed(actor=actor, subject=kept[number].ref, number=number))
    for number in found.worded:
        _word(kept[number], found.rows[number])
        announce(events.Worded(actor=actor, subject=kept[number].ref))
    for change in (*found.reworded, *found.changed):
        item = kept[change.number]
        SETS[change.field](item, change.new, actor)
        if change.field in SAYS:
            announce(SAYS[change.field](actor=actor, subject=item.ref, old=change.old, new=change.new))


def _add(row: Row, edition: Edition, kept: dict[str, Item], actor: Actor) -> Item:
    parent = kept.get(row.parent)
    item = Item(
        edition_id=edition.id, parent_id=parent.id if parent else None, level=row.level, number=row.number,
        place=place(row.number), text=row.text, heading=row.heading, clause=row.clause or None,
    )  # fmt: skip
    db.session.add(item)
    db.session.flush()
    announce(events.Added(actor=actor, subject=item.ref, number=row.number))
    for name in ("category", "printed_lead", "timeframe", "status"):
        if value := getattr(row, name):
            SETS[name](item, value, actor)
    return item


def _word(item: Item, row: Row) -> None:
    item.text, item.heading, item.clause = row.text, row.heading, row.clause or None


def _set_category(item: Item, new: str, actor: Actor) -> None:
    item.category = Category(new)


def _set_timeframe(item: Item, new: str, actor: Actor) -> None:
    item.printed_timeframe = new
    read = timeframes.read(new) or timeframes.Timeframe()
    item.continuing, item.starts_on, item.ends_on = read.continuing, read.starts_on, read.ends_on


def _set_status(item: Item, new: str, actor: Actor) -> None:
    """Take a printed status as a report of today."""
    add_report(item, Status(new), clock.today(), "", actor=actor)


SETS: dict[str, Callable[[Item, str, Actor], None]] = {
    "text": lambda item, new, actor: setattr(item, "text", new),
    "heading": lambda item, new, actor: setattr(item, "heading", new),
    "clause": lambda item, new, actor: setattr(item, "clause", new),
    "printed_lead": lambda item, new, actor: setattr(item, "printed_lead", new),
    "category": _set_category,
    "timeframe": _set_timeframe,
    "status": _set_status,
}
SAYS: dict[str, Callable[..., Event]] = {
    "text": events.Reworded,
    "heading": events.HeadingChanged,
    "clause": events.ClauseChanged,
    "printed_lead": events.PrintedLeadChanged,
    "category": events.CategoryChanged,
    "timeframe": events.TimeframeChanged,
}
"""What each change is called in history; a status announces itself, as a report."""
