"""Every write of sign-ups, by what people come for."""

from wgtool.signups.operations.offering import hand_over, offer
from wgtool.signups.operations.standing import lapse_overdue, redate, stand
from wgtool.signups.operations.steps import confirm, contribute, decline, fulfil, lapse, withdraw
from wgtool.signups.operations.tallying import mend, recount

__all__ = [
    "confirm",
    "contribute",
    "decline",
    "fulfil",
    "hand_over",
    "lapse",
    "lapse_overdue",
    "mend",
    "offer",
    "recount",
    "redate",
    "stand",
    "withdraw",
]
