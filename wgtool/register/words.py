"""The words of the register that not every list of action points has."""

from __future__ import annotations

from wgtool.actions.models import Flag, Status
from wgtool.actions.queries import OPEN
from wgtool.actions.words import FLAG_MARKS, LISTED, MARKS
from wgtool.kernel.i18n import _l
from wgtool.register.choosing import CHANGED, LISTS, OPENED, STATES

STATE_WORDS = {str(state): LISTED[state] for state in STATES}
STATE_MARKS = {OPEN: MARKS[Status.IN_PROGRESS], **{str(status): mark for status, mark in MARKS.items()}}
LIST_WORDS = {name: LISTED[name] for name in LISTS}
LIST_MARKS = {name: FLAG_MARKS[Flag(name)] for name in LISTS}
SINCE = {CHANGED: _l("Changed since the last GLM"), OPENED: _l("Opened since the last GLM")}
