"""Every write of groups: proposing, the steps of the lifecycle, who is in, and what follows from accounts."""

from wgtool.groups.operations.belonging import end_all, find, open_proposals
from wgtool.groups.operations.describing import describe, set_code
from wgtool.groups.operations.forming import (
    activate,
    ask_glm,
    back_to_drafting,
    back_to_review,
    clarify,
    decline_group,
    return_text,
    revise,
    submit,
    submit_revision,
    take_text_back,
    take_up,
    withdraw,
)
from wgtool.groups.operations.inviting import accept, admit, ask, decline, invite, revoke, turn_down
from wgtool.groups.operations.proposing import propose
from wgtool.groups.operations.roles import change_role, end, hand_over, keep, name_focal, receive

__all__ = [
    "accept",
    "activate",
    "admit",
    "ask",
    "ask_glm",
    "back_to_drafting",
    "back_to_review",
    "change_role",
    "clarify",
    "decline",
    "decline_group",
    "describe",
    "end",
    "end_all",
    "find",
    "hand_over",
    "invite",
    "keep",
    "name_focal",
    "open_proposals",
    "propose",
    "receive",
    "return_text",
    "revise",
    "revoke",
    "set_code",
    "submit",
    "submit_revision",
    "take_text_back",
    "take_up",
    "turn_down",
    "withdraw",
]
