"""Recommendations: one, those of an item of the plan, and those that say the same lesson."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from wgtool.kernel.actors import Actor, Reader
from wgtool.kernel.db import db
from wgtool.kernel.sight import visible
from wgtool.kernel.slots import THING
from wgtool.learning.models import PUBLISHED, Exercise, Recommendation, Root, Status
from wgtool.plan.models import Item

STANDS = Recommendation.taken_out_at.is_(None)
NEAR = 60
"""How many recommendations that share words are compared; the likest are among those that share most."""


def one_seen(number: str, one: int, *, seen_by: Actor) -> Recommendation | None:
    """Give a recommendation with its exercise and what it is linked to, if the reader may know of the exercise."""
    wanted = sa.select(Recommendation).join(Recommendation.exercise).options(
        contains_eager(Recommendation.exercise).options(selectinload(Exercise.places), joinedload(Exercise.group)),
        joinedload(Recommendation.item).joinedload(Item.edition),
    )  # fmt: skip
    here = (Exercise.number == number.upper(), Recommendation.number == one, STANDS, visible(Exercise, seen_by))
    return db.session.scalars(wanted.where(*here)).one_or_none()


def one_to_change(id: int) -> sa.Select[Recommendation]:
    """Select a recommendation with its exercise, to change it; one that was taken out is gone."""
    exercise = joinedload(Recommendation.exercise).options(selectinload(Exercise.places), joinedload(Exercise.group))
    return sa.select(Recommendation).options(exercise).where(Recommendation.id == id, STANDS)


def one_by_id(id: int) -> Recommendation | None:
    """Give a recommendation as it stands in the database, with its exercise; none that was taken out."""
    return db.session.scalars(one_to_change(id).execution_options(populate_existing=True)).one_or_none()


def exercise_of(one: int) -> int | None:
    """Give the id of the exercise of a recommendation."""
    return db.session.scalar(sa.select(Recommendation.exercise_id).where(Recommendation.id == one))


def ones_waiting() -> Sequence[int]:
    """Give the recommendations for which somebody may have something to do."""
    wanted = sa.select(Recommendation.id).join(Recommendation.exercise).where(Exercise.status == Status.DUE, STANDS)
    return db.session.scalars(wanted).all()


def about_an_item(reader: Reader) -> sa.ColumnElement[bool]:
    """Say whether anything published is recommended about the item whose page it is."""
    here = (Recommendation.item_id == THING, STANDS, Exercise.status.in_(PUBLISHED), visible(Exercise, reader))
    return sa.exists().where(Recommendation.exercise_id == Exercise.id, *here)


def of_item(item: int, *, seen_by: Actor, most: int = 20) -> Sequence[Recommendation]:
    """Give the newest published recommendations linked to an item of the plan, with their exercises."""
    wanted = sa.select(Recommendation).join(Recommendation.exercise).options(contains_eager(Recommendation.exercise))
    here = (Recommendation.item_id == item, STANDS, Exercise.status.in_(PUBLISHED), visible(Exercise, seen_by))
    return db.session.scalars(wanted.where(*here).order_by(Recommendation.id.desc()).limit(most)).all()


def likest(one: Recommendation, roots: Iterable[str], *, seen_by: Actor) -> Sequence[Recommendation]:
    """Give published recommendations of other exercises that share most words with one, with their exercises."""
    shared = sa.func.count().label("shared")
    near = (
        sa.select(Root.recommendation_id, shared)
        .where(Root.root.in_(sorted(set(roots))))
        .group_by(Root.recommendation_id)
    )
    near = near.having(sa.func.count() > 1).order_by(shared.desc(), Root.recommendation_id.desc()).limit(NEAR * 2)
    found = near.subquery()
    wanted = sa.select(Recommendation).join(found, found.c.recommendation_id == Recommendation.id)
    wanted = wanted.join(Recommendation.exercise).options(contains_eager(Recommendation.exercise))
    here = (Exercise.id != one.exercise_id, Exercise.status.in_(PUBLISHED), visible(Exercise, seen_by))
    return db.session.scalars(wanted.where(*here).order_by(found.c.shared.desc(), Recommendation.id).limit(NEAR)).all()


def of_lesson(one: Recommendation, *, seen_by: Actor) -> Sequence[Recommendation]:
    """Give the other published recommendations that say the same lesson, with their exercises."""
    if one.lesson is None:
        return []
    wanted = sa.select(Recommendation).join(Recommendation.exercise).options(contains_eager(Recommendation.exercise))
    here = (Recommendation.lesson == one.lesson, Recommendation.id != one.id)
    wanted = wanted.where(*here, Exercise.status.in_(PUBLISHED), visible(Exercise, seen_by))
    return db.session.scalars(wanted.order_by(Recommendation.id)).all()


def sharing(one: Recommendation) -> list[int]:
    """Give the ids of the other recommendations that share the lesson of one."""
    if one.lesson is None:
        return []
    here = (Recommendation.lesson == one.lesson, Recommendation.id != one.id)
    return list(db.session.scalars(sa.select(Recommendation.id).where(*here)))


def exercises_of(ones: Sequence[int]) -> Sequence[Exercise]:
    """Give the exercises of some recommendations."""
    wanted = sa.select(Exercise).where(
        Exercise.id.in_(sa.select(Recommendation.exercise_id).where(Recommendation.id.in_(ones)))
    )
    return db.session.scalars(wanted).all() if ones else []


def recurring(lessons: Iterable[int | None], *, seen_by: Actor) -> dict[int, int]:
    """Give in how many operations each lesson was learned; an exercise that names none counts for itself."""
    wanted = {lesson for lesson in lessons if lesson is not None}
    if not wanted:
        return {}
    named = sa.case((Exercise.operation != "", Exercise.operation), else_=Exercise.number)
    rows = sa.select(Recommendation.lesson, sa.func.count(sa.distinct(named))).join(Recommendation.exercise)
    here = (Recommendation.lesson.in_(wanted), Exercise.status.in_(PUBLISHED), visible(Exercise, seen_by))
    found = db.session.execute(rows.where(*here).group_by(Recommendation.lesson))
    return {lesson: count for lesson, count in found if lesson is not None and count > 1}
