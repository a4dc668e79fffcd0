"""The words of the register that not every list of action points has."""

from __future__ import annotations

from datetime import date

from wgtool.actions.models import Flag, Status
from wgtool.actions.queries import OPEN
from wgtool.actions.words import FLAG_MARKS, LISTED, MARKS
from wgtool.kernel.i18n import _, _l, day
from wgtool.register.choosing import CHANGED, LISTS, OPENED, STATES

STATE_WORDS = {str(state): LISTED[state] for state in STATES}
STATE_MARKS = {OPEN: MARKS[Status.IN_PROGRESS], **{str(status): mark for status, mark in MARKS.items()}}
LIST_WORDS = {name: LISTED[name] for name in LISTS}
LIST_MARKS = {name: FLAG_MARKS[Flag(name)] for name in LISTS}
SINCE = {CHANGED: _l("Changed since the last GLM"), OPENED: _l("Opened since the last GLM")}


def counted_as(figure: str) -> dict[str, str]:
    """Give what figures count, in words: those of no period, and what is looked for."""
    found = {"dated": _("open, with a date"), "evidenced": _("closed with evidence")}
    name, *days = figure.split(":")
    if days:
        since, until = (day(date.fromisoformat(one)) for one in days)
        in_period = {
            "closed_in": _("closed from %(since)s to %(until)s"),
            "due_in": _("due from %(since)s to %(until)s"),
        }
        found[figure] = in_period[name] % {"since": since, "until": until}
    return found
