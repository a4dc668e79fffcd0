"""Exercises: the list, one with its recommendations, those that wait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.interfaces import LoaderOption

from wgtool.kernel import clock, waits
from wgtool.kernel.actors import Actor, Reader
from wgtool.kernel.db import Ref, day_of, db
from wgtool.kernel.folding import fold
from wgtool.kernel.lists import Page, paged
from wgtool.kernel.sight import visible
from wgtool.kernel.slots import THING
from wgtool.kernel.waits import Wait
from wgtool.learning.models import PUBLISHED, Answer, Covered, Exercise, Recommendation, Status, Type
from wgtool.plan.models import Item

BATCH = 200


def _whole() -> list[LoaderOption]:
    return [selectinload(Exercise.places), joinedload(Exercise.group), selectinload(Exercise.recommendations)]


def listed(
    *, seen_by: Actor, words: str = "", type: Type | None = None, country: str = "", status: Status | None = None,
    response: str = "", number: int = 1,
) -> Page[Exercise]:  # fmt: skip
    """Give a page of exercises, the newest first, with countries: three statements."""
    wanted = _looked_for(seen_by, words, type, country, status, response)
    return paged(wanted.order_by(Exercise.id.desc()), number, selectinload(Exercise.places))


def all_listed(
    *, seen_by: Actor, words: str = "", type: Type | None = None, country: str = "", status: Status | None = None,
    response: str = "",
) -> Iterator[Sequence[Exercise]]:  # fmt: skip
    """Give all of them, some at a time, with countries and group: a file of any length takes little memory."""
    wanted = _looked_for(seen_by, words, type, country, status, response).order_by(Exercise.id.desc())
    beside = (selectinload(Exercise.places), joinedload(Exercise.group))
    yield from db.session.scalars(wanted.options(*beside), execution_options={"yield_per": BATCH}).partitions()


def _looked_for(
    seen_by: Actor, words: str, type: Type | None, country: str, status: Status | None, response: str
) -> sa.Select[Exercise]:
    wanted = sa.select(Exercise).where(visible(Exercise, seen_by))
    if words:
        quoted = Exercise.number.contains(words.upper(), autoescape=True)
        wanted = wanted.where(sa.or_(quoted, Exercise.folded.contains(fold(words), autoescape=True)))
    if type:
        wanted = wanted.where(Exercise.type == type)
    if status:
        wanted = wanted.where(Exercise.status == status)
    if response:
        wanted = wanted.where(responded(response))
    if country:
        wanted = wanted.where(Exercise.places.any(Covered.country == country))
    return wanted


def responded(how: str) -> sa.ColumnElement[bool]:
    """Keep exercises whose response is out or whose day for it is over, "in all"; or out by its day, "in time"."""
    over = sa.or_(Exercise.answered_at.is_not(None), Exercise.response_due < clock.today())
    some = sa.exists().where(Recommendation.exercise_id == Exercise.id, Recommendation.taken_out_at.is_(None))
    asked = sa.and_(Exercise.status.in_(PUBLISHED), Exercise.response_due.is_not(None), over, some)
    return sa.and_(asked, in_time()) if how == "in time" else asked


def in_time() -> sa.ColumnElement[bool]:
    """Say of an exercise with a response that this is out by its day."""
    return day_of(Exercise.answered_at) <= Exercise.response_due


def counts(exercises: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Give for published exercises how many recommendations each has, and how many were accepted, at least in part."""
    agreed = sa.case((Recommendation.status.in_((Answer.ACCEPTED, Answer.PARTLY)), 1), else_=0)
    wanted = sa.select(Recommendation.exercise_id, sa.func.count(), sa.func.sum(agreed))
    wanted = wanted.join(Recommendation.exercise).where(
        Exercise.status.in_(PUBLISHED), Exercise.id.in_(list(exercises))
    )
    wanted = wanted.where(Recommendation.taken_out_at.is_(None))
    return {id: (all, int(some)) for id, all, some in db.session.execute(wanted.group_by(Recommendation.exercise_id))}


