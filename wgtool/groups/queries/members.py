"""Memberships, rosters, and where people belong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import set_committed_value

from wgtool.accounts.models import Belonging, Person, RoleName
from wgtool.accounts.models import Role as PersonRole
from wgtool.accounts.queries import names
from wgtool.groups.models import Group, Membership, Role, Standing, Status
from wgtool.groups.queries.groups import OPEN, by_id, to_change
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.sight import visible
from wgtool.kernel.terms import current
from wgtool.partners import models as partners
from wgtool.partners.models import Organisation


def membership(id: int, *, seen_by: Actor) -> Membership | None:
    """Give a membership with its group, person and organisation, if the reader may know of it.

    Who is in is known of organisations; invitations and requests are the group's, the person's and the support team's.
    """
    row = db.session.scalars(membership_to_change(id)).unique().one_or_none()
    group = _whole_if_seen(row.group_id, seen_by) if row else None
    if row is None or group is None or beside(row, group).standing == Standing.IN:
        return row if group else None
    near = (
        seen_by.supports
        or f"group:{group.id}" in seen_by.keys
        or seen_by.wears("coordinator", "country", group.country)
    )
    theirs = {row.person_id, group.proposer_id if group.status == Status.PROPOSED else None}
    mine = seen_by.person is not None and seen_by.person in theirs
    return row if near or mine else None


def membership_by_id(id: int) -> Membership | None:
    """Give a membership with its group as they stand in the database, for its waits."""
    fresh = membership_to_change(id).execution_options(populate_existing=True)
    row = db.session.scalars(fresh).unique().one_or_none()
    group = by_id(row.group_id) if row else None
    return beside(row, group) if row and group else None


def beside(row: Membership, group: Group) -> Membership:
    """Put a whole group beside its membership; one select for both would load the membership twice."""
    set_committed_value(row, "group", group)
    return row


def membership_to_change(id: int) -> sa.Select[Membership]:
    """Select a membership with its person and organisation, to change it; its group is held first."""
    both = (joinedload(Membership.person), joinedload(Membership.organisation))
    return sa.select(Membership).where(Membership.id == id).options(*both)


def _whole_if_seen(id: int, actor: Actor) -> Group | None:
    return db.session.scalars(to_change(id).where(visible(Group, actor))).unique().one_or_none()


def roster(group: Group, on: date) -> Sequence[Membership]:
    """Give who was in a group on a day, by role."""
    there = sa.and_(Membership.since <= on, sa.or_(Membership.until.is_(None), Membership.until > on))
    order = sa.case({role: place for place, role in enumerate(Role)}, value=Membership.role)
    found = sa.select(Membership).where(Membership.group_id == group.id, Membership.standing == Standing.IN, there)
    with_place = joinedload(Membership.organisation)
    rows = db.session.scalars(found.options(with_place).order_by(order, Membership.since, Membership.id))
    return [beside(row, group) for row in rows]


def open_of(person: int, *, organisation: int | None = None) -> Sequence[Membership]:
    """Give the memberships of a person that count or wait for an answer, for an organisation if one is named."""
    found = sa.select(Membership).where(Membership.person_id == person, Membership.until.is_(None))
    found = found.where(Membership.standing.in_(OPEN)).order_by(Membership.group_id, Membership.id)
    return db.session.scalars(found.where(Membership.organisation_id == organisation) if organisation else found).all()


def all_of(person: int) -> Sequence[Membership]:
    """Give all memberships a person ever had or was asked to have."""
    return db.session.scalars(sa.select(Membership).where(Membership.person_id == person)).all()


def invited_at(email: str) -> Sequence[Membership]:
    """Give the invitations to an address that nobody was found for yet."""
    at = sa.and_(Membership.email == email, Membership.person_id.is_(None), Membership.standing == Standing.INVITED)
    return db.session.scalars(sa.select(Membership).where(at, Membership.until.is_(None))).all()


@dataclass(frozen=True)
class Place:
    """Where a person belongs now: `confirmed` also says that the organisation was looked at, or that they support."""

    organisation: int | None = None
    confirmed: bool = False
    observer: bool = False


def place_of(person: int) -> Place:
    """Say where a person belongs now, in two statements."""
    belongs = sa.select(
        Belonging.organisation_id, Belonging.confirmed_at, Organisation.looked_at, Organisation.standing
    )
    row = db.session.execute(
        belongs.join(Belonging.organisation).where(Belonging.person_id == person, current(Belonging))
    ).one_or_none()
    support = sa.select(PersonRole.id).where(
        PersonRole.person_id == person, PersonRole.name == RoleName.SUPPORT, current(PersonRole)
    )
    supports = db.session.scalar(support.limit(1)) is not None
    if row is None:
        return Place(confirmed=supports)
    observer = row.standing == partners.Standing.OBSERVER
    return Place(row.organisation_id, supports or bool(row.confirmed_at and row.looked_at), observer)


def is_active(person: int) -> bool:
    """Say whether this is somebody with an account."""
    found = sa.select(Person.id).where(Person.id == person, Person.forgotten_at.is_(None))
    return db.session.scalar(found) is not None


def people(*, seen_by: Actor, but: Iterable[int] = ()) -> list[tuple[int, str]]:
    """Give (id, "name, organisation") of confirmed people whose names the reader may see, by name."""
    found = (
        sa.select(Person.id, Person.name, Organisation.name)
        .outerjoin(Belonging, sa.and_(Belonging.person_id == Person.id, current(Belonging)))
        .outerjoin(Organisation, Organisation.id == Belonging.organisation_id)
        .where(Person.forgotten_at.is_(None), Person.id.not_in(set(but)), Belonging.confirmed_at.is_not(None))
        .order_by(Person.name, Person.id)
    )
    if not seen_by.partner:
        return []
    rows = db.session.execute(found if seen_by.supports else found.where(Person.shown))
    return [(id, f"{name}, {at}" if at else name) for id, name, at in rows]


def known_names(memberships: Iterable[Membership], *, seen_by: Actor) -> dict[int, str]:
    """Give the names of the people of memberships as the reader may know them."""
    return names((m.person_id for m in memberships if m.person_id), seen_by=seen_by)
