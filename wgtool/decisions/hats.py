"""The hats of bodies and seats, and who wears them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from wgtool.accounts.models import Belonging, Person
from wgtool.decisions.models import Seat, SeatRole, SeatTerm, Secretary
from wgtool.kernel.actors import knows_wearers, provides_hats, word
from wgtool.kernel.terms import current

WORN = {SeatRole.HOLDER: "seat", SeatRole.ALTERNATE: "alternate"}


def _role() -> sa.ColumnElement[str]:
    """Name the hat of a term: a chair's holder is chair, who sits without a vote is observer."""
    chairs = sa.and_(Seat.chair, SeatTerm.role == SeatRole.HOLDER)
    alternates = sa.and_(Seat.voting, SeatTerm.role == SeatRole.ALTERNATE)
    return sa.case(
        (chairs, word("chair")), (alternates, word("alternate")), (Seat.voting, word("seat")), else_=word("observer")
    )


def _sitting() -> sa.Select[SeatTerm]:
    """Select the terms that count today, on seats that are open."""
    return sa.select(SeatTerm).join(Seat).where(Seat.closed_at.is_(None), current(SeatTerm))


def _speaking(person: Any) -> sa.Select[Any]:
    """Select the seats of organisations for which a person speaks: as focal point of a partner."""
    focal = sa.and_(Belonging.organisation_id == Seat.organisation_id, Belonging.focal, current(Belonging))
    confirmed = Belonging.confirmed_at.is_not(None)
    speaking = sa.select(Seat).join(Belonging, focal).where(Seat.closed_at.is_(None), confirmed)
    return speaking.where(Belonging.person_id == person)


@provides_hats
def hats(person: sa.BindParameter[int]) -> Iterable[sa.Select[str, str, str]]:
    """Give chair, seat, alternate, observer and secretariat of a body, and seat or alternate of the very seat."""
    mine = _sitting().where(SeatTerm.person_id == person)
    yield mine.with_only_columns(_role(), word("body"), sa.cast(Seat.body_id, sa.String))
    worn = sa.case((SeatTerm.role == SeatRole.HOLDER, word("seat")), else_=word("alternate"))
    voting = mine.where(Seat.voting, sa.not_(Seat.chair))
    yield voting.with_only_columns(worn, word("seat"), sa.cast(Seat.id, sa.String))
    for kind, id in (("body", Seat.body_id), ("seat", Seat.id)):
        yield _speaking(person).with_only_columns(word("seat"), word(kind), sa.cast(id, sa.String))
    yield sa.select(word("secretariat"), word("body"), sa.cast(Secretary.body_id, sa.String)).where(
        Secretary.person_id == person, current(Secretary)
    )


@knows_wearers("body", "seat")
def wearers(role: str, ref: str) -> sa.Select[int]:
    """Select the people who wear the hats of a body or a seat now."""
    kind, _, id = ref.partition(":")
    if kind == "seat":
        roles = [one for one, hat in WORN.items() if hat == role]
        sits = _sitting().where(Seat.id == int(id), SeatTerm.role.in_(roles)).with_only_columns(SeatTerm.person_id)
        return _with_focal_points(sits, Seat.id == int(id)) if role == "seat" else sits
    if role == "secretariat":
        return sa.select(Secretary.person_id).where(Secretary.body_id == int(id), current(Secretary))
    sits = _sitting().where(Seat.body_id == int(id), _role() == role).with_only_columns(SeatTerm.person_id)
    return _with_focal_points(sits, Seat.body_id == int(id)) if role == "seat" else sits


def _with_focal_points(sits: sa.Select[int], seats: sa.ColumnElement[bool]) -> sa.Select[int]:
    """Add the focal points of the organisations that have these seats."""
    focal = _speaking(Belonging.person_id).where(seats).with_only_columns(Belonging.person_id)
    return sa.select(Person.id).where(sa.or_(Person.id.in_(sits), Person.id.in_(focal)))