def seen(number: str, *, seen_by: Actor) -> Exercise | None:
    """Give an exercise with its countries, its group and its recommendations, if the reader may know of it."""
    wanted = sa.select(Exercise).where(Exercise.number == number.upper(), visible(Exercise, seen_by))
    ones = selectinload(Exercise.recommendations).joinedload(Recommendation.item).joinedload(Item.edition)
    beside = (joinedload(Exercise.places), joinedload(Exercise.group), ones)
    found = db.session.scalars(wanted.options(*beside)).unique().one_or_none()
    for one in found.recommendations if found else ():
        set_committed_value(one, "exercise", found)
    return found


def sight_of(one: int) -> Any:
    """Give who sees the exercise of a recommendation, as it is in the database."""
    wanted = sa.select(Exercise.sight, Exercise.audience, Exercise.also).join(Exercise.recommendations)
    return db.session.execute(wanted.where(Recommendation.id == one)).one_or_none()


def by_id(id: int) -> Exercise | None:
    """Give an exercise as it stands in the database, with what its turns ask."""
    return db.session.scalars(to_change(id).execution_options(populate_existing=True)).unique().one_or_none()


def to_change(id: int) -> sa.Select[Exercise]:
    """Select an exercise with its recommendations, to change it."""
    return sa.select(Exercise).options(*_whole()).where(Exercise.id == id)


def bare_to_change(id: int) -> sa.Select[Exercise]:
    """Select an exercise alone, to hold it before what stands under it."""
    return sa.select(Exercise).where(Exercise.id == id)


def next_number_of(exercise: int) -> int:
    """Give the number a further recommendation gets. None is taken out once the report is published and quoted."""
    most = db.session.scalar(
        sa.select(sa.func.max(Recommendation.number)).where(Recommendation.exercise_id == exercise)
    )
    return 1 + (most or 0)


def waiting() -> Sequence[int]:
    """Give the exercises for which somebody may have something to do."""
    return db.session.scalars(sa.select(Exercise.id).where(Exercise.status != Status.CLOSED)).all()


def of_a_group(reader: Reader) -> sa.ColumnElement[bool]:
    """Say whether the group whose page it is has exercises the reader may know of."""
    return sa.exists().where(Exercise.group_id == THING, visible(Exercise, reader))


def of_group(group: int, *, seen_by: Actor) -> Sequence[Exercise]:
    """Give the exercises of a group that the reader may know of."""
    wanted = sa.select(Exercise).where(Exercise.group_id == group, visible(Exercise, seen_by))
    return db.session.scalars(wanted.order_by(Exercise.id.desc()).limit(10)).all()


def number_of(id: int) -> str | None:
    """Give the number of an exercise by its id."""
    return db.session.scalar(sa.select(Exercise.number).where(Exercise.id == id))


def group_of(id: int) -> int | None:
    """Give the group that looks after an exercise, if one does."""
    return db.session.scalar(sa.select(Exercise.group_id).where(Exercise.id == id))


def open_of_group(group: int) -> Sequence[Exercise]:
    """Give the exercises of a group that are neither followed up nor closed."""
    return db.session.scalars(sa.select(Exercise).where(goes_on(group)).order_by(Exercise.id)).all()


def goes_on(group: int | sa.BindParameter[int]) -> sa.ColumnElement[bool]:
    """Say of exercises whether they are a group's, and not over."""
    return sa.and_(Exercise.group_id == group, Exercise.status.not_in((Status.FOLLOWED, Status.CLOSED)))


def turns_of(ids: Iterable[int], *, seen_by: Actor) -> dict[int, list[Wait]]:
    """Give whose turn it is with some exercises, by their ids."""
    found: dict[int, list[Wait]] = {}
    for line in waits.kept([Ref("exercise", id) for id in ids], seen_by=seen_by):
        found.setdefault(line.thing, []).append(line)
    return found
