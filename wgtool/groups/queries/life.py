"""What belongs to a group's life: pauses and what they suspend, where it comes from, mergers."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from wgtool.groups.kinds import WAYS
from wgtool.groups.models import (
    Alignment,
    Group,
    Lineage,
    Membership,
    Merger,
    MergerState,
    Origin,
    Pause,
    Standing,
    Status,
)
from wgtool.history.models import Line, Place
from wgtool.kernel.actors import Actor, Eyes, word
from wgtool.kernel.db import columns, db
from wgtool.kernel.sight import visible
from wgtool.plan.models import Item


def paused(ids: Collection[int]) -> Sequence[int]:
    """Give those of the groups that are paused."""
    return db.session.scalars(sa.select(Group.id).where(Group.id.in_(ids), Group.status == Status.PAUSED)).all()


def serves(item: Any, country: Any, *statuses: Status, group: int | None = None) -> sa.ColumnElement[bool]:
    """Give the clause that a group in one of these states serves an activity in a place.

    `item` and `country` are columns of the row asked about. An output stands for its activities; a group without a
    country serves everywhere.
    """
    of_item = sa.select(Item.parent_id).where(Item.id == item).scalar_subquery()
    here = sa.or_(Alignment.item_id == item, Alignment.item_id == of_item)
    place = sa.or_(Group.country == "", Group.country == country)
    found = sa.select(Group.id).join(Alignment, Alignment.group_id == Group.id)
    found = found.where(here, place, Group.status.in_(statuses))
    return (found.where(Group.id == group) if group else found).exists()


def suspended(item: Any, country: Any) -> sa.ColumnElement[bool]:
    """Give the clause that an activity in a place is served by paused groups and by none at work."""
    return sa.and_(serves(item, country, Status.PAUSED), sa.not_(serves(item, country, Status.ACTIVE)))


def pause_to_change(id: int) -> sa.Select[Pause]:
    """Select a pause to change it."""
    return sa.select(Pause).where(Pause.id == id)


class Relative(NamedTuple):
    """A group in a line of life: what is said of it there."""

    id: int
    code: str
    name: str
    proposed_at: datetime

    @classmethod
    def of(cls, group: Group) -> Relative:
        """Give what a line of life says of a group."""
        return cls(group.id, group.code, group.name, group.proposed_at)


class Link(NamedTuple):
    """How a newer group comes from an older one."""

    how: Origin
    at: datetime
    older: Relative
    newer: Relative


def put_to_merge(group: Any) -> sa.Select[int | None]:
    """Select the questions put to a body by which a group is to merge into another, which keeps them as its own."""
    return sa.select(Merger.question_id).where(Merger.group_id == group, Merger.question_id.is_not(None))


def linked(group: Any) -> sa.ColumnElement[bool]:
    """Say whether a group comes from another one, or another one from it; `group` is its id or a column of that."""
    return sa.exists().where(Lineage.from_id == group) | sa.exists().where(Lineage.to_id == group)


def lineage(group: int, *, seen_by: Actor) -> list[Link]:
    """Give the links between groups related to one over any number of links, the oldest first, with both ends.

    Those between groups the reader may know of; so some may be further off than what they lead to.
    """
    rows = columns(_lineage(seen_by.eyes), seen_by.asking(group=group))
    return [Link(row[0], row[1], Relative(*row[2:6]), Relative(*row[6:])) for row in rows]


@cache
def _lineage(seen_by: Eyes) -> sa.Select[*tuple[Any, ...]]:
    older, newer = sa.orm.aliased(Group), sa.orm.aliased(Group)
    ends = ((one.id, one.code, one.name, one.proposed_at) for one in (older, newer))
    found = sa.select(Lineage.how, Lineage.at, *itertools.chain(*ends)).select_from(Lineage)
    found = found.join(older, Lineage.older.of_type(older)).join(newer, Lineage.newer.of_type(newer))
    found = found.where(
        Lineage.from_id.in_(sa.select(_related().c.id)), visible(older, seen_by), visible(newer, seen_by)
    )
    return found.order_by(Lineage.at, Lineage.to_id)


def _related() -> sa.CTE:
    """Select the ids of what is linked to `group` over any number of links, itself too."""
    near = sa.select(sa.bindparam("group", type_=sa.Integer()).label("id")).cte("related", recursive=True)
    here = Lineage.from_id == near.c.id
    other = sa.case((here, Lineage.to_id), else_=Lineage.from_id)
    return near.union(sa.select(other).join(near, here | (Lineage.to_id == near.c.id)))


def source(group: Group) -> Group | None:
    """Give the group that this one was copied from or succeeds."""
    of = sa.select(Group).join(Lineage, Lineage.from_id == Group.id)
    found = of.where(Lineage.to_id == group.id, Lineage.how.in_((Origin.COPIED, Origin.SUCCEEDS)))
    return db.session.scalars(found.limit(1)).one_or_none()


def link(older: int, newer: int, how: Origin) -> Lineage | None:
    """Give one link."""
    return db.session.get(Lineage, (older, newer, how))


def turning_points(groups: Iterable[int], names: Iterable[str], *, seen_by: Actor) -> Sequence[sa.Row[Any]]:
    """Give when and how groups came into another state (at, event, thing, facts), the oldest first: one statement."""
    return columns(_turning_points(seen_by.eyes, tuple(names)), seen_by.asking(groups=list(groups))).all()


@cache
def _turning_points(seen_by: Eyes, names: tuple[str, ...]) -> sa.Select[*tuple[Any, ...]]:
    """Select them along their timelines: no index of lines begins with what they are about."""
    groups: Any = sa.bindparam("groups", expanding=True)
    lines = sa.select(Line.at, Line.event, Line.thing, Line.facts).join(Place, Place.line_id == Line.id)
    along = (Place.kind == Group.kind, Place.thing.in_(groups))
    about = (Line.kind == Place.kind, Line.thing == Place.thing, Line.event.in_([word(name) for name in names]))
    return lines.where(*along, *about, visible(Line, seen_by)).order_by(Line.at, Line.id)


def mergers_of(question: int) -> Sequence[Merger]:
    """Give the mergers a question is about, with the groups that asked."""
    found = sa.select(Merger).where(Merger.question_id == question).options(joinedload(Merger.group))
    return db.session.scalars(found.order_by(Merger.id)).all()


def asked_about(question: int, group: int, *, seen_by: Actor) -> Sequence[tuple[str, str]]:
    """Give code and name of the group a question is about, and of those that are to merge into it."""
    merging = sa.exists().where(Merger.group_id == Group.id, Merger.question_id == question)
    wanted = sa.select(Group.code, Group.name).where(sa.or_(Group.id == group, merging), visible(Group, seen_by))
    return [(code, name) for code, name in db.session.execute(wanted.order_by(Group.id != group, Group.id))]


def merger_to_change(id: int) -> sa.Select[Merger]:
    """Select a merger with both groups, to change it."""
    return sa.select(Merger).options(joinedload(Merger.group), joinedload(Merger.survivor)).where(Merger.id == id)


def asked_to_take_in(group: int) -> Sequence[Merger]:
    """Give what other groups ask of one: to be taken in, where nobody has answered."""
    found = sa.select(Merger).where(asks_it(group)).order_by(Merger.id)
    return db.session.scalars(found.options(joinedload(Merger.group), joinedload(Merger.survivor))).all()


def waits_in(group: int | sa.BindParameter[int]) -> sa.ColumnElement[bool]:
    """Say of memberships whether they are requests or invitations of a group that wait for an answer."""
    waits = Membership.standing.in_((Standing.ASKED, Standing.INVITED))
    return sa.and_(Membership.group_id == group, Membership.until.is_(None), waits)


def asks_it(group: int | sa.BindParameter[int]) -> sa.ColumnElement[bool]:
    """Say of mergers whether another group asks this one to take it in."""
    return sa.and_(Merger.survivor_id == group, Merger.state == MergerState.ASKED)


def asks_to_go(group: int) -> bool:
    """Say whether a group itself asks another to take it in, or the SAG decides on that."""
    own = (Merger.group_id == group, Merger.state.in_((MergerState.ASKED, MergerState.BEFORE)))
    return bool(db.session.scalar(sa.select(sa.exists().where(*own))))


def could_take_in(group: Group) -> Sequence[tuple[int, str]]:
    """Give (id, "code name") of the groups at work that have terms of their own and ask nobody to take them in."""
    with_terms = [kind for kind, ways in WAYS.items() if ways.votes]
    asks = sa.exists().where(Merger.group_id == Group.id, Merger.state.in_((MergerState.ASKED, MergerState.BEFORE)))
    found = sa.select(Group.id, Group.code, Group.name).where(
        Group.id != group.id, Group.type.in_(with_terms), Group.status.in_((Status.ACTIVE, Status.PAUSED)),
        ~asks, visible(Group, Actor.guest()),
    )  # fmt: skip
    return [(id, f"{code} {name}") for id, code, name in db.session.execute(found.order_by(Group.code))]


def heirs(group: Group) -> Sequence[tuple[int, str]]:
    """Give (id, "code name") of the groups at work that may take over what is open under this one."""
    found = sa.select(Group.id, Group.code, Group.name).where(
        Group.id != group.id, Group.status.in_((Status.ACTIVE, Status.PAUSED)), visible(Group, Actor.guest())
    )
    return [(id, f"{code} {name}") for id, code, name in db.session.execute(found.order_by(Group.code))]


def waiting_in(group: int) -> Sequence[Membership]:
    """Give the requests and invitations of a group that wait for an answer, with the people."""
    found = sa.select(Membership).where(waits_in(group))
    both = (joinedload(Membership.organisation), joinedload(Membership.group))
    return db.session.scalars(found.options(*both).order_by(Membership.id)).all()
