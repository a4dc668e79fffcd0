"""What is loaded beside a question, a body or an objection: for an operation after its lock, and for a page."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import LoaderOption

from wgtool.decisions.models import Body, Electorate, Objection, Position, Question, Seat, SeatTerm, Secretary


def of_body(start: Any) -> list[LoaderOption]:
    """Load a body's open seats with their terms, and its secretaries."""
    seats = start.selectinload(Body.seats) if start else selectinload(Body.seats)
    named = start.selectinload(Body.secretaries) if start else selectinload(Body.secretaries)
    terms = seats.selectinload(Seat.terms)
    return [terms.joinedload(SeatTerm.person), terms.joinedload(SeatTerm.organisation),
            named.joinedload(Secretary.person)]  # fmt: skip


def whole() -> list[LoaderOption]:
    """Load a question with its body, who counts, positions, objections and their threads.

    Each in a statement of its own, so that after a lock they are read as they are now.
    """
    seat = selectinload(Question.electorate).selectinload(Electorate.seat)
    return [
        *of_body(selectinload(Question.body)), seat, selectinload(Question.positions).selectinload(Position.seat),
        selectinload(Question.objections).selectinload(Objection.seat),
        selectinload(Question.objections).selectinload(Objection.words),
    ]  # fmt: skip


def shown() -> list[LoaderOption]:
    """Load the same for a page, in few statements: nothing of it is locked, so what is one of each is joined."""
    seats = joinedload(Question.body).selectinload(Body.seats).joinedload(Seat.terms)
    objections = selectinload(Question.objections)
    return [
        seats.joinedload(SeatTerm.person), seats.joinedload(SeatTerm.organisation),
        joinedload(Question.body).joinedload(Body.secretaries).joinedload(Secretary.person),
        selectinload(Question.electorate).joinedload(Electorate.seat),
        selectinload(Question.positions).joinedload(Position.seat),
        objections.joinedload(Objection.seat), objections.joinedload(Objection.words),
    ]  # fmt: skip


def of_objection() -> list[LoaderOption]:
    """Load an objection with its question, seat and thread."""
    question = selectinload(Objection.question)
    return [*of_body(question.selectinload(Question.body)), question.selectinload(Question.electorate),
            selectinload(Objection.seat), selectinload(Objection.words)]  # fmt: skip
