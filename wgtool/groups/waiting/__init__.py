"""Whose turn it is with groups, memberships and deliverables."""

from wgtool.groups.waiting import groups, members, plans
from wgtool.groups.waiting.life import LAST_DAY, NO_LAST_DAY, PAUSE, TAKE_IN
from wgtool.groups.waiting.sentences import DECIDE, IN_THE_TEXT, TAKE_UP, WRITE

ANSWERS = {TAKE_UP: "take up", PAUSE: "pause", LAST_DAY: "start closing", NO_LAST_DAY: "set the last day"}
"""The step that answers a turn, by its verb."""
TO_WRITE = IN_THE_TEXT | {TAKE_IN}
"""What begins in the terms: whoever takes another group in revises them first."""


def register() -> None:
    """Have the turns of all of them kept."""
    groups.register()
    members.register()
    plans.register()


__all__ = ["ANSWERS", "DECIDE", "TO_WRITE", "WRITE", "register"]
