"""Mailed links and invitations."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from wgtool.accounts.models import Invitation, Link, Purpose, Role, RoleName
from wgtool.kernel.db import db
from wgtool.kernel.terms import current


def any_admin() -> bool:
    """Say whether this installation has an administrator."""
    found = sa.select(Role.id).where(Role.name == RoleName.ADMIN, current(Role)).limit(1)
    return db.session.scalar(found) is not None


def link(digest: str) -> Link | None:
    """Give a mailed link by the digest of its secret."""
    return db.session.get(Link, digest)


def link_to_change(digest: str) -> sa.Select[Link]:
    """Select a link, to use it."""
    return sa.select(Link).where(Link.digest == digest)


def live_links(
    *purposes: Purpose, email: str | None = None, person: int | None = None, subject: int | None = None
) -> sa.ColumnElement[bool]:
    """Give the clause of unused links for a purpose (any, if none is named): to an address, of a person, about a thing."""
    clauses: list[sa.ColumnElement[bool]] = [Link.used_at.is_(None)]
    if purposes:
        clauses.append(Link.purpose.in_(purposes))
    if email is not None:
        clauses.append(Link.facts["email"].as_string() == email)
    if person is not None:
        clauses.append(Link.person_id == person)
    if subject is not None:
        clauses.append(Link.subject == subject)
    return sa.and_(*clauses)


def invitation(id: int) -> Invitation | None:
    """Give an invitation with its organisation."""
    return db.session.scalars(invitation_to_change(id)).one_or_none()


def invitation_to_change(id: int) -> sa.Select[Invitation]:
    """Select an invitation with its organisation, to change it."""
    return sa.select(Invitation).options(joinedload(Invitation.organisation)).where(Invitation.id == id)


def _open() -> sa.ColumnElement[bool]:
    return sa.and_(Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None))


def open_invitations(organisation: int) -> Sequence[Invitation]:
    """Give the invitations to an organisation that nobody has accepted or revoked, newest first."""
    wanted = sa.select(Invitation).where(Invitation.organisation_id == organisation, _open())
    return db.session.scalars(wanted.order_by(Invitation.id.desc())).all()


def invited_already(organisation: int, email: str) -> bool:
    """Say whether an invitation to this address is open."""
    wanted = sa.select(Invitation.id).where(
        Invitation.organisation_id == organisation, Invitation.email == email, _open()
    )
    return db.session.scalar(wanted.limit(1)) is not None
