"""Who belongs where, now and before."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from wgtool.accounts.models import Belonging, Person
from wgtool.kernel.db import db
from wgtool.kernel.terms import current
from wgtool.partners.models import Organisation


def belonging(id: int) -> Belonging | None:
    """Give a belonging with its person and organisation."""
    return db.session.scalars(belonging_to_change(id)).one_or_none()


def belonging_to_change(id: int) -> sa.Select[Belonging]:
    """Select a belonging with its person and organisation, to change it."""
    both = (joinedload(Belonging.person), joinedload(Belonging.organisation))
    return sa.select(Belonging).options(*both).where(Belonging.id == id)


def open_belonging(person: int) -> Belonging | None:
    """Give where a person belongs without an end, locked until the commit."""
    wanted = sa.select(Belonging).where(Belonging.person_id == person, Belonging.until.is_(None))
    return db.session.scalars(wanted.with_for_update()).one_or_none()


def people_of(organisation: int) -> tuple[list[Belonging], list[Belonging]]:
    """Give who belongs to an organisation now, those to confirm first, then focal points; and who did, latest first."""
    wanted = sa.select(Belonging).options(joinedload(Belonging.person))
    order = (Belonging.confirmed_at.is_not(None), Belonging.focal.desc(), Belonging.id)
    found = db.session.scalars(wanted.where(Belonging.organisation_id == organisation).order_by(*order)).all()
    former = [one for one in found if not one.is_current]
    return [one for one in found if one.is_current], sorted(former, key=lambda b: b.until or b.since, reverse=True)


def roster(organisation: int) -> Sequence[Belonging]:
    """Give the confirmed people of an organisation who agreed to be shown, focal points first, by name."""
    wanted = sa.select(Belonging).join(Belonging.person).options(contains_eager(Belonging.person))
    shown = wanted.where(
        Belonging.organisation_id == organisation, current(Belonging), Belonging.confirmed_at.is_not(None), Person.shown
    )
    return db.session.scalars(shown.order_by(Belonging.focal.desc(), Person.name)).all()


def here_already(organisation: int, email: str) -> bool:
    """Say whether the person with this address belongs to the organisation now."""
    wanted = sa.select(Belonging.id).join(Belonging.person).where(Person.email == email)
    at = wanted.where(Belonging.organisation_id == organisation, current(Belonging))
    return db.session.scalar(at.limit(1)) is not None


def provisional_at(organisation: int) -> bool:
    """Say whether somebody at an organisation waits to be confirmed."""
    return db.session.scalar(PROVISIONAL_AT, {"organisation": organisation}) is not None


def with_provisional() -> Sequence[int]:
    """Give the ids of organisations at which somebody waits, or at which nobody has looked."""
    unlooked = sa.select(Organisation.id).where(Organisation.looked_at.is_(None))
    return db.session.scalars(sa.union(_provisional(), unlooked)).all()


def _provisional() -> sa.Select[int]:
    return sa.select(Belonging.organisation_id).where(current(Belonging), Belonging.confirmed_at.is_(None))


_here = Belonging.organisation_id == sa.bindparam("organisation", type_=sa.Integer())
PROVISIONAL_AT = _provisional().where(_here).limit(1)


def has_focal(organisation: int) -> bool:
    """Say whether an organisation has a confirmed focal point."""
    wanted = sa.select(Belonging.id).where(Belonging.organisation_id == organisation, current(Belonging))
    return db.session.scalar(wanted.where(Belonging.focal, Belonging.confirmed_at.is_not(None)).limit(1)) is not None
