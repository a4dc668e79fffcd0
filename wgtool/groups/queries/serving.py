"""Groups by what they serve in the plan, and what they make for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from wgtool.groups.models import OVER, Alignment, Deliverable, Group, Progress, Status
from wgtool.groups.queries.groups import LISTED
from wgtool.groups.queries.plans import ITEM, PlanCounts, counted, figures
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor, Eyes
from wgtool.kernel.asked import once_a_page
from wgtool.kernel.db import columns, db
from wgtool.kernel.sight import visible
from wgtool.plan import queries as plans
from wgtool.plan.models import Item, Level


def serving(item: Item, *, seen_by: Actor) -> tuple[list[sa.Row[Any]], list[tuple[Group, list[Deliverable]]]]:
    """Give the groups that serve an item or, of an activity, its output, as lists show them, over ones left out; and what
    groups make for it or, of an output, for its activities, group by group, dropped ones left out: one statement, two
    where something is made thereabouts.
    """  # fmt: skip
    ids = [item.id, *([item.parent_id] if item.level == Level.ACTIVITY and item.parent_id else [])]
    rows = _aligned(frozenset(ids), seen_by)
    groups = list({row.id: row for row in rows if row.id is not None}.values())
    return groups, _made_for(item, seen_by) if rows[0].planned else []


def _made_for(item: Item, seen_by: Actor) -> list[tuple[Group, list[Deliverable]]]:
    below = sa.select(Item.id).where(Item.parent_id == item.id)
    here = sa.or_(Deliverable.item_id == item.id, Deliverable.item_id.in_(below))
    found = (
        sa.select(Deliverable)
        .join(Deliverable.group)
        .options(contains_eager(Deliverable.group), joinedload(Deliverable.owner))
    )
    found = found.where(
        here, Deliverable.status != Progress.DROPPED, visible(Deliverable, seen_by), visible(Group, seen_by)
    )
    order = (Group.folded, Group.id, Deliverable.due_on.is_(None), Deliverable.due_on, Deliverable.serial)
    rows = db.session.scalars(found.order_by(*order))
    return [(group, list(below)) for group, below in groupby(rows, lambda row: row.group)]


def made_below(item: Item, *, seen_by: Actor) -> list[tuple[sa.Row[Any], PlanCounts]]:
    """Give the groups that make something for what stands under a pillar or an outcome, each with its counts: one statement."""
    rows = db.session.execute(
        _select_below(seen_by.eyes, item.level), seen_by.asking(item=item.id, today=clock.today())
    )
    return [(row, counted(row)) for row in rows]


@cache
def _select_below(seen_by: Eyes, level: Level) -> sa.Select[*tuple[Any, ...]]:
    under = sa.select(Item.id).where(Item.parent_id == ITEM)
    outputs = under if level == Level.OUTCOME else sa.select(Item.id).where(Item.parent_id.in_(under))
    here = sa.or_(Item.id.in_(outputs), Item.parent_id.in_(outputs))
    group = (Group.id, Group.code, Group.name, Group.status, Group.folded)
    found = sa.select(*group, *figures()).join(Deliverable.group).join(Deliverable.item).where(here)
    found = found.where(Deliverable.status != Progress.DROPPED, visible(Deliverable, seen_by), visible(Group, seen_by))
    return found.group_by(*group).order_by(Group.folded, Group.id)


def aligned_to(item: int) -> Sequence[int]:
    """Give the ids of the groups that serve an item itself; over ones left out."""
    found = sa.select(Group.id).join(Alignment, Alignment.group_id == Group.id)
    return db.session.scalars(
        found.where(Alignment.item_id == item, Group.status.not_in(OVER)).order_by(Group.id)
    ).all()


def activities_of(group: int) -> sa.Select[int]:
    """Select the ids of the activities a group serves."""
    return sa.select(Item.id).join(Alignment, unfolded()).where(Alignment.group_id == group)


def unfolded() -> sa.ColumnElement[bool]:
    """Join alignments with the activities of the plan that they come to: an output stands for all of its own."""
    same_or_below = sa.or_(Item.id == Alignment.item_id, Item.parent_id == Alignment.item_id)
    return sa.and_(same_or_below, Item.level == Level.ACTIVITY, Item.dropped_at.is_(None))


def aligned_below(edition: int) -> Sequence[int]:
    """Give the ids of the groups that serve anything of an edition; over ones left out."""
    found = sa.select(Group.id).join(Alignment, Alignment.group_id == Group.id).join(Item, Item.id == Alignment.item_id)
    wanted = found.where(Item.edition_id == edition, Group.status.not_in(OVER)).distinct()
    return db.session.scalars(wanted.order_by(Group.id)).all()


def made_for(item: int) -> Sequence[int]:
    """Give the ids of what groups make for an item itself; dropped ones left out."""
    found = sa.select(Deliverable.id).where(Deliverable.item_id == item, Deliverable.status != Progress.DROPPED)
    return db.session.scalars(found.order_by(Deliverable.group_id, Deliverable.id)).all()


def became(group: Group) -> list[tuple[Item, list[Item]]]:
    """Give what became, in the edition in force, of what a group serves of others: no statement if it serves none."""
    old = [row.item for row in group.alignments if not row.item.edition.current]
    found = images({item.id for item in old})
    return [(item, found[item.id]) for item in sorted(old, key=lambda one: one.place) if item.id in found]


def images(ids: Collection[int]) -> dict[int, list[Item]]:
    """Give what items became in the edition in force, by their ids."""
    now = plans.current() if ids else None
    return plans.images(ids, now) if now else {}


def aligned(items: Iterable[int], *, seen_by: Actor) -> dict[int, list[tuple[str, str, Status]]]:
    """Give (code, name, status) of the groups that serve any of the items, by item; over ones left out."""
    found: dict[int, list[tuple[str, str, Status]]] = {}
    for row in _aligned(frozenset(items), seen_by):
        if row.id is None:
            continue
        found.setdefault(row.item_id, []).append((row.code, row.name, row.status))
    return found


@once_a_page
def _aligned(items: frozenset[int], seen_by: Actor) -> Sequence[sa.Row[Any]]:
    return columns(_select_aligned(seen_by.eyes), seen_by.asking(items=list(items))).all()


@cache
def _select_aligned(seen_by: Eyes) -> sa.Select[*tuple[Any, ...]]:
    """Select the groups aligned to `items`, and in each row whether anything is planned for those or what is below them.

    There is always a row, if only one without a group.
    """
    items: Any = sa.bindparam("items", expanding=True)
    below = sa.select(Item.id).where(Item.parent_id.in_(items))
    here = sa.or_(Deliverable.item_id.in_(items), Deliverable.item_id.in_(below))
    planned = sa.exists().where(here, Deliverable.status != Progress.DROPPED, visible(Deliverable, seen_by))
    anchor = sa.select(planned.label("planned")).subquery()
    found = sa.select(Alignment.item_id, *LISTED, Group.folded).join(Group, Group.id == Alignment.group_id)
    found = found.where(Alignment.item_id.in_(items), Group.status.not_in(OVER), visible(Group, seen_by))
    served: Any = found.subquery()
    select: sa.Select[*tuple[Any, ...]] = sa.select(anchor.c.planned, *served.c)
    return select.outerjoin_from(anchor, served, sa.true()).order_by(served.c.folded)
