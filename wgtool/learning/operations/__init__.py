"""Every write of learning, by what people come for."""

from wgtool.learning.operations.answering import accept, accept_in_part, name_parties, name_party, pass_back, reject
from wgtool.learning.operations.following import act, do_without, intend
from wgtool.learning.operations.lessons import join, part
from wgtool.learning.operations.planning import attach, describe, hand_over, plan
from wgtool.learning.operations.steps import (
    ask,
    call_off,
    close,
    follow_up,
    hold_it,
    move_due,
    publish_report,
    publish_response,
)
from wgtool.learning.operations.writing import Row, recommend, reword, take_out

__all__ = [
    "Row",
    "accept",
    "accept_in_part",
    "act",
    "ask",
    "attach",
    "call_off",
    "close",
    "describe",
    "do_without",
    "follow_up",
    "hand_over",
    "hold_it",
    "intend",
    "join",
    "move_due",
    "name_parties",
    "name_party",
    "part",
    "pass_back",
    "plan",
    "publish_report",
    "publish_response",
    "recommend",
    "reject",
    "reword",
    "take_out",
]
