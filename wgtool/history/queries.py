"""The story of a thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from wgtool.accounts import queries as people
from wgtool.history.models import Line, Place
from wgtool.history.telling import Kept, Teller, names_doer
from wgtool.history.telling import Told as Told
from wgtool.kernel import events
from wgtool.kernel.actors import ME, Actor, Eyes
from wgtool.kernel.among import among, of_kinds
from wgtool.kernel.db import Ref, columns, db
from wgtool.kernel.sight import visible

NEWEST = (Line.at.desc(), Line.id.desc())
SHOWN = (
    Line.at,
    Line.event,
    Line.kind,
    Line.thing,
    Line.person,
    Line.organisation,
    Line.role,
    Line.on_behalf,
    Line.facts,
    Line.why,
)
NONE: Mapping[int, str] = MappingProxyType({})
KIND, THING = sa.bindparam("kind", type_=sa.String()), sa.bindparam("thing", type_=sa.Integer())


def timeline(
    ref: Ref, *, seen_by: Actor, most: int = 50, before: int | None = None, known: Mapping[int, str] = NONE
) -> list[Told]:
    """Tell what happened to a thing, newest first, in two statements; in one, where the organisations are `known`."""
    return timeline_and_names(ref, (), seen_by=seen_by, most=most, before=before, known=known)[0]


def timeline_and_names(
    ref: Ref, beside: Iterable[int], *, seen_by: Actor, most: int = 50, before: int | None = None,
    known: Mapping[int, str] = NONE,
) -> tuple[list[Told], dict[int, str]]:  # fmt: skip
    """Give the same, and the names of people who are shown `beside` it as the reader may know them: no statement more."""
    lines = _timeline(seen_by.eyes, most) if before is None else _timeline(seen_by.eyes, most).where(Line.id < before)
    rows = columns(lines, seen_by.asking(kind=ref.kind, thing=ref.id)).all()
    return _told(rows, beside, seen_by=seen_by, known=known)


@cache
def _timeline(seen_by: Eyes, most: int) -> sa.Select[Any]:
    """Select the newest lines of a timeline that a reader may see."""
    lines = sa.select(*SHOWN).join(Place, Place.line_id == Line.id).where(Place.kind == KIND, Place.thing == THING)
    return lines.where(visible(Line, seen_by)).order_by(*NEWEST).limit(most)


def since(refs: Iterable[Ref], moment: datetime, *, seen_by: Actor, most: int = 20) -> list[Told]:
    """Tell what happened to any of `refs` after `moment`, newest first, without what the reader did."""
    asked = of_kinds(refs)
    if not asked:
        return []
    values = seen_by.asking(moment=moment, **asked)
    return told(columns(_since(tuple(asked), seen_by.eyes, most), values).all(), seen_by=seen_by)


@cache
def _since(names: tuple[str, ...], eyes: Eyes, most: int) -> sa.Select[Any]:
    """Select the newest lines after a `moment` on the timelines of things, but those of what the reader did."""
    ids = sa.select(Place.line_id).where(among(Place.kind, Place.thing, names))
    after = Line.at > sa.bindparam("moment", type_=Line.at.type)
    lines = sa.select(*SHOWN).where(Line.id.in_(ids), after, visible(Line, eyes))
    if eyes.signed_in:
        lines = lines.where(sa.or_(Line.person.is_(None), Line.person != ME))
    return lines.order_by(*NEWEST).limit(most)


def count_lines(refs: Iterable[Ref]) -> int:
    """Count the lines that stand on any of the timelines, each once, without mail's own.

    Asked before something is taken back: a number that grew means that something happened since.
    """
    asked = of_kinds(refs)
    ids = sa.select(Place.line_id).where(among(Place.kind, Place.thing, asked))
    other = Line.event.not_like("notifications.%")
    return db.session.scalar(sa.select(sa.func.count()).where(Line.id.in_(ids), other), asked) or 0


def told(lines: Sequence[sa.Row[Any]], *, seen_by: Actor, known: Mapping[int, str] = NONE) -> list[Told]:
    """Tell lines in the reader's language, with names by the reader's sight: only those it lets them know are asked."""
    return _told(lines, (), seen_by=seen_by, known=known)[0]


def _told(
    lines: Sequence[sa.Row[Any]], beside: Iterable[int], *, seen_by: Actor, known: Mapping[int, str]
) -> tuple[list[Told], dict[int, str]]:
    kinds = events.by_name()
    kept = [line for line in map(Kept._make, lines) if line.event in kinds]
    ids, orgs = set[int](), set[int]()
    for line in kept:
        ids.update(_values(line.facts, kinds[line.event].people))
        orgs.update(_values(line.facts, kinds[line.event].organisations))
        if line.person and names_doer(line.person, seen_by):
            ids.add(line.person)
        if line.organisation:
            orgs.add(line.organisation)
    names, org_names = people.names_among(ids.union(beside), orgs - known.keys(), seen_by=seen_by)
    teller = Teller(seen_by, names, {**known, **org_names})
    return [teller.tell(line, kinds[line.event]) for line in kept], names


def _values(facts: Mapping[str, Any], fields: Iterable[str]) -> list[int]:
    return [facts[field] for field in fields if facts.get(field)]
