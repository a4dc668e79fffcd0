"""The hats that memberships give, and who wears them."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from wgtool.accounts.models import Person
from wgtool.groups.models import LEADS, Alignment, Group, Membership, Role, Standing, Status
from wgtool.kernel.actors import knows_wearers, provides_hats
from wgtool.kernel.terms import current
from wgtool.plan.models import Item, Level

WORN: dict[Role, str] = {Role.LEAD: "lead", Role.CO_LEAD: "lead", Role.SECRETARIAT: "secretariat", Role.SAG_FOCAL: "sag-focal",
        Role.MEMBER: "member", Role.OBSERVER: "observer"}  # fmt: skip


def _now() -> sa.ColumnElement[bool]:
    return sa.and_(Membership.standing == Standing.IN, current(Membership))


def _aligned() -> sa.ColumnElement[bool]:
    """Join alignments with their activities: an output stands for all of its own."""
    unfolded = sa.or_(Item.id == Alignment.item_id, Item.parent_id == Alignment.item_id)
    return sa.and_(unfolded, Item.level == Level.ACTIVITY, Item.dropped_at.is_(None))


@provides_hats
def hats(person: int) -> Iterable[sa.Select[str, str, str]]:
    """Give the role in each group, and each activity for which an active group stands that the person leads."""
    worn = sa.case(dict(WORN), value=Membership.role)
    mine = sa.and_(Membership.person_id == person, _now())
    yield sa.select(worn, sa.literal("group"), sa.cast(Membership.group_id, sa.String)).where(mine)
    yield (
        sa.select(sa.literal("aligned"), sa.literal("activity"), sa.cast(Item.id, sa.String))
        .select_from(Membership)
        .join(Membership.group)
        .join(Alignment, Alignment.group_id == Group.id)
        .join(Item, _aligned())
        .where(mine, Membership.role.in_(LEADS), Group.status == Status.ACTIVE)
        .distinct()
    )


@knows_wearers("group", "activity")
def wearers(role: str, ref: str) -> sa.Select[int]:
    """Select the people who wear a hat of a group, or lead an active group that serves an activity."""
    kind, _, id = ref.partition(":")
    people = sa.select(Person.id).join(Membership, Membership.person_id == Person.id).where(_now())
    if kind == "group":
        return people.where(
            Membership.group_id == int(id), Membership.role.in_([r for r, h in WORN.items() if h == role])
        )
    people = people.join(Membership.group).join(Alignment, Alignment.group_id == Group.id).join(Item, _aligned())
    return people.where(Item.id == int(id), Membership.role.in_(LEADS), Group.status == Status.ACTIVE)
