"""What the support team fills in place: category, timeframe, short title, and status by dated reports."""

from __future__ import annotations

from datetime import date

from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused, Stale
from wgtool.kernel.writes import hold
from wgtool.plan import events, queries, rules
from wgtool.plan.differences import timeframe, timeframe_text
from wgtool.plan.models import Category, Item, Status
from wgtool.plan.operations.reporting import add_report
from wgtool.plan.timeframes import Timeframe


def set_title(item: Item, *, title: str, seen: int, actor: Actor) -> None:
    """Change the short title. Raises Stale if somebody saved since `seen`."""
    item = _fresh(item, seen, theirs=item.title, mine=title)
    old = item.title
    if title != old:
        item.title = title
        announce(events.Titled(actor=actor, subject=item.ref, old=old, new=title))


def set_category(item: Item, *, category: Category | None, seen: int, actor: Actor) -> None:
    """Say how much the activity matters; None is "not set". Raises Stale if somebody saved since `seen`."""
    item = _fresh(item, seen, theirs=item.category or "", mine=category or "")
    old = item.category
    if category != old:
        _must_be_blank(item, old)
        item.category = category
        announce(events.CategoryChanged(actor=actor, subject=item.ref, old=old or "", new=category or ""))


def set_timeframe(item: Item, *, continuing: bool | None, starts_on: date | None, ends_on: date | None,
                  seen: int, actor: Actor) -> None:  # fmt: skip
    """Say when the activity runs. Raises Stale if somebody saved since `seen`."""
    new = Timeframe(continuing, starts_on, ends_on)
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused(_("It can't end before it begins."))
    item = _fresh(item, seen, theirs=timeframe_text(item), mine=str(new))
    if new == timeframe(item):
        return
    old = timeframe_text(item)
    _must_be_blank(item, old)
    item.continuing, item.starts_on, item.ends_on, item.printed_timeframe = continuing, starts_on, ends_on, ""
    announce(events.TimeframeChanged(actor=actor, subject=item.ref, old=old, new=str(new)))


def report_status(item: Item, *, status: Status, on: date, note: str, actor: Actor) -> None:
    """Report how the activity stood on a day; the newest day is how it stands. The same report twice is one.

    A report takes nothing away, so two people who report at once are both kept.
    """
    item = _fresh(item)
    if on > clock.today():
        raise Refused(_("Report what has happened: the day can't be in the future."))
    add_report(item, status, on, note, actor=actor)


def _must_be_blank(item: Item, old: str | None) -> None:
    if objection := rules.fixed(item, old):
        raise Refused(objection)


def _fresh(item: Item, seen: int | None = None, *, theirs: str = "", mine: str = "") -> Item:
    """Hold the item; refuse when it has left the plan or was saved since `seen`."""
    item = hold(queries.to_change(item.id))
    if objection := rules.dropped(item):
        raise Refused(objection)
    if seen is not None and item.version != seen:
        sentence = _("Somebody changed this while you were writing. It stands here as it is now; yours is kept below.")
        raise Stale(sentence, theirs={"theirs": theirs}, mine={"mine": mine})
    return item
