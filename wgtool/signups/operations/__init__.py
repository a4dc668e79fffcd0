"""Every write of sign-ups, by what people come for."""

from wgtool.signups.operations.carrying import carry, carry_back
from wgtool.signups.operations.following import Move, digest, follow, moves
from wgtool.signups.operations.offering import hand_over, offer
from wgtool.signups.operations.standing import lapse_overdue, redate, settle_ended, stand
from wgtool.signups.operations.steps import (
    confirm,
    contribute,
    decline,
    end_with_it,
    fulfil,
    go_into,
    lapse,
    stand_again,
    withdraw,
)
from wgtool.signups.operations.tallying import mend, recount

__all__ = [
    "Move",
    "carry",
    "carry_back",
    "confirm",
    "contribute",
    "decline",
    "digest",
    "end_with_it",
    "follow",
    "fulfil",
    "go_into",
    "hand_over",
    "lapse",
    "lapse_overdue",
    "mend",
    "moves",
    "offer",
    "recount",
    "redate",
    "settle_ended",
    "stand",
    "stand_again",
    "withdraw",
]
