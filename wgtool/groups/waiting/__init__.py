"""Whose turn it is with groups and memberships."""

from wgtool.groups.waiting import groups, members
from wgtool.groups.waiting.life import AT_LARGE as OF_LIFE
from wgtool.groups.waiting.sentences import DECIDE, TO_WRITE, WRITE

AT_LARGE = OF_LIFE | {DECIDE}


def register() -> None:
    """Have the turns of groups and memberships kept."""
    groups.register()
    members.register()


__all__ = ["AT_LARGE", "DECIDE", "TO_WRITE", "WRITE", "register"]
