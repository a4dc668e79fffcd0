"""Groups, what they serve, who is in them, and what happens in their lives."""

from wgtool.groups.models.groups import (
    LEADS,
    OVER,
    Alignment,
    Group,
    Kind,
    Membership,
    OldCode,
    Role,
    Standing,
    Status,
)
from wgtool.groups.models.life import UNDECIDED, Closing, Lineage, Merger, MergerState, Origin, Pause, PauseCode

__all__ = [
    "LEADS",
    "OVER",
    "UNDECIDED",
    "Alignment",
    "Closing",
    "Group",
    "Kind",
    "Lineage",
    "Membership",
    "Merger",
    "MergerState",
    "OldCode",
    "Origin",
    "Pause",
    "PauseCode",
    "Role",
    "Standing",
    "Status",
]
