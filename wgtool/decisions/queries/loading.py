"""What is loaded with a question, a body or an objection, and who may see it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import LoaderOption

from wgtool.decisions.models import (
    Body,
    Electorate,
    Electors,
    Objection,
    Position,
    Question,
    QuestionStatus,
    Recording,
    Seat,
    SeatTerm,
    Secretary,
    Sitting,
)
from wgtool.kernel.actors import Actor


def of_body(start: Any) -> list[LoaderOption]:
    """Load a body's open seats with their terms in one statement, and its secretaries in another."""
    seats = (start.selectinload(Body.seats) if start else selectinload(Body.seats)).joinedload(Seat.terms)
    named = start.selectinload(Body.secretaries) if start else selectinload(Body.secretaries)
    return [seats.joinedload(SeatTerm.person), seats.joinedload(SeatTerm.organisation),
            named.joinedload(Secretary.person)]  # fmt: skip


def whole() -> list[LoaderOption]:
    """Load a question with its body, who counts, positions, objections and their threads, to change it.

    Nothing is joined to the question itself: each list has a statement of its own, so that after a lock it is read as
    it is now.
    """
    return [
        *of_body(selectinload(Question.body)),
        selectinload(Question.sitting).selectinload(Sitting.attendance),
        *_lists(),
    ]


def shown() -> list[LoaderOption]:
    """Load the same for a page: nothing of it is locked, so what is one of each is joined."""
    sitting = joinedload(Question.sitting).selectinload(Sitting.attendance)
    return [*of_body(joinedload(Question.body)), sitting, *_lists()]


def _lists() -> list[LoaderOption]:
    """Load the lists of a question, each with its seats in one statement."""
    objections = selectinload(Question.objections)
    return [
        selectinload(Question.terms),
        selectinload(Question.recordings).joinedload(Recording.seat),
        selectinload(Question.electorate).joinedload(Electorate.seat),
        selectinload(Question.positions).joinedload(Position.seat),
        objections.joinedload(Objection.seat), objections.joinedload(Objection.words),
    ]  # fmt: skip


def seen(actor: Actor) -> sa.ColumnElement[bool]:
    """Keep questions that were opened; others are for the body, the leads concerned, who asked and the support team."""
    if actor.supports or actor.is_tool:
        return sa.true()
    ways: list[sa.ColumnElement[bool]] = [Question.opened_at.is_not(None), Question.body_id.in_(actor.ids("body"))]
    ways.append(Question.group_id.in_(actor.ids("group", "lead")))
    if actor.partner:
        ways.append(_bundled())
    if actor.person is not None:
        ways.append(Question.asked_by == actor.person)
    return sa.or_(*ways)


def _bundled() -> sa.ColumnElement[bool]:
    """Keep questions on a sitting of a body of organisations: any partner may attend, so all read them before."""
    return sa.and_(Question.sitting_id.is_not(None), Question.body.has(Body.electors == Electors.ORGANISATIONS))


def reads(actor: Actor) -> sa.ColumnElement[bool]:
    """Keep questions whose fixed text the actor reads, as `rules.reads_text` says of a loaded one."""
    if actor.supports or actor.is_tool:
        return sa.true()
    ways: list[sa.ColumnElement[bool]] = [Question.status == QuestionStatus.CARRIED]
    ways += [Question.body_id.in_(actor.ids("body")), Question.group_id.in_(actor.ids("group"))]
    if actor.partner:
        ways.append(_bundled())
    if actor.person is not None:
        ways.append(Question.asked_by == actor.person)
    return sa.or_(*ways)


def of_objection() -> list[LoaderOption]:
    """Load an objection with its question, body, seat and thread."""
    question = selectinload(Objection.question)
    return [*of_body(question.selectinload(Question.body)), question.selectinload(Question.electorate),
            selectinload(Objection.seat), selectinload(Objection.words)]  # fmt: skip
