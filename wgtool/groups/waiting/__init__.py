"""Whose turn it is with groups, memberships and deliverables."""

from wgtool.groups.waiting import groups, members, plans
from wgtool.groups.waiting.life import AT_LARGE as OF_LIFE
from wgtool.groups.waiting.sentences import DECIDE

AT_LARGE = OF_LIFE | {DECIDE}


def register() -> None:
    """Have the turns of all of them kept."""
    groups.register()
    members.register()
    plans.register()


__all__ = ["AT_LARGE", "DECIDE", "register"]
