"""Every SELECT of the register: counts by strategy area, figures, months, rows. All of it is public."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa

from wgtool.actions.models import ENDED, WORKING, ActionPoint, Status
from wgtool.actions.queries import in_state, whole
from wgtool.groups.models import Group
from wgtool.groups.models import Status as GroupStatus
from wgtool.kernel.db import columns, day_of, db
from wgtool.kernel.lists import Page, all_of, paged_totals, total
from wgtool.kernel.sight import Sight
from wgtool.learning import queries as learning
from wgtool.learning.models import Exercise, Recommendation
from wgtool.plan.models import Edition, Item, Level
from wgtool.register.choosing import LAST_GLM, LISTS, PUBLIC, Chosen


def _sum(holds: sa.ColumnElement[bool], name: str = "") -> Any:
    counted = sa.func.coalesce(sa.func.sum(sa.case((holds, 1), else_=0)), 0)
    return counted.label(name) if name else counted


def state() -> Any:
    """Tell what changes with every change of an action point, which groups are paused, and the last GLM: one statement."""
    versions = sa.func.coalesce(sa.func.sum(ActionPoint.version), 0).label("versions")
    paused = sa.select(sa.func.aggregate_strings(sa.cast(Group.id, sa.String), " ")).where(
        Group.status == GroupStatus.PAUSED
    )
    told = (sa.func.count().label("points"), versions, paused.scalar_subquery().label("paused"))
    return db.session.execute(sa.select(*told, LAST_GLM.label("glm")).select_from(ActionPoint)).one()


def by_item() -> Sequence[Any]:
    """Count what is public by the item of the plan and its state, with those of the three lists: one statement."""
    flags = [_sum(in_state(name), name) for name in LISTS]
    counted = sa.select(ActionPoint.item_id, ActionPoint.status, sa.func.count().label("n"), *flags).where(PUBLIC)
    return db.session.execute(counted.group_by(ActionPoint.item_id, ActionPoint.status)).all()


def places(items: Collection[int]) -> Sequence[Any]:
    """Give the strategy areas of all editions, the one in force first, and some items of the plan: one statement."""
    return columns(_places(), {"items": sorted(items)}).all()


@cache
def _places() -> sa.Select[*tuple[Any, ...]]:
    told = (Item.id, Item.edition_id, Edition.slug, Edition.current, Item.level, Item.number, Item.title, Item.heading)
    wanted = sa.select(*told).join(Edition, Edition.id == Item.edition_id)
    some: Any = Item.id.in_(sa.bindparam("items", expanding=True))
    return wanted.where(sa.or_(Item.level == Level.PILLAR, some)).order_by(Edition.starts.desc(), Item.place)


def months() -> Sequence[Any]:
    """Count by year and month what was opened (`ended` 0) and what came to an end (1): one statement."""
    return db.session.execute(sa.union_all(_monthly(ActionPoint.opened_at, 0), _monthly(ActionPoint.ended_at, 1))).all()


def _monthly(moment: Any, ended: int) -> Any:
    at = sa.func.timezone("UTC", moment) if db.engine.dialect.name == "postgresql" else moment
    year, month = sa.extract("year", at), sa.extract("month", at)
    wanted: Any = sa.select(
        year.label("year"),
        month.label("month"),
        sa.literal_column(str(ended)).label("ended"),
        sa.func.count().label("n"),
    )
    return wanted.where(PUBLIC, moment.is_not(None)).group_by(year, month)


def figures(since: date, until: date) -> Any:
    """Count for the figures of a period, and what changed since the last GLM, with its day: one statement."""
    ended = day_of(ActionPoint.ended_at)
    closed, changed = ActionPoint.status == Status.CLOSED, day_of(ActionPoint.status_since) > LAST_GLM
    in_period = ActionPoint.due.between(since, until)
    told = [
        _sum(ActionPoint.status.in_(WORKING), "open"),
        _sum(sa.and_(ActionPoint.status.in_(WORKING), ActionPoint.due.is_not(None)), "dated"),
        _sum(closed, "closed"),
        _sum(sa.and_(closed, ActionPoint.evidenced_at.is_not(None)), "evidenced"),
        _sum(sa.and_(closed, _within(ended, since, until)), "closed_in"),
        _sum(in_period, "due_in"),
        _sum(day_of(ActionPoint.opened_at) > LAST_GLM, "new"),
        *(
            _sum(sa.and_(ActionPoint.status == status, changed), status.name)
            for status in (*ENDED, Status.REPORTED_DONE)
        ),
        LAST_GLM.label("glm"),
    ]
    return db.session.execute(sa.select(*told).where(PUBLIC)).one()


def _within(day: Any, since: date, until: date) -> Any:
    return sa.and_(day >= since, day <= until)


def overdue_days() -> Sequence[tuple[date, int]]:
    """Count what is overdue by its day."""
    wanted = sa.select(ActionPoint.due, sa.func.count()).where(PUBLIC, in_state("overdue")).group_by(ActionPoint.due)
    return [(day, n) for day, n in db.session.execute(wanted.order_by(ActionPoint.due)) if day is not None]


def responses() -> tuple[int, int]:
    """Count the public exercises whose response was published by its day, and those published or late: one statement."""
    counted = sa.select(_sum(learning.in_time()), sa.func.count()).where(
        Exercise.sight == Sight.PUBLIC, learning.responded("in all"))  # fmt: skip
    row = db.session.execute(counted).one()
    return int(row[0]), row[1]


def rows(chosen: Chosen, number: int = 1) -> Page[Any]:
    """Give a page of what is looked for, by date where dates press, else the newest first: one statement."""
    asked = chosen.clauses()
    order = (ActionPoint.due, ActionPoint.id) if chosen.state == "overdue" else (ActionPoint.id.desc(),)
    return paged_totals(whole(*asked).add_columns(total(ActionPoint, *asked)).order_by(*order), number, {})


def all_rows(chosen: Chosen) -> Iterator[Any]:
    """Give all that is looked for, some hundred at a time, so that a register of any length takes little memory."""
    yield from all_of(whole(*chosen.clauses()).order_by(ActionPoint.id))


def due_days(chosen: Chosen) -> Iterator[Any]:
    """Give what is open of all that is looked for and has a day, the next first, some hundred at a time."""
    dated = (ActionPoint.status.in_(WORKING), ActionPoint.due.is_not(None))
    yield from all_of(whole(*chosen.clauses(), *dated).order_by(ActionPoint.due, ActionPoint.id))


def latest(most: int = 50) -> Sequence[Any]:
    """Give what changed last, the newest first."""
    wanted = whole(PUBLIC).order_by(ActionPoint.status_since.desc(), ActionPoint.id.desc())
    return db.session.execute(wanted.limit(most)).all()


def exercises() -> Sequence[tuple[str, str]]:
    """Give (number, title) of the public exercises from which public action points came, the newest first."""
    ones = sa.select(Recommendation.exercise_id).join(ActionPoint, sa.and_(
        ActionPoint.source_kind == Recommendation.__tablename__, ActionPoint.source_id == Recommendation.id, PUBLIC))  # fmt: skip
    wanted = sa.select(Exercise.number, Exercise.title).where(Exercise.id.in_(ones), Exercise.sight == Sight.PUBLIC)
    return [(number, title) for number, title in db.session.execute(wanted.order_by(Exercise.id.desc()).limit(300))]
