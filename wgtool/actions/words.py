"""The words for priorities, states, flags and intervals."""

from __future__ import annotations

from typing import Any

from wgtool.actions.models import Flag, Priority, Status
from wgtool.kernel.i18n import _l
from wgtool.kernel.sight import Sight

PRIORITIES = {Priority.HIGH: _l("High"), Priority.MEDIUM: _l("Medium"), Priority.LOW: _l("Low")}
STATES = {
    Status.NOT_STARTED: _l("Not started"),
    Status.IN_PROGRESS: _l("In progress"),
    Status.REPORTED_DONE: _l("Reported done"),
    Status.CLOSED: _l("Closed"),
    Status.NOT_APPLICABLE: _l("No longer applicable"),
    Status.NOT_IMPLEMENTED: _l("Not implemented"),
}
MARKS = {
    Status.NOT_STARTED: ("a-none", "none"),
    Status.IN_PROGRESS: ("a-half", "go"),
    Status.REPORTED_DONE: ("a-full", "go"),
    Status.CLOSED: ("a-tick", "ok"),
    Status.NOT_APPLICABLE: ("a-end", "none"),
    Status.NOT_IMPLEMENTED: ("a-end", "late"),
}
FLAGS = {
    Flag.OVERDUE: _l("overdue"),
    Flag.DUE_SOON: _l("due soon"),
    Flag.UNDATED: _l("no date"),
    Flag.SILENT: _l("silent"),
    Flag.SUSPENDED: _l("suspended"),
}
LISTED: dict[str, Any] = {
    "open": _l("Open"),
    **{status.value: word for status, word in STATES.items()},
    Flag.OVERDUE: _l("Overdue"),
    Flag.DUE_SOON: _l("Due soon"),
    Flag.UNDATED: _l("Without a date"),
    Flag.SILENT: _l("Silent"),
    Flag.SUSPENDED: _l("Suspended"),
}
"""What a list of action points can be narrowed to, in the words of every such list."""
AGES = {
    "3": _l("Less than three months"),
    "6": _l("Three to six months"),
    "12": _l("Six to twelve months"),
    "older": _l("More than a year"),
}
COLUMNS = {
    "what": _l("Action point"),
    "owner": _l("Who answers for it"),
    "area": _l("Strategy area"),
    "plan": _l("Plan"),
    "country": _l("Country"),
    "state": _l("State"),
    "due": _l("Due"),
    "source": _l("Comes from"),
    "priority": _l("Priority"),
    "age": _l("Opened"),
}
"""What columns and filters are called, on pages and in files."""
FLAG_MARKS = {
    Flag.OVERDUE: ("late", "late"),
    Flag.DUE_SOON: ("soon", "go"),
    Flag.UNDATED: ("dash", "none"),
    Flag.SILENT: ("mute", "hold"),
    Flag.SUSPENDED: ("g-hold", "hold"),
}
INTERVALS = {
    30: _l("every month"),
    90: _l("every three months"),
    180: _l("every six months"),
    365: _l("every year"),
}
SIGHTS = {
    Sight.PUBLIC: _l("Everybody"),
    Sight.PARTNERS: _l("Confirmed people of partners and observers"),
    Sight.GROUP: _l("Who answers for it, the group it stands in, and the support team"),
    Sight.RESTRICTED: _l("The people named for it alone"),
}


def seen_by(value: str) -> str:
    """Say who sees it, in the reader's language."""
    return str(SIGHTS[Sight(value)])


WORDS: dict[str, Any] = {
    "listed_as": LISTED, "ages": AGES, "columns": COLUMNS,
    "states": STATES, "marks": MARKS, "priorities": PRIORITIES, "flag_words": FLAGS, "flag_marks": FLAG_MARKS,
    "intervals": INTERVALS, "sights": SIGHTS,
}  # fmt: skip
