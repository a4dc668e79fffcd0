"""Action plans: a group's deliverables, one of them whole, those that serve an item, those that time has made late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.interfaces import LoaderOption

from wgtool.groups.models import (
    UNFINISHED,
    Deliverable,
    DeliverableOrigin,
    FrozenDeliverable,
    Group,
    Progress,
    Status,
    Way,
)
from wgtool.history.models import Line
from wgtool.history.queries import SHOWN, Told, told
from wgtool.kernel.actors import Actor, Eyes, Reader
from wgtool.kernel.db import db
from wgtool.kernel.lists import Page, paged_totals
from wgtool.kernel.sight import Sight, visible
from wgtool.plan.models import Item

GROUP, SERIAL, ITEM = (sa.bindparam(name, type_=sa.Integer()) for name in ("group", "serial", "item"))
OPEN = Deliverable.status.in_(UNFINISHED)
FIGURES = (*(one.name.lower() for one in Progress), "late", "undated")


def shown() -> list[LoaderOption]:
    """Load what a deliverable serves, and who owns it."""
    return [joinedload(Deliverable.item).joinedload(Item.edition), joinedload(Deliverable.owner)]


def deliverables(group: Group, *, seen_by: Actor) -> Sequence[Deliverable]:
    """Give a group's plan in the order of what it serves, then by day: one statement."""
    rows = db.session.scalars(_plan(seen_by.eyes), seen_by.asking(group=group.id)).all()
    for row in rows:
        set_committed_value(row, "group", group)
    return rows


@cache
def _plan(seen_by: Eyes) -> sa.Select[Deliverable]:
    found = sa.select(Deliverable).outerjoin(Deliverable.item).outerjoin(Item.edition)
    with_item = contains_eager(Deliverable.item).contains_eager(Item.edition)
    found = found.options(with_item, joinedload(Deliverable.owner), selectinload(Deliverable.origins).joinedload(
        DeliverableOrigin.group))  # fmt: skip
    order = (Item.place.is_(None), Item.place, Deliverable.due_on.is_(None), Deliverable.due_on, Deliverable.serial)
    return found.where(Deliverable.group_id == GROUP, visible(Deliverable, seen_by)).order_by(*order)


def deliverable(group: Group, serial: int, *, seen_by: Actor) -> Deliverable | None:
    """Give a deliverable of a group with all that its page shows, if the reader may know of it."""
    found = sa.select(Deliverable).where(Deliverable.group_id == group.id, Deliverable.serial == serial)
    whole = [*shown(), joinedload(Deliverable.reports)]
    row = db.session.scalars(found.where(visible(Deliverable, seen_by)).options(*whole)).unique().one_or_none()
    if row is not None:
        set_committed_value(row, "group", group)
    return row


def moved_to(group: Group, serial: int, *, seen_by: Actor) -> tuple[str, int] | None:
    """Give the group's code and the number of today of a deliverable that had this number here before it moved."""
    found = sa.select(Group.code, Deliverable.serial).join(Deliverable, Deliverable.group_id == Group.id)
    found = found.join(DeliverableOrigin, DeliverableOrigin.deliverable_id == Deliverable.id)
    here = (DeliverableOrigin.group_id == group.id, DeliverableOrigin.serial == serial)
    moved = found.where(*here, DeliverableOrigin.source_id.is_(None), visible(Deliverable, seen_by))
    row = db.session.execute(moved.limit(1)).one_or_none()
    return (row.code, row.serial) if row else None


class Kin(NamedTuple):
    """A deliverable or a place of one that another is related to: where, as which number, how, since when."""

    code: str
    serial: int
    how: Way
    at: datetime


