"""The story of a thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from wgtool.accounts import queries as people
from wgtool.history.models import Line, Place
from wgtool.kernel import events
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.i18n import _, day
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
KIND, THING = sa.bindparam("kind", type_=sa.String()), sa.bindparam("thing", type_=sa.Integer())


@dataclass(frozen=True)
class Told:
    """A line as the reader is told it. `by` is a person's name only by partners' sight and consent."""

    when: datetime
    sentence: str
    by: str
    why: str
    subject: Ref
    event: str


def timeline(ref: Ref, *, seen_by: Actor, most: int = 50, before: int | None = None) -> list[Told]:
    """Tell what happened to a thing, newest first, in two statements."""
    lines = _timeline(seen_by, most) if before is None else _timeline(seen_by, most).where(Line.id < before)
    return told(db.session.execute(lines, {"kind": ref.kind, "thing": ref.id}).all(), seen_by=seen_by)


@lru_cache(maxsize=512)
def _timeline(seen_by: Actor, most: int) -> sa.Select[Any]:
    """Select the newest lines of a timeline that a reader may see."""
    lines = sa.select(*SHOWN).join(Place, Place.line_id == Line.id).where(Place.kind == KIND, Place.thing == THING)
    return lines.where(visible(Line, seen_by)).order_by(*NEWEST).limit(most)


def since(refs: Iterable[Ref], moment: datetime, *, seen_by: Actor, most: int = 20) -> list[Told]:
    """Tell what happened to any of `refs` after `moment`, newest first, without what the reader did."""
    followed = list(refs)
    if not followed:
        return []
    ids = sa.select(Place.line_id).where(among(Place.kind, Place.thing, followed))
    lines = sa.select(*SHOWN).where(Line.id.in_(ids), Line.at > moment, visible(Line, seen_by))
    if seen_by.person is not None:
        lines = lines.where(sa.or_(Line.person.is_(None), Line.person != seen_by.person))
    return told(db.session.execute(lines.order_by(*NEWEST).limit(most)).all(), seen_by=seen_by)


def among(kind: Any, thing: Any, refs: Iterable[Ref]) -> sa.ColumnElement[bool]:
    """Keep the rows whose columns `kind` and `thing` name one of `refs`: a list of ids for each kind."""
    ids: dict[str, list[int]] = {}
    for ref in refs:
        ids.setdefault(ref.kind, []).append(ref.id)
    return sa.or_(sa.false(), *(sa.and_(kind == of, thing.in_(these)) for of, these in ids.items()))


def count_lines(refs: Iterable[Ref]) -> int:
    """Count the lines that stand on any of the timelines, each once, without mail's own.

    Asked before something is taken back: a number that grew means that something happened since.
    """
    ids = sa.select(Place.line_id).where(among(Place.kind, Place.thing, refs))
    other = Line.event.not_like("notifications.%")
    return db.session.scalar(sa.select(sa.func.count()).where(Line.id.in_(ids), other)) or 0


def told(lines: Sequence[sa.Row[Any]], *, seen_by: Actor) -> list[Told]:
    """Tell lines in the reader's language, with names by the reader's sight."""
    kinds = events.by_name()
    ids = {p for x in lines for p in [x.person, *_values(x, kinds, "people")] if p}
    orgs = {o for x in lines for o in [x.organisation, *_values(x, kinds, "organisations")] if o}
    names, org_names = people.names_among(ids, orgs, seen_by=seen_by)
    return [_tell(x, kinds[x.event], names, org_names, seen_by) for x in lines if x.event in kinds]


def _values(line: sa.Row[Any], kinds: dict[str, type[events.Event]], which: str) -> list[int]:
    kind = kinds.get(line.event)
    return [line.facts[f] for f in getattr(kind, which, ()) if line.facts.get(f)]


def _tell(
    line: sa.Row[Any], kind: type[events.Event], names: dict[int, str], orgs: dict[int, str], reader: Actor
) -> Told:
    facts: dict[str, Any] = {k: _("nothing") if v in (None, "") else v for k, v in line.facts.items()}
    facts.update({f: names.get(line.facts.get(f) or 0, _("somebody")) for f in kind.people})
    facts.update({f: orgs.get(line.facts.get(f) or 0, _("an organisation")) for f in kind.organisations})
    facts.update({f: day(date.fromisoformat(line.facts[f])) for f in kind.days if line.facts.get(f)})
    facts.update({f: _(line.facts[f]) for f in kind.terms if line.facts.get(f)})
    facts.update({f: say(line.facts[f]) for f, say in kind.words.items() if f in line.facts})
    by = _by(line, names, orgs, reader)
    sentence = str(kind.sentence)
    told = sentence % facts
    if sentence.startswith(tuple(f"%({f})s" for f in (*kind.people, *kind.organisations))):
        told = told[:1].upper() + told[1:]  # “a member of …” stands for a name that the reader may not know
    return Told(line.at, told, by, line.why, Ref(line.kind, line.thing), line.event)


def _by(line: sa.Row[Any], names: dict[int, str], orgs: dict[int, str], reader: Actor) -> str:
    """Say who did it: the person by partners' sight and consent, else the organisation, the support team or wgtool."""
    if line.role == "tool":
        return "wgtool"
    place = _("the support team") if line.role == "support" else orgs.get(line.organisation or 0, "")
    name = names.get(line.person or 0, "") if reader.partner or reader.person == line.person else ""
    by = _("%(name)s, %(place)s", name=name, place=place) if name and place else name or place or _("a person")
    return _("%(by)s, on behalf of %(whom)s", by=by, whom=line.on_behalf) if line.on_behalf else by
