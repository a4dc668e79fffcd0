"""Every SELECT of partners."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from wgtool.kernel.actors import Actor, Eyes, Reader
from wgtool.kernel.db import db
from wgtool.kernel.folding import fold
from wgtool.kernel.lists import LISTS, Page, all_of, paged_totals, total
from wgtool.partners.models import Organisation, Presence, Standing, Type

WORKS_IN = sa.select(sa.func.aggregate_strings(Presence.country, " ")).where(
    Presence.organisation_id == Organisation.id
)
LISTED = (
    Organisation.slug,
    Organisation.name,
    Organisation.short,
    Organisation.type,
    Organisation.standing,
    Organisation.looked_at,
    WORKS_IN.scalar_subquery().label("countries"),
)


OWN: Any = sa.bindparam("own", type_=sa.Integer(), expanding=True)


def _asking(reader: Actor) -> dict[str, Any]:
    return reader.asking(own=reader.ids("organisation"))


def _seen(reader: Reader) -> sa.ColumnElement[bool]:
    """Keep organisations that were looked at; the others are for their own people and the support team."""
    if reader.supports or reader.is_tool:
        return sa.true()
    own = OWN if isinstance(reader, Eyes) else reader.ids("organisation")
    return sa.or_(Organisation.looked_at.is_not(None), Organisation.id.in_(own))


def directory(
    *, seen_by: Actor, words: str = "", type: Type | None = None, country: str = "", number: int = 1
) -> Page[Any]:
    """Give a page of the directory as lists show it, by name; countries as codes with spaces between: one statement."""
    return paged_totals(_directory(seen_by.eyes, words, type, country), number, _asking(seen_by))


def whole_directory(*, seen_by: Actor, words: str = "", type: Type | None = None, country: str = "") -> Iterator[Any]:
    """Give all of it, some at a time."""
    yield from all_of(_directory(seen_by.eyes, words, type, country), _asking(seen_by))


@lru_cache(maxsize=LISTS)
def _directory(seen_by: Eyes, words: str, type: Type | None, country: str) -> sa.Select[*tuple[Any, ...]]:
    asked = [_seen(seen_by)]
    if words:
        asked.append(Organisation.folded.contains(fold(words), autoescape=True))
    if type:
        asked.append(Organisation.type == type)
    if country:
        asked.append(Organisation.countries.any(Presence.country == country))
    return sa.select(total(Organisation, *asked), *LISTED).where(*asked).order_by(Organisation.folded)


def by_slug(slug: str, *, seen_by: Actor) -> Organisation | None:
    """Give an organisation with its countries, if the reader may know of it."""
    wanted = sa.select(Organisation).where(Organisation.slug == slug, _seen(seen_by))
    return db.session.scalars(wanted.options(selectinload(Organisation.countries))).one_or_none()


def by_id(id: int, *, seen_by: Actor) -> Organisation | None:
    """Give an organisation by its id, without its countries, if the reader may know of it."""
    return db.session.scalars(sa.select(Organisation).where(Organisation.id == id, _seen(seen_by))).one_or_none()


def bare(slug: str, *, seen_by: Actor) -> Organisation | None:
    """Give an organisation without its countries, if the reader may know of it."""
    return db.session.scalars(sa.select(Organisation).where(Organisation.slug == slug, _seen(seen_by))).one_or_none()


PLAIN = sa.select(Organisation).where(Organisation.id == sa.bindparam("id", type_=sa.Integer()))


def plain(id: int) -> Organisation | None:
    """Give an organisation with nothing beside it, whoever may know of it: for operations."""
    return db.session.scalars(PLAIN, {"id": id}).one_or_none()


def to_change(id: int) -> sa.Select[Organisation]:
    """Select an organisation with its countries, to change it."""
    return sa.select(Organisation).options(selectinload(Organisation.countries)).where(Organisation.id == id)


NAMED = sa.select(Organisation.id, Organisation.name).where(Organisation.id.in_(sa.bindparam("ids", expanding=True)))


def names(ids: Iterable[int]) -> dict[int, str]:
    """Give the names of organisations."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = db.session.execute(NAMED, {"ids": list(wanted)})
    return {row.id: row.name for row in rows}


def choices(*, seen_by: Actor, partners_only: bool = False) -> Sequence[tuple[int, str]]:
    """Give (id, name) of organisations to choose from, by name."""
    wanted = sa.select(Organisation.id, Organisation.name).where(_seen(seen_by)).order_by(Organisation.folded)
    if partners_only:
        wanted = wanted.where(Organisation.standing == Standing.PARTNER)
    return [(id, name) for id, name in db.session.execute(wanted)]


def name_taken(name: str, *, but: int | None = None) -> Organisation | None:
    """Give the organisation of the same name, whatever its accents and capitals."""
    wanted = sa.select(Organisation).where(Organisation.folded == fold(name))
    return db.session.scalars(wanted.where(Organisation.id != but) if but else wanted).one_or_none()


def free_slug(wanted: str) -> str:
    """Give `wanted`, or `wanted-2` and so on, whichever no organisation has."""
    like = Organisation.slug.like(f"{wanted}%")
    taken = set(db.session.scalars(sa.select(Organisation.slug).where(like)))
    numbers = (f"{wanted}-{n}" for n in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(slug for slug in numbers if slug not in taken)
