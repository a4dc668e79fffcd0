"""Bodies, seats, terms."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from wgtool.accounts.models import Belonging, Person
from wgtool.decisions.models import Body, Seat, SeatTerm, Secretary
from wgtool.decisions.queries.loading import of_body
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.terms import current
from wgtool.partners.models import Organisation


def bodies_of(person: int) -> Sequence[int]:
    """Give the ids of bodies on which a person sits or ever sat, or whose secretariat they are."""
    sits = sa.select(Seat.body_id).join(SeatTerm).where(SeatTerm.person_id == person)
    serves = sa.select(Secretary.body_id).where(Secretary.person_id == person)
    return sorted(set(db.session.scalars(sa.union(sits, serves))))


def sag() -> Body:
    """Give the Strategic Advisory Group. Raises Refused while it is not set up."""
    found = body_by_code("SAG")
    if found is None:
        raise Refused(_("The Strategic Advisory Group is not set up yet. Ask the support team."))
    return found


def body_by_code(code: str) -> Body | None:
    """Give a body with its seats, their terms and its secretaries."""
    return db.session.scalars(sa.select(Body).options(*of_body(None)).where(Body.code == code.upper())).one_or_none()


def body_to_change(id: int) -> sa.Select[Body]:
    """Select a body with its seats, their terms and its secretaries, to change it."""
    return sa.select(Body).options(*of_body(None)).where(Body.id == id)


def bodies() -> Sequence[tuple[str, str]]:
    """Give code and name of every body."""
    return [(code, name) for code, name in db.session.execute(sa.select(Body.code, Body.name).order_by(Body.id))]


def body_ids() -> Sequence[int]:
    """Give the ids of all bodies, whose seats may be vacant."""
    return db.session.scalars(sa.select(Body.id).order_by(Body.id)).all()


def people_to_seat(*, seen_by: Actor) -> Sequence[tuple[int, str]]:
    """Give (id, "name, organisation") of confirmed people whose names the reader may see, by name."""
    at = sa.and_(Belonging.person_id == Person.id, current(Belonging), Belonging.confirmed_at.is_not(None))
    wanted = sa.select(Person.id, Person.name, Organisation.name).join(Belonging, at).join(Organisation)
    wanted = wanted.where(Person.forgotten_at.is_(None), Organisation.looked_at.is_not(None)).order_by(Person.name)
    seen = wanted if seen_by.supports else wanted.where(Person.shown)
    return [(id, f"{name}, {place}") for id, name, place in db.session.execute(seen)]


def seat(id: int, *, code: str) -> Seat | None:
    """Give a seat with its body, terms and people."""
    wanted = sa.select(Seat).join(Seat.body).where(Seat.id == id, Body.code == code.upper())
    terms = selectinload(Seat.terms).joinedload(SeatTerm.person)
    return db.session.scalars(wanted.options(selectinload(Seat.body), terms)).one_or_none()


def body_of_seat(seat: int) -> int:
    """Give the id of the body a seat belongs to."""
    return db.session.scalars(sa.select(Seat.body_id).where(Seat.id == seat)).one()


def term(id: int, *, code: str) -> SeatTerm | None:
    """Give a term with its seat and body."""
    wanted = sa.select(SeatTerm).join(SeatTerm.seat).join(Seat.body)
    wanted = wanted.where(SeatTerm.id == id, Body.code == code.upper())
    return db.session.scalars(wanted.options(joinedload(SeatTerm.seat).joinedload(Seat.body))).one_or_none()
