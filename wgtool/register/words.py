"""The words of the register."""

from __future__ import annotations

from wgtool.actions.models import Status
from wgtool.actions.words import MARKS, STATES
from wgtool.kernel.i18n import _l
from wgtool.register.choosing import OPEN

STATE_WORDS = {OPEN: _l("Open"), **{str(status): word for status, word in STATES.items()}}
STATE_MARKS = {OPEN: MARKS[Status.IN_PROGRESS], **{str(status): mark for status, mark in MARKS.items()}}
LIST_WORDS = {"overdue": _l("Overdue"), "undated": _l("Without a date"), "silent": _l("Silent")}
LIST_MARKS = {"overdue": ("late", "late"), "undated": ("dash", "none"), "silent": ("mute", "hold")}
AGE_WORDS = {
    "3": _l("Less than three months"),
    "6": _l("Three to six months"),
    "12": _l("Six to twelve months"),
    "older": _l("More than a year"),
}
