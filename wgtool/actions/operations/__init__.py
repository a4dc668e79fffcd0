"""Every write of action points."""

from wgtool.actions.operations.answering import answer_all, closed_to, disown, fixed, report_by_link, take_file_back
from wgtool.actions.operations.describing import decline_contact, describe, give, name_contact, take_over
from wgtool.actions.operations.ending import not_applicable, not_implemented, reopen, send_back, verify
from wgtool.actions.operations.following import (
    ask_heir,
    drop_at,
    drop_under,
    find,
    hear_again,
    let_go,
    move_under,
    put_at,
    redate,
    stand_again,
    stand_under_again,
    weigh_evidence,
)
from wgtool.actions.operations.handing import hand_over_all, take_over_all
from wgtool.actions.operations.moving import hand_over, move
from wgtool.actions.operations.opening import open_action
from wgtool.actions.operations.reporting import add_evidence, report_done, report_no_change, report_progress
from wgtool.actions.operations.showing import follow_source, show

__all__ = [
    "add_evidence",
    "answer_all",
    "ask_heir",
    "closed_to",
    "decline_contact",
    "describe",
    "disown",
    "drop_at",
    "drop_under",
    "find",
    "fixed",
    "follow_source",
    "give",
    "hand_over",
    "hand_over_all",
    "hear_again",
    "let_go",
    "move",
    "move_under",
    "name_contact",
    "not_applicable",
    "not_implemented",
    "open_action",
    "put_at",
    "redate",
    "reopen",
    "report_by_link",
    "report_done",
    "report_no_change",
    "report_progress",
    "send_back",
    "show",
    "stand_again",
    "stand_under_again",
    "take_file_back",
    "take_over",
    "take_over_all",
    "verify",
    "weigh_evidence",
]
