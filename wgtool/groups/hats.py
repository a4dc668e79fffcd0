"""The hats that memberships give, and who wears them."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from wgtool.accounts.models import Person, RoleName
from wgtool.accounts.models import Role as PersonRole
from wgtool.groups.models import LEADS, Alignment, Group, Membership, Role, Standing, Status
from wgtool.groups.queries.serving import unfolded
from wgtool.kernel.actors import knows_wearers, provides_hats, word
from wgtool.kernel.sight import Sight
from wgtool.kernel.terms import current
from wgtool.plan.models import Item

WORN: dict[Role, str] = {Role.LEAD: "lead", Role.CO_LEAD: "lead", Role.SECRETARIAT: "secretariat", Role.SAG_FOCAL: "sag-focal",
        Role.MEMBER: "member", Role.OBSERVER: "observer"}  # fmt: skip


def _now() -> sa.ColumnElement[bool]:
    return sa.and_(Membership.standing == Standing.IN, current(Membership))


def _coordinates() -> sa.ColumnElement[bool]:
    """Join coordinators with the groups of their countries that everybody may know of."""
    here = sa.and_(PersonRole.name == RoleName.COORDINATOR, PersonRole.country == Group.country, current(PersonRole))
    return sa.and_(here, Group.country != word(""), Group.sight == Sight.PUBLIC)


@provides_hats
def hats(person: sa.BindParameter[int]) -> Iterable[sa.Select[str, str, str]]:
    """Give the role in each group, and each activity for which an active group stands that the person leads.

    A country's coordinators are secretariat of its groups.
    """
    worn = sa.case(*((Membership.role == role, word(hat)) for role, hat in WORN.items()))
    mine = sa.and_(Membership.person_id == person, _now())
    yield sa.select(worn, word("group"), sa.cast(Membership.group_id, sa.String)).where(mine)
    coordinates = sa.select(word("secretariat"), word("group"), sa.cast(Group.id, sa.String))
    yield coordinates.join(PersonRole, _coordinates()).where(PersonRole.person_id == person)
    yield (
        sa.select(word("aligned"), word("activity"), sa.cast(Item.id, sa.String))
        .select_from(Membership)
        .join(Membership.group)
        .join(Alignment, Alignment.group_id == Group.id)
        .join(Item, unfolded())
        .where(mine, Membership.role.in_(LEADS), Group.status == Status.ACTIVE)
        .distinct()
    )


def _coordinators(group: int) -> sa.Select[int]:
    here = sa.select(PersonRole.person_id).join(Group, _coordinates())
    return here.where(Group.id == group)


@knows_wearers("group", "activity")
def wearers(role: str, ref: str) -> sa.Select[int]:
    """Select the people who wear a hat of a group, or lead an active group that serves an activity."""
    kind, _, id = ref.partition(":")
    people = sa.select(Person.id).join(Membership, Membership.person_id == Person.id).where(_now())
    if kind == "group":
        roles = [worn for worn, hat in WORN.items() if hat == role]
        inside = people.where(Membership.group_id == int(id), Membership.role.in_(roles))
        if role != "secretariat":
            return inside
        return sa.select(Person.id).where(sa.or_(Person.id.in_(inside), Person.id.in_(_coordinators(int(id)))))
    people = people.join(Membership.group).join(Alignment, Alignment.group_id == Group.id).join(Item, unfolded())
    return people.where(Item.id == int(id), Membership.role.in_(LEADS), Group.status == Status.ACTIVE)
