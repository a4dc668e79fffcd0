"""Bodies and seats as data; questions, positions, objections, rulings."""

from wgtool.decisions.models.bodies import Body, Seat, SeatRole, SeatTerm, Secretary
from wgtool.decisions.models.questions import (
    Answer,
    Electorate,
    How,
    Objection,
    ObjectionState,
    Position,
    Question,
    QuestionStatus,
    Reply,
    Ruling,
)

__all__ = [
    "Answer",
    "Body",
    "Electorate",
    "How",
    "Objection",
    "ObjectionState",
    "Position",
    "Question",
    "QuestionStatus",
    "Reply",
    "Ruling",
    "Seat",
    "SeatRole",
    "SeatTerm",
    "Secretary",
]
