"""Every write of decisions: bodies and seats, asking, voting, concluding."""

from wgtool.decisions.operations.asking import ask, become_moot, open_question, withdraw
from wgtool.decisions.operations.bodies import (
    add_seat,
    close_seat,
    describe_body,
    end_secretary,
    end_term,
    end_terms_of,
    ensure_bodies,
    fill_seat,
    name_secretary,
)
from wgtool.decisions.operations.concluding import close, conclude, conclude_due, rule, take_back
from wgtool.decisions.operations.voting import answer, cast, clear, overrule, reply

__all__ = [
    "add_seat",
    "answer",
    "ask",
    "become_moot",
    "cast",
    "clear",
    "close",
    "close_seat",
    "conclude",
    "conclude_due",
    "describe_body",
    "end_secretary",
    "end_term",
    "end_terms_of",
    "ensure_bodies",
    "fill_seat",
    "name_secretary",
    "open_question",
    "overrule",
    "reply",
    "rule",
    "take_back",
    "withdraw",
]
