"""The words for what stands in the plan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from wgtool.kernel.i18n import _, _l, day, listed, ngettext, tongue
from wgtool.plan.clauses import Clause
from wgtool.plan.models import Category, Edition, Fate, Level, Status
from wgtool.plan.readers import SENTENCES, Unreadable
from wgtool.plan.timeframes import Timeframe
from wgtool.plan.tree import Book, Printed

LEVELS = {
    Level.PILLAR: _l("Pillar"),
    Level.OUTCOME: _l("Outcome"),
    Level.OUTPUT: _l("Output"),
    Level.ACTIVITY: _l("Activity"),
}
CATEGORIES = {
    Category.CRITICAL: _l("CRITICAL"),
    Category.KEY: _l("Key activity"),
    Category.FURTHERANCE: _l("Furtherance"),
}
STATUSES = {Status.TO_START: _l("To start"), Status.ONGOING: _l("Ongoing"), Status.DONE: _l("Done")}
SHAPES = {"done": _l("Done"), "ongoing": _l("Ongoing"), "start": _l("To start"), "unset": _l("Not set")}
FATES = {
    Fate.CONTINUED: _l("Continued"),
    Fate.REWORDED: _l("Reworded"),
    Fate.SPLIT: _l("Split"),
    Fate.MERGED: _l("Merged"),
    Fate.MOVED: _l("Moved"),
    Fate.DROPPED: _l("No successor"),
}
TITLE = _l("Short title")
FIELDS = {
    "text": _l("Wording"),
    "heading": _l("Official title"),
    "clause": _l("Clause"),
    "category": _l("Category"),
    "printed_lead": _l("Lead as printed"),
    "timeframe": _l("Timeframe"),
    "status": _l("Status"),
}
PARTIES = {
    "support_team": _l("the support team"),
    "preparedness_lead": _l("the preparedness lead"),
    "wfp": _l("WFP"),
    "let": _l("the LET"),
    "sag": _l("the SAG"),
    "working_group_lead": _l("the lead of the working group"),
    "stakeholders": _l("any organisation"),
    "community_members": _l("partners"),
    "partners_private_sector": _l("private sector partners"),
    "academia": _l("academia"),
    "management": _l("the management of those responsible"),
    "responsible_stakeholders": _l("those responsible for the action points"),
    "other": _l("whom the clause names"),
}
AUDIENCES = {"stakeholders": _l("Any organisation"), "community": _l("Partners, not observers")}
INCLUDES = {"academia": _l("academia"), "private sector": _l("the private sector")}
ROLES = {
    "lead": _l("lead"),
    "co-lead": _l("co-lead"),
    "contributor": _l("contributor"),
    "consulted": _l("consulted"),
}


def fate(value: str) -> str:
    """Name what became of an activity in the reader's language."""
    return str(FATES[Fate(value)])


def level(item: Printed, edition: Edition | Book) -> str:
    """Name the level of an item; the first edition says area for pillar."""
    return _("Area") if item.level == Level.PILLAR and edition.slug == "2019" else str(LEVELS[item.level])


def found(size: dict[Level, int], slug: str) -> str:
    """Say how much a plan holds: "4 pillars, 12 outcomes, 29 outputs, 78 activities"."""
    pillars = size[Level.PILLAR]
    first = (
        ngettext("%(num)s area", "%(num)s areas", pillars)
        if slug == "2019"
        else ngettext("%(num)s pillar", "%(num)s pillars", pillars)
    )
    rest = (
        ngettext("%(num)s outcome", "%(num)s outcomes", size[Level.OUTCOME]),
        ngettext("%(num)s output", "%(num)s outputs", size[Level.OUTPUT]),
        ngettext("%(num)s activity", "%(num)s activities", size[Level.ACTIVITY]),
    )
    return listed((first, *rest))


def years(edition: Edition | Book) -> str:
    """Give the years of an edition: 2022–2026."""
    return f"{edition.starts}–{edition.ends}" if edition.ends else str(edition.starts)


def title(item: Printed) -> str:
    """Give the short title; of an item that has none yet, the beginning of its wording."""
    text = item.title or item.heading or item.text
    return text if len(text) <= 90 else text[:90].rsplit(" ", 1)[0] + " …"


def timeframe(item: Printed) -> str:
    """Say when an activity runs, in the reader's language; empty when that is not set."""
    return timeframe_of(item, item.printed_timeframe)


def timeframe_of(runs: Printed | Timeframe, printed: str) -> str:
    """Say the same of the days alone; what was printed stands where they are not known."""
    if runs.continuing:
        return _("Continuing")
    if runs.starts_on and runs.ends_on:
        return _("%(start)s – %(end)s", start=_first(runs.starts_on), end=_last(runs.ends_on))
    if runs.starts_on:
        return _("from %(start)s", start=_first(runs.starts_on))
    return _("until %(end)s", end=_last(runs.ends_on)) if runs.ends_on else printed


def _first(on: date) -> str:
    return tongue().month(on) if on.day == 1 else day(on)


def _last(on: date) -> str:
    return tongue().month(on) if (on + timedelta(days=1)).day == 1 else day(on)


def clause(read: Clause) -> list[tuple[str, str]]:
    """Say what a clause of 2019 means for whoever wants to sign up: pairs of label and value."""
    named = listed(PARTIES[party.kind] for party in read.named)
    pairs: list[tuple[Any, str]] = [(_("Named by the plan"), named or _("nobody"))]
    if read.led_by:
        pairs.append((_("Leads by the plan"), str(PARTIES[read.led_by])))
    if not read.invites:
        return [*pairs, (_("Open to"), _("Nobody: closed to sign-up. Offers to contribute go to the support team."))]
    who = str(AUDIENCES[read.audience or "community"])
    if read.includes:
        who = _("%(who)s, %(also)s too", who=who, also=listed(INCLUDES[each] for each in read.includes))
    if read.designated:
        who = _("%(who)s, named by the support team", who=who)
    pairs += [(_("Open to"), who), (_("Roles"), listed(ROLES[role] for role in read.roles))]
    return [*pairs, (_("Places"), _("One lead in each country"))] if read.per_country else pairs


def unreadable(error: Unreadable) -> str:
    """Say in the reader's language why a file could not be read, and in which line."""
    return _(SENTENCES[error.code], **error.params)