def kin(deliverable: Deliverable, *, seen_by: Actor) -> tuple[list[Kin], list[Kin]]:
    """Give where a deliverable came from, and what was copied from it into other plans: one statement."""
    older, newer, copy = sa.orm.aliased(Group), sa.orm.aliased(Group), sa.orm.aliased(Deliverable)
    found = sa.select(DeliverableOrigin, older.code, newer.code, copy.serial).join(older, DeliverableOrigin.group)
    found = found.join(copy, copy.id == DeliverableOrigin.deliverable_id).join(newer, newer.id == copy.group_id)
    about = sa.or_(DeliverableOrigin.deliverable_id == deliverable.id, DeliverableOrigin.source_id == deliverable.id)
    rows = db.session.execute(found.where(about, visible(copy, seen_by)).order_by(DeliverableOrigin.id)).all()
    own = [Kin(old, row.serial, row.how, row.at) for row, old, _new, _n in rows if row.deliverable_id == deliverable.id]
    return own, [Kin(new, n, row.how, row.at) for row, _old, new, n in rows if row.source_id == deliverable.id]


@dataclass(frozen=True)
class PlanCounts:
    """How a plan stands, in numbers. `next_due` is the nearest day that is still to come."""

    not_started: int = 0
    in_progress: int = 0
    done: int = 0
    dropped: int = 0
    late: int = 0
    undated: int = 0
    next_due: date | None = None

    @property
    def all(self) -> int:
        """Count what was planned, without what was dropped."""
        return self.not_started + self.in_progress + self.done


def counted(row: Any) -> PlanCounts:
    """Give the numbers of a row of `counting`. Whether what is past is late, the group's state says."""
    return PlanCounts(**{figure: getattr(row, figure) or 0 for figure in FIGURES}, next_due=row.next_due)


def counting(seen_by: Reader) -> sa.Select[*tuple[Any, ...]]:
    """Select how the plan of `group` stands for a reader, in numbers, on the day `today`."""
    return sa.select(*figures()).where(Deliverable.group_id == GROUP, visible(Deliverable, seen_by))


def figures() -> list[sa.ColumnElement[Any]]:
    """Give the columns that `counted` reads, of deliverables on the day `today`."""
    today = sa.bindparam("today", type_=sa.Date())
    still = sa.case((sa.and_(OPEN, Deliverable.due_on >= today), Deliverable.due_on), else_=None)
    return [
        *(_times(Deliverable.status == one).label(one.name.lower()) for one in Progress),
        _times(OPEN, Deliverable.due_on < today).label("late"),
        _times(OPEN, Deliverable.due_on.is_(None)).label("undated"),
        sa.func.min(still).label("next_due"),
    ]


def _times(*holds: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((sa.and_(*holds), sa.literal_column("1")), else_=sa.literal_column("0")))


def frozen(version: int) -> dict[int, FrozenDeliverable]:
    """Give what was endorsed with a version of the terms, by the deliverable's id."""
    found = sa.select(FrozenDeliverable).where(FrozenDeliverable.version_id == version)
    return {row.deliverable_id: row for row in db.session.scalars(found)}


def changes(group: Group, since: datetime, names: Iterable[str], *, seen_by: Actor) -> list[Told]:
    """Tell what changed in the plan of a group after a moment, newest first, with the reasons."""
    here = sa.select(Deliverable.id).where(Deliverable.group_id == group.id)
    lines = sa.select(*SHOWN).where(Line.kind == Deliverable.kind, Line.thing.in_(here), Line.at > since)
    lines = lines.where(Line.event.in_(list(names)), visible(Line, seen_by))
    return told(db.session.execute(lines.order_by(Line.at.desc(), Line.id.desc()).limit(200)).all(), seen_by=seen_by)


def wanting(pillar: str, number: int, *, at: str) -> Page[Any]:
    """Give a page of what active groups are making that looks for partners, in the order of the plan: one statement.

    Of one pillar of the edition in force, if it is named.
    """
    shown = (Deliverable.serial, Deliverable.title, Deliverable.due_on, Group.code, Item.number.label("serves"))
    found = sa.select(*shown, sa.func.count().over().label("total")).select_from(Deliverable)
    found = found.join(Deliverable.group).outerjoin(Deliverable.item)
    found = found.where(Deliverable.seeks, OPEN, Deliverable.sight == Sight.PUBLIC, Group.status == Status.ACTIVE)
    if pillar:
        found = found.where(Item.number.startswith(f"{pillar}.", autoescape=True))
    order = (Item.place.is_(None), Item.place, Group.folded, Deliverable.serial)
    return paged_totals(found.order_by(*order), number, at=at)
