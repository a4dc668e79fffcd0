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
from wgtool.kernel.actors import ME, Actor, Eyes, Reader


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


BODIES: Any = sa.bindparam("bodies", type_=sa.Integer(), expanding=True)
LED: Any = sa.bindparam("led", type_=sa.Integer(), expanding=True)


def asking(reader: Actor, **values: Any) -> dict[str, Any]:
    """Give the values with which a statement with `seen` for eyes is asked, and others of its own."""
    return reader.asking(bodies=reader.ids("body"), led=reader.ids("group", "lead"), **values)


def seen(reader: Reader) -> sa.ColumnElement[bool]:
    """Keep questions that were opened; others are for the body, the leads concerned, who asked and the support team."""
    if reader.supports or reader.is_tool:
        return sa.true()
    bodies, led, me = _theirs(reader)
    ways: list[sa.ColumnElement[bool]] = [Question.opened_at.is_not(None), Question.body_id.in_(bodies)]
    ways.append(Question.group_id.in_(led))
    if reader.partner:
        ways.append(_bundled())
    if reader.signed_in:
        ways.append(Question.asked_by == me)
    return sa.or_(*ways)


def _theirs(reader: Reader) -> tuple[Any, Any, Any]:
    """Give the reader's bodies, the groups they lead, and who they are; of eyes, as what comes with the asking."""
    if isinstance(reader, Eyes):
        return BODIES, LED, ME
    return reader.ids("body"), reader.ids("group", "lead"), reader.person


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
