"""Every write of amendments, by what people and bodies come for."""

from wgtool.amendments.operations.hanging import Done, Stake, at_stake, dropped
from wgtool.amendments.operations.proposing import propose, withdraw
from wgtool.amendments.operations.ruling import (
    fall,
    must_stand_alone,
    not_verify,
    refuse,
    sit,
    stand_up,
    support,
    take_support_back,
    take_verification_back,
    verify,
)

__all__ = [
    "Done",
    "Stake",
    "at_stake",
    "dropped",
    "fall",
    "must_stand_alone",
    "not_verify",
    "propose",
    "refuse",
    "sit",
    "stand_up",
    "support",
    "take_support_back",
    "take_verification_back",
    "verify",
    "withdraw",
]
