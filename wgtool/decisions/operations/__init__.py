"""Every write of decisions: bodies and seats, asking, voting, concluding."""

from wgtool.decisions.operations.asking import (
    MATTER,
    ask,
    ask_matter,
    become_moot,
    extend,
    open_question,
    turn,
    withdraw,
)
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
from wgtool.decisions.operations.concluding import close, conclude, conclude_due, fall, rule, take_back
from wgtool.decisions.operations.voting import answer, cast, clear, overrule, reply

__all__ = [
    "MATTER",
    "add_seat",
    "answer",
    "ask",
    "ask_matter",
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
    "extend",
    "fall",
    "fill_seat",
    "name_secretary",
    "open_question",
    "overrule",
    "reply",
    "rule",
    "take_back",
    "turn",
    "withdraw",
]
