"""Conditions of rulings, and positions recorded for their owners."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from wgtool.decisions.models import Body, Condition, ConditionStatus, Question, QuestionStatus, Recording
from wgtool.decisions.queries.loading import seen
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db


def condition_to_change(id: int) -> sa.Select[Condition]:
    """Select a condition with its question and body, to change it."""
    body = joinedload(Condition.question).joinedload(Question.body)
    return sa.select(Condition).options(body.selectinload(Body.secretaries)).where(Condition.id == id)


def condition(id: int, *, number: str, seen_by: Actor) -> Condition | None:
    """Give a condition of a question the reader may know of."""
    wanted = condition_to_change(id).join(Condition.question).where(Question.number == number.upper(), seen(seen_by))
    return db.session.scalars(wanted).one_or_none()


def open_conditions() -> Sequence[int]:
    """Give the ids of all conditions that may wait for somebody."""
    wanted = sa.select(Condition.id).where(Condition.status == ConditionStatus.OPEN).order_by(Condition.id)
    return db.session.scalars(wanted).all()


def owed_by(owner: Ref) -> Sequence[Condition]:
    """Give the conditions somebody owes: those still open that hang on what is carried."""
    wanted = sa.select(Condition).join(Condition.question).options(contains_eager(Condition.question))
    return db.session.scalars(wanted.where(owes(owner.kind, owner.id)).order_by(Condition.id)).all()


def owes(kind: str, id: int | sa.BindParameter[int]) -> sa.ColumnElement[bool]:
    """Say of conditions and their questions whether somebody owes them."""
    mine = (Condition.owner_kind == kind, Condition.owner_id == id, Condition.status == ConditionStatus.OPEN)
    return sa.and_(*mine, Condition.question_id == Question.id, Question.status == QuestionStatus.CARRIED)


def recording(id: int, owner: int) -> Recording | None:
    """Give a position recorded for somebody, with its question and seat."""
    wanted = recording_with_question(id).where(Recording.owner_id == owner)
    return db.session.scalars(wanted).one_or_none()


def recording_alone(id: int) -> sa.Select[Recording]:
    """Select a recorded position with its seat, to change it beside its question, which is held already."""
    return sa.select(Recording).options(selectinload(Recording.seat)).where(Recording.id == id)


def recording_with_question(id: int) -> sa.Select[Recording]:
    """Select a recorded position with its question and seat."""
    whole = (joinedload(Recording.question), joinedload(Recording.seat))
    return sa.select(Recording).options(*whole).where(Recording.id == id)
