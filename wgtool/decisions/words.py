"""The words shown for answers, states and rulings, with their shapes."""

from __future__ import annotations

from wgtool.decisions.models import (
    Answer,
    ConditionStatus,
    Disowned,
    How,
    ObjectionState,
    Procedure,
    QuestionStatus,
    Quorum,
    Ruling,
    SeatRole,
    SittingStatus,
)
from wgtool.kernel.i18n import _l

S, A, R = QuestionStatus, Answer, Ruling

ANSWERS = {
    A.APPROVE: _l("Approve"),
    A.NO_OBJECTION: _l("No objection"),
    A.OBJECTION: _l("Objection"),
    A.ABSTAIN: _l("Abstain"),
    A.RECUSE: _l("Recuse"),
}
ANSWER_ICONS = {A.APPROVE: "yes", A.NO_OBJECTION: "ring", A.OBJECTION: "stop", A.ABSTAIN: "dash", A.RECUSE: "out"}
ANSWER_COLOURS = {A.APPROVE: "ok", A.NO_OBJECTION: "ok", A.OBJECTION: "late", A.ABSTAIN: "none", A.RECUSE: "none"}
ANSWER_HINTS = {
    A.OBJECTION: _l("say why, and what would resolve it"),
    A.RECUSE: _l("an interest of your own; you leave the count"),
}
STATES = {
    S.DRAFT: _l("Not open yet"),
    S.OPEN: _l("Open"),
    S.CARRIED: _l("Carried"),
    S.NOT_CARRIED: _l("Not carried"),
    S.WITHDRAWN: _l("Withdrawn"),
}
STATE_ICONS = {S.DRAFT: "d-none", S.OPEN: "d-half", S.CARRIED: "d-tick", S.NOT_CARRIED: "d-end", S.WITHDRAWN: "d-end"}
STATE_COLOURS = {S.DRAFT: "none", S.OPEN: "go", S.CARRIED: "ok", S.NOT_CARRIED: "hold", S.WITHDRAWN: "none"}
RULINGS = {
    R.ENDORSE: _l("Endorsed"),
    R.YES: _l("Yes"),
    R.RETURN: _l("Returned"),
    R.DECLINE: _l("Declined"),
    R.NO: _l("No"),
    R.WITHDRAW: _l("Withdrawn"),
}
CHOICES = {R.RETURN: _l("Return it with a checklist"), R.DECLINE: _l("Decline it"), R.NO: _l("Say no")}
HOWS = {
    How.ALL: _l("when every seat had answered"),
    How.PRESSED: _l("by the chair or the secretariat"),
    How.TIMER: _l("at the closing time"),
    How.CAST: _l("by the chair’s casting vote"),
    How.RETURNED: _l("without a vote"),
    How.SITTING: _l("at the sitting"),
    How.ACCLAMATION: _l("by acclamation at the sitting"),
}
OBJECTIONS = {
    ObjectionState.STANDS: _l("stands"),
    ObjectionState.CLEARED: _l("cleared"),
    ObjectionState.OVERRULED: _l("overruled"),
}
CONDITIONS = {
    ConditionStatus.OPEN: _l("Open"),
    ConditionStatus.MET: _l("Met"),
    ConditionStatus.DROPPED: _l("Dropped"),
}
CONDITION_MARKS = {
    ConditionStatus.OPEN: ("d-half", "go"),
    ConditionStatus.MET: ("d-tick", "ok"),
    ConditionStatus.DROPPED: ("d-end", "none"),
}
DISOWNED = {
    Disowned.UNDONE: _l("The position was taken away; the seat is asked again."),
    Disowned.REOPENED: _l("The ruling was taken back and the position taken away; the question is open again."),
    Disowned.TOLD: _l("The question had its ruling. The secretariat of the body was told and looks at it."),
}
SITTINGS = {
    SittingStatus.PLANNED: _l("Planned"),
    SittingStatus.SITTING: _l("Sitting now"),
    SittingStatus.HELD: _l("Held"),
    SittingStatus.DROPPED: _l("Not held"),
}
SITTING_MARKS = {
    SittingStatus.PLANNED: ("d-none", "none"),
    SittingStatus.SITTING: ("d-half", "go"),
    SittingStatus.HELD: ("d-tick", "ok"),
    SittingStatus.DROPPED: ("d-end", "none"),
}
PLAN_SITTING = _l("Plan a sitting")
DESCRIBE_SITTING = _l("Days and place")
ATTENDANCE = _l("Who attends")
NOTES = _l("Notes of the sitting")
ROLES = {SeatRole.HOLDER: _l("Holder"), SeatRole.ALTERNATE: _l("Alternate")}
PROCEDURES = {Procedure.VOTE: _l("By vote"), Procedure.SILENCE: _l("By silence")}
PROCEDURE_HINTS = {
    Procedure.VOTE: _l("seats answer; a quorum is needed"),
    Procedure.SILENCE: _l("agreed at the closing time unless a seat objects"),
}
QUORUMS = {Quorum.POSITIONS: _l("positions"), Quorum.ATTENDANCE: _l("attendance at the sitting")}
ASK = _l("Ask a question")
NUMBERS = _l("Quorum, notice, days open")
ADD_SEAT = _l("Add a seat")
FILL_SEAT = _l("Fill the seat")
NAME_SECRETARY = _l("Name the secretariat")


def answer(key: str) -> str:
    """Give the word for an answer kept by its key."""
    return str(ANSWERS[Answer(key)])


def ruling(key: str) -> str:
    """Give the word for a ruling kept by its key."""
    return str(RULINGS[Ruling(key)])
