"""Every write of sign-ups, by what people come for."""

from wgtool.signups.operations.offering import hand_over, offer
from wgtool.signups.operations.standing import lapse_overdue, redate, stand
from wgtool.signups.operations.steps import confirm, contribute, decline, fulfil, lapse, withdraw

__all__ = [
    "confirm",
    "contribute",
    "decline",
    "fulfil",
    "hand_over",
    "lapse",
    "lapse_overdue",
    "offer",
    "redate",
    "stand",
    "withdraw",
]
