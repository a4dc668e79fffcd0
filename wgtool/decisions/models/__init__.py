"""Bodies and seats as data; sittings; questions, positions, objections; rulings with their conditions."""

from wgtool.decisions.models.bodies import Body, Electors, Quorum, Seat, SeatRole, SeatTerm, Secretary
from wgtool.decisions.models.questions import (
    Answer,
    Electorate,
    How,
    Objection,
    ObjectionState,
    Position,
    Procedure,
    Question,
    QuestionStatus,
    Reply,
    Ruling,
)
from wgtool.decisions.models.rulings import Condition, ConditionStatus, Disowned, Recording
from wgtool.decisions.models.sittings import Attendance, Sitting, SittingStatus

__all__ = [
    "Answer",
    "Attendance",
    "Body",
    "Condition",
    "ConditionStatus",
    "Disowned",
    "Electorate",
    "Electors",
    "How",
    "Objection",
    "ObjectionState",
    "Position",
    "Procedure",
    "Question",
    "QuestionStatus",
    "Quorum",
    "Recording",
    "Reply",
    "Ruling",
    "Seat",
    "SeatRole",
    "SeatTerm",
    "Secretary",
    "Sitting",
    "SittingStatus",
]
