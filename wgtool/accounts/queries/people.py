"""People: by session, by address, by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from wgtool.accounts.models import Belonging, Person, Role, RoleName
from wgtool.kernel import waits
from wgtool.kernel.actors import COLON, NEWLINE, PERSON, Actor, worn
from wgtool.kernel.db import columns, db
from wgtool.kernel.i18n import _
from wgtool.kernel.lists import Page, paged_totals, total
from wgtool.kernel.terms import current
from wgtool.partners.models import Organisation


@lru_cache(maxsize=8)
def _standing(worn: sa.CTE) -> sa.Select[Any]:
    """Select who a person is now, as one row; built once, since every request of who signed in asks it.

    What parts the words is written into it: else all of it would be looked through for what to put in, each time.
    """
    hat = worn.c.role + COLON + worn.c.kind + COLON + worn.c.id
    here = sa.and_(Belonging.person_id == Person.id, current(Belonging))
    return (
        sa.select(
            Person.id, Person.name, Person.language, Person.zone, Person.epoch, Person.seen_at,
            Belonging.organisation_id, Belonging.confirmed_at, Organisation.looked_at,
            sa.select(sa.func.aggregate_strings(hat, NEWLINE)).scalar_subquery().label("hats"),
            waits.counted(worn).label("waiting"),
        )
        .outerjoin(Belonging, here)
        .outerjoin(Organisation, Organisation.id == Belonging.organisation_id)
        .where(Person.id == PERSON, Person.forgotten_at.is_(None))
    )  # fmt: skip


def for_session(person: int) -> sa.Row[Any] | None:
    """Give who an active person is now: where they belong, their hats and how much waits for them, in one statement."""
    return columns(_standing(worn()), {"person": person}).first()


def with_place(person: int) -> Person | None:
    """Give an active person with their current belonging and its organisation, in one statement."""
    found = db.session.scalars(
        sa.select(Person)
        .options(joinedload(Person.belongings.and_(current(Belonging))).joinedload(Belonging.organisation))
        .where(Person.id == person, Person.forgotten_at.is_(None))
    )
    return found.unique().one_or_none()


def by_id(person: int | None) -> Person | None:
    """Give an active person."""
    wanted = Person.id == (person or 0)
    return db.session.scalars(sa.select(Person).where(wanted, Person.forgotten_at.is_(None))).one_or_none()


def by_email(address: str) -> Person | None:
    """Give the active person with this address."""
    wanted = Person.email == address.strip().lower()
    return db.session.scalars(sa.select(Person).where(wanted, Person.forgotten_at.is_(None))).one_or_none()


def to_change(person: int) -> sa.Select[Person]:
    """Select a person to change."""
    return sa.select(Person).where(Person.id == person)


NAMED = (
    sa.select(Person.id, Person.name, Person.shown, Person.forgotten_at, Organisation.name)
    .outerjoin(Belonging, sa.and_(Belonging.person_id == Person.id, current(Belonging)))
    .outerjoin(Organisation, Organisation.id == Belonging.organisation_id)
    .where(Person.id.in_(sa.bindparam("ids", expanding=True)))
)


_places = sa.select(Organisation.id, Organisation.name, sa.null(), sa.null(), sa.null()).where(
    Organisation.id.in_(sa.bindparam("organisations", expanding=True))
)
NAMED_PLACES = _places.with_only_columns(Organisation.id, Organisation.name)
ALL_NAMED = NAMED.union_all(_places)
"""The same with organisations, told by a `shown` that is null."""


def names(ids: Iterable[int], *, seen_by: Actor) -> dict[int, str]:
    """Give the names of people as the reader may know them.

    Partners see the names of those who agreed to be shown; the support team sees all, and everybody their own.
    Who left is "former member", who is not shown is told as "a member of" their organisation, or "a person".
    """
    wanted = set(ids)
    if not wanted:
        return {}
    rows = db.session.execute(NAMED, {"ids": list(wanted)})
    return {id: told_as(id, name, shown, gone is not None, at, seen_by) for id, name, shown, gone, at in rows}


def names_among(
    people: Iterable[int], organisations: Iterable[int], *, seen_by: Actor
) -> tuple[dict[int, str], dict[int, str]]:
    """Give the names of people as the reader may know them, and those of organisations, in one statement."""
    ids, at_all = list(set(people)), list(set(organisations))
    known: dict[int, str] = {}
    places: dict[int, str] = {}
    if at_all and not ids:
        places.update(columns(NAMED_PLACES, {"organisations": at_all}).all())
    if not ids:
        return known, places
    for id, name, shown, gone, at in columns(ALL_NAMED, {"ids": ids, "organisations": at_all}):
        if shown is None:
            places[id] = name
        else:
            known[id] = told_as(id, name, shown, gone is not None, at, seen_by)
    return known, places


def told_as(id: int, name: str, shown: bool, gone: bool, organisation: str | None, reader: Actor) -> str:
    """Give the name of a person as the reader may know it."""
    if gone:
        return _("former member")
    if reader.is_tool or reader.supports or reader.person == id or (shown and reader.partner):
        return name
    return _("a member of %(organisation)s", organisation=organisation) if organisation else _("a person")


def person(id: int) -> Person | None:
    """Give a person, forgotten ones too, with all belongings, latest first."""
    return db.session.scalars(sa.select(Person).options(PLACES).where(Person.id == id)).one_or_none()


PLACES = selectinload(Person.belongings).joinedload(Belonging.organisation)


FOUND = (
    Person.id,
    Person.name,
    Person.email,
    Person.seen_at,
    Organisation.slug,
    Organisation.name.label("organisation"),
    sa.and_(Belonging.id.is_not(None), Belonging.confirmed_at.is_(None)).label("waits"),
)


def search(words: str = "", number: int = 1) -> Page[Any]:
    """Give a page of people as lists show them, by name or address, those to confirm first: one statement."""
    return paged_totals(_search(tuple(words.casefold().split())), number)


@lru_cache(maxsize=64)
def _search(words: tuple[str, ...]) -> sa.Select[*tuple[Any, ...]]:
    asked: list[sa.ColumnElement[bool]] = [Person.forgotten_at.is_(None)]
    for word in words:
        asked.append(sa.or_(*(sa.func.lower(c).contains(word, autoescape=True) for c in (Person.name, Person.email))))
    here = sa.and_(Belonging.person_id == Person.id, current(Belonging))
    found = sa.select(total(Person, *asked), *FOUND).select_from(Person).outerjoin(Belonging, here)
    found = found.outerjoin(Organisation, Organisation.id == Belonging.organisation_id).where(*asked)
    return found.order_by(FOUND[-1].desc(), sa.func.lower(Person.name), Person.id)


def roles_of(person: int) -> Sequence[Role]:
    """Give the roles of a person, past ones too, latest first."""
    return db.session.scalars(sa.select(Role).where(Role.person_id == person).order_by(Role.id.desc())).all()


def role(id: int) -> Role | None:
    """Give a role with its person."""
    return db.session.scalars(role_to_change(id)).one_or_none()


def role_to_change(id: int) -> sa.Select[Role]:
    """Select a role with its person, to change it."""
    return sa.select(Role).options(joinedload(Role.person)).where(Role.id == id)


def role_wearers(name: RoleName) -> Sequence[int]:
    """Give the people who hold a role now, and lock it until the commit, so that two last ones cannot both go."""
    held = sa.select(Role.person_id).where(Role.name == name, current(Role)).order_by(Role.id)
    return db.session.scalars(held.with_for_update()).all()
