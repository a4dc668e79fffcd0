"""Deliverables to be changed, and what operations, keepers and timers must know of them; these ask nobody's sight."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from wgtool.groups.models import Deliverable, DeliverableOrigin, Group, PlanMerger, PlanMergerState, Status
from wgtool.groups.queries.groups import whole
from wgtool.groups.queries.plans import OPEN, shown
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.sight import Sight, visible
from wgtool.plan.models import Edition, Item, Level


def deliverable_to_change(id: int) -> sa.Select[Deliverable]:
    """Select a deliverable with its group, item and owner, to change it; its group is held first.

    The group comes whole: who reads it anew, as holding does, would else take from it what an operation has loaded.
    """
    with_group = selectinload(Deliverable.group).options(*whole())
    return sa.select(Deliverable).where(Deliverable.id == id).options(with_group, *shown())


def deliverable_by_id(id: int) -> Deliverable | None:
    """Give a deliverable as it stands in the database, for its waits."""
    fresh = deliverable_to_change(id).execution_options(populate_existing=True)
    return db.session.scalars(fresh).unique().one_or_none()


def open_in(group: int) -> Sequence[Deliverable]:
    """Give the deliverables of a group that are neither done nor dropped, with their group."""
    found = sa.select(Deliverable).where(Deliverable.group_id == group, OPEN).options(joinedload(Deliverable.group))
    return db.session.scalars(found.order_by(Deliverable.serial)).all()


def all_in(group: int) -> Sequence[Deliverable]:
    """Give every deliverable of a group as the plan lists it, whatever became of it; it asks nobody's sight."""
    found = sa.select(Deliverable).where(Deliverable.group_id == group)
    return db.session.scalars(found.options(joinedload(Deliverable.group), *shown()).order_by(Deliverable.serial)).all()


def next_serial(group: int) -> int:
    """Give the number after all that were ever given in a group, also to what moved on since."""
    here = sa.select(sa.func.max(Deliverable.serial)).where(Deliverable.group_id == group)
    moved = (DeliverableOrigin.group_id == group, DeliverableOrigin.source_id.is_(None))
    gone = sa.select(sa.func.max(DeliverableOrigin.serial)).where(*moved)
    return max((n or 0 for n in db.session.scalars(sa.union_all(here, gone))), default=0) + 1


def past_due() -> Sequence[int]:
    """Give the ids of open deliverables whose day is over, or whose owner may have left."""
    found = (
        sa.select(Deliverable.id).join(Deliverable.group).where(OPEN, Group.status.in_((Status.ACTIVE, Status.CLOSING)))
    )
    return db.session.scalars(found.order_by(Deliverable.id)).all()


def contacts_of(person: int, group: int) -> Sequence[Deliverable]:
    """Give the open deliverables of a group for which a person is the contact."""
    found = sa.select(Deliverable).where(Deliverable.group_id == group, Deliverable.contact_id == person, OPEN)
    return db.session.scalars(found.options(joinedload(Deliverable.group)).order_by(Deliverable.serial)).all()


def owned_in(group: int, organisation: int) -> Sequence[Deliverable]:
    """Give the open deliverables of a group that an organisation owns."""
    found = sa.select(Deliverable).where(Deliverable.group_id == group, Deliverable.owner_id == organisation, OPEN)
    return db.session.scalars(found.options(joinedload(Deliverable.group)).order_by(Deliverable.serial)).all()


def item_by_number(number: str) -> Item | None:
    """Give an output or activity of the plan in force by its number."""
    found = sa.select(Item).join(Item.edition).where(Edition.current, Item.number == number, Item.dropped_at.is_(None))
    return db.session.scalars(found.where(Item.level.in_((Level.OUTPUT, Level.ACTIVITY)))).one_or_none()


def served_by(group: Group) -> Sequence[Item]:
    """Give what a group is aligned to, and the activities of its outputs, in printed order."""
    ids = [row.item_id for row in group.alignments]
    found = sa.select(Item).where(sa.or_(Item.id.in_(ids), Item.parent_id.in_(ids)), Item.dropped_at.is_(None))
    return db.session.scalars(found.where(Item.level.in_((Level.OUTPUT, Level.ACTIVITY))).order_by(Item.place)).all()


def plan_mergers(group: Group) -> Sequence[PlanMerger]:
    """Give the requests about the plan of a group that nobody has answered, its own and those of others."""
    return asked_about_plans(group.id)


def asked_about_plans(group: int) -> Sequence[PlanMerger]:
    """Give the same by a group's id."""
    found = sa.select(PlanMerger).where(asks_about_plan(group))
    both = (joinedload(PlanMerger.group), joinedload(PlanMerger.into))
    return db.session.scalars(found.options(*both).order_by(PlanMerger.id)).all()


def asks_about_plan(group: int | sa.BindParameter[int]) -> sa.ColumnElement[bool]:
    """Say of requests about plans whether they are open and concern a group, on either side."""
    about = sa.or_(PlanMerger.group_id == group, PlanMerger.into_id == group)
    return sa.and_(about, PlanMerger.state == PlanMergerState.ASKED)


def plan_merger_to_change(id: int) -> sa.Select[PlanMerger]:
    """Select a request about a plan, to answer it."""
    both = (joinedload(PlanMerger.group), joinedload(PlanMerger.into))
    return sa.select(PlanMerger).options(*both).where(PlanMerger.id == id)


def origins(deliverable: int) -> Sequence[DeliverableOrigin]:
    """Give where a deliverable stood before, the oldest first."""
    found = sa.select(DeliverableOrigin).where(DeliverableOrigin.deliverable_id == deliverable)
    return db.session.scalars(found.order_by(DeliverableOrigin.id)).all()


def plan_merger_by_id(id: int) -> PlanMerger | None:
    """Give a request about a plan that nobody has answered, for its turns."""
    fresh = plan_merger_to_change(id).where(PlanMerger.state == PlanMergerState.ASKED)
    return db.session.scalars(fresh.execution_options(populate_existing=True)).one_or_none()


def asked_plan_mergers() -> Sequence[int]:
    """Give the ids of the requests about plans that nobody has answered."""
    return db.session.scalars(sa.select(PlanMerger.id).where(PlanMerger.state == PlanMergerState.ASKED)).all()


def copied_into(group: int) -> set[int]:
    """Give the ids of the deliverables that a group has copies of."""
    found = sa.select(DeliverableOrigin.source_id).join(Deliverable, Deliverable.id == DeliverableOrigin.deliverable_id)
    rows = db.session.scalars(found.where(Deliverable.group_id == group, DeliverableOrigin.source_id.is_not(None)))
    return {id for id in rows if id is not None}


def with_plans(group: Group) -> Sequence[tuple[int, str]]:
    """Give (id, "code name") of the other groups whose plan everybody may read."""
    planned = sa.exists().where(Deliverable.group_id == Group.id, Deliverable.sight == Sight.PUBLIC)
    found = sa.select(Group.id, Group.code, Group.name).where(
        Group.id != group.id, planned, visible(Group, Actor.guest())
    )
    return [(id, f"{code} {name}") for id, code, name in db.session.execute(found.order_by(Group.code))]
