"""Every SELECT of accounts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from wgtool.accounts.models import Belonging, Invitation, Link, Person, Role, RoleName
from wgtool.kernel.actors import Actor, knows_wearers, provides_hats
from wgtool.kernel.db import db
from wgtool.kernel.i18n import _
from wgtool.kernel.terms import current
from wgtool.partners.models import Organisation, Standing


@provides_hats
def hats(person: int) -> Iterable[sa.Select[str, str, str]]:
    """Give self, member, partner and focal of an organisation, and the roles that hang on nothing smaller.

    "partner" is worn only by confirmed people of partners (not observers) that were looked at.
    """
    at = sa.cast(Belonging.organisation_id, sa.String)
    mine = sa.select(sa.literal("member"), sa.literal("organisation"), at).where(
        Belonging.person_id == person, current(Belonging)
    )
    confirmed = mine.join(Organisation, Organisation.id == Belonging.organisation_id).where(
        Belonging.confirmed_at.is_not(None), Organisation.looked_at.is_not(None)
    )
    yield sa.select(sa.literal("self"), sa.literal("person"), sa.literal(str(person)))
    yield mine
    yield confirmed.with_only_columns(sa.literal("confirmed"), sa.literal("organisation"), at)
    yield confirmed.where(Organisation.standing == Standing.PARTNER).with_only_columns(
        sa.literal("partner"), sa.literal("organisation"), at
    )
    yield confirmed.where(Belonging.focal).with_only_columns(sa.literal("focal"), sa.literal("organisation"), at)
    roles = sa.select(Role).where(Role.person_id == person, current(Role))
    world = roles.where(Role.name != RoleName.COORDINATOR)
    yield world.with_only_columns(sa.cast(Role.name, sa.String), sa.literal("world"), sa.literal(""))
    yield roles.where(Role.name == RoleName.COORDINATOR).with_only_columns(
        sa.literal("coordinator"), sa.literal("country"), Role.country
    )


def for_session(person: int) -> Person | None:
    """Give an active person with their current belonging and its organisation, in one statement."""
    found = db.session.scalars(
        sa.select(Person)
        .options(joinedload(Person.belongings.and_(current(Belonging))).joinedload(Belonging.organisation))
        .where(Person.id == person, Person.forgotten_at.is_(None))
    )
    return found.unique().one_or_none()


def by_email(address: str) -> Person | None:
    """Give the active person with this address."""
    wanted = Person.email == address.strip().lower()
    return db.session.scalars(sa.select(Person).where(wanted, Person.forgotten_at.is_(None))).one_or_none()


def to_change(person: int) -> sa.Select[Person]:
    """Select a person to change."""
    return sa.select(Person).where(Person.id == person)


def names(ids: Iterable[int], *, seen_by: Actor) -> dict[int, str]:
    """Give the names of people as the reader may know them.

    Partners see the names of those who agreed to be shown; the support team sees all, and everybody their own.
    Who left is "former member", who is not shown is told as "a member of" their organisation, or "a person".
    """
    wanted = set(ids)
    if not wanted:
        return {}
    rows = db.session.execute(
        sa.select(Person.id, Person.name, Person.shown, Person.forgotten_at, Organisation.name)
        .outerjoin(Belonging, sa.and_(Belonging.person_id == Person.id, current(Belonging)))
        .outerjoin(Organisation, Organisation.id == Belonging.organisation_id)
        .where(Person.id.in_(wanted))
    )
    return {id: _shown(id, name, shown, gone is not None, at, seen_by) for id, name, shown, gone, at in rows}


def _shown(id: int, name: str, shown: bool, gone: bool, organisation: str | None, reader: Actor) -> str:
    if gone:
        return _("former member")
    if reader.is_tool or reader.supports or reader.person == id or (shown and reader.partner):
        return name
    return _("a member of %(organisation)s", organisation=organisation) if organisation else _("a person")


@knows_wearers("person", "organisation", "world", "country")
def wearers(role: str, ref: str) -> sa.Select[int]:
    """Select the people who wear accounts' own hats."""
    kind, _, id = ref.partition(":")
    active = sa.select(Person.id).where(Person.forgotten_at.is_(None))
    if kind == "person":
        return active.where(Person.id == int(id))
    if kind == "organisation":
        at = active.join(Belonging).where(Belonging.organisation_id == int(id), current(Belonging))
        at = at if role == "member" else at.where(Belonging.confirmed_at.is_not(None))
        return at.where(Belonging.focal) if role == "focal" else at
    return active.join(Role).where(Role.name == RoleName(role), Role.country == id, current(Role))


def any_admin() -> bool:
    """Say whether this installation has an administrator."""
    found = sa.select(Role.id).where(Role.name == RoleName.ADMIN, current(Role)).limit(1)
    return db.session.scalar(found) is not None


def link(digest: str) -> Link | None:
    """Give a mailed link by the digest of its secret."""
    return db.session.get(Link, digest)


def belonging_to_change(id: int) -> sa.Select[Belonging]:
    """Select a belonging with its person and organisation, to change it."""
    both = (joinedload(Belonging.person), joinedload(Belonging.organisation))
    return sa.select(Belonging).options(*both).where(Belonging.id == id)


def invitation_to_change(id: int) -> sa.Select[Invitation]:
    """Select an invitation with its organisation, to change it."""
    return sa.select(Invitation).options(joinedload(Invitation.organisation)).where(Invitation.id == id)


def people_of(organisation: int) -> Sequence[Belonging]:
    """Give who belongs to an organisation now, focal points first, with the people."""
    return db.session.scalars(
        sa.select(Belonging)
        .options(joinedload(Belonging.person))
        .where(Belonging.organisation_id == organisation, current(Belonging))
        .order_by(Belonging.focal.desc(), Belonging.id)
    ).all()


def open_invitations(organisation: int) -> Sequence[Invitation]:
    """Give the invitations to an organisation that nobody has accepted or revoked, newest first."""
    return db.session.scalars(
        sa.select(Invitation)
        .where(
            Invitation.organisation_id == organisation,
            Invitation.accepted_at.is_(None),
            Invitation.revoked_at.is_(None),
        )
        .order_by(Invitation.id.desc())
    ).all()
