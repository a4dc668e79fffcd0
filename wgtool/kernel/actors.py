"""Who acts: a frozen value with the hats a person wears now. Rules are look-ups on it, nothing more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from flask import g, has_request_context

from wgtool.kernel.db import columns, db

Hat = tuple[str, str, str]
"""(role, kind of thing, its id as text), for example ("lead", "group", "7")."""

SUPPORT: Hat = ("support", "world", "")
ADMIN: Hat = ("admin", "world", "")
TOOL: Hat = ("tool", "world", "")


class Eyes(NamedTuple):
    """What of an actor shapes a statement about what they may see: few differ, so a statement is kept for each.

    Whose eyes they are comes with the asking: `Actor.asking`. `keyed` says whether they have keys at all.
    """

    is_tool: bool
    supports: bool
    partner: bool
    signed_in: bool
    keyed: bool


KEYS: sa.BindParameter[Any] = sa.bindparam("keys", type_=sa.String(), expanding=True)
ME: sa.BindParameter[int] = sa.bindparam("me", type_=sa.Integer())
"""An actor's keys and number in a statement that is kept for their eyes."""


@dataclass(frozen=True)
class Actor:
    """A person as the rules see them, a guest, or wgtool itself."""

    person: int | None = None
    name: str = ""
    organisation: int | None = None
    language: str = "en"
    zone: str = "UTC"
    provisional: bool = False
    hats: frozenset[Hat] = field(default_factory=frozenset)
    waiting: int = field(default=0, compare=False)
    """How many turns were theirs when this was read, for the bar of the page."""

    @classmethod
    def guest(cls, language: str = "en") -> Actor:
        """Give somebody who has not signed in."""
        return cls(language=language)

    @classmethod
    def tool(cls) -> Actor:
        """Give wgtool acting by itself: timers, imports on the console, the demonstration."""
        return cls(name="wgtool", hats=frozenset({TOOL}))

    def wears(self, role: str, kind: str = "world", id: object = "") -> bool:
        """Say whether the actor wears this hat."""
        return (role, kind, str(id)) in self.hats

    def ids(self, kind: str, *roles: str) -> list[int]:
        """Give the ids of all things of `kind` on which the actor wears one of `roles` (any, if none is named)."""
        return sorted(int(i) for r, k, i in self.hats if k == kind and (not roles or r in roles))

    @property
    def signed_in(self) -> bool:
        """Say whether this is a person."""
        return self.person is not None

    @property
    def is_tool(self) -> bool:
        """Say whether this is wgtool itself."""
        return TOOL in self.hats

    @property
    def supports(self) -> bool:
        """Say whether the actor is in the support team."""
        return SUPPORT in self.hats

    @property
    def partner(self) -> bool:
        """Say whether partners' sight is theirs: confirmed people of organisations looked at, and the support team."""
        return self.supports or (self.signed_in and not self.provisional and self.organisation is not None)

    @cached_property
    def keys(self) -> list[str]:
        """Give the audiences and holders the actor is among: `role:kind:id` and `kind:id` for each hat, sorted."""
        both = {f"{r}:{k}:{i}" for r, k, i in self.hats} | {f"{k}:{i}" for r, k, i in self.hats}
        return sorted(both)

    @property
    def keyed(self) -> bool:
        """Say whether the actor has keys."""
        return bool(self.hats)

    @cached_property
    def eyes(self) -> Eyes:
        """Give what shapes a statement about what the actor may see."""
        return Eyes(self.is_tool, self.supports, self.partner, self.signed_in, self.keyed)

    def asking(self, **values: Any) -> dict[str, Any]:
        """Give the values with which a statement kept for the actor's eyes is asked, and others of its own."""
        return {"keys": self.keys, "me": self.person, **values}


Reader = Actor | Eyes
"""For whom a statement is: one who asks it now, whose keys it carries, or all with the same eyes."""
PERSON: sa.BindParameter[int] = sa.bindparam("person", type_=sa.Integer())
HatQuery = Callable[[sa.BindParameter[int]], Iterable[sa.Select[str, str, str]]]
_providers: list[HatQuery] = []
_identify: Callable[[], Actor] = Actor.guest


def word(text: str) -> sa.ColumnElement[str]:
    """Give a word of ours as a column of a hat, written into the statement: a hundred bound ones take longer to bind."""
    return sa.literal_column(f"'{text}'", sa.String())


COLON: Any = word(":")
NEWLINE: Any = word("\n")
"""What parts a hat, and hats, in a statement."""


def provides_hats(provider: HatQuery) -> HatQuery:
    """Register a room's selects of (role, kind, id as text) for the id of a person, which comes with the asking."""
    _providers.append(provider)
    return provider


@lru_cache(maxsize=8)
def _worn(providers: tuple[HatQuery, ...]) -> sa.CTE:
    """Put the rooms' selects together, once: building them takes longer than asking them."""
    selects = [select for provider in providers for select in provider(PERSON)]
    named = [s.with_only_columns(*map(sa.label, ("role", "kind", "id"), s.selected_columns)) for s in selects]
    return sa.union_all(*named).cte("worn")


def worn() -> sa.CTE:
    """Give the hats (role, kind, id) of `PERSON` as a part of a statement."""
    return _worn(tuple(_providers))


def hats_of(person: int) -> frozenset[Hat]:
    """Read all hats of a person in one statement."""
    rows = db.session.execute(sa.select(worn()), {"person": person})
    return frozenset((r, k, i) for r, k, i in rows)


Wearers = Callable[[str, str], sa.Select[int]]
_wearers: dict[str, Wearers] = {}


def knows_wearers(*kinds: str) -> Callable[[Wearers], Wearers]:
    """Register the function `(role, "kind:id") -> select of person ids`, the inverse of a room's hats, for its kinds."""

    def register(function: Wearers) -> Wearers:
        _wearers.update(dict.fromkeys(kinds, function))
        return function

    return register


def wearers(holder: str) -> list[int]:
    """Give the ids of the people who wear the hat `role:kind:id` now."""
    select = wearing(holder)
    return [] if select is None else sorted(set(columns(select).scalars()))


def wearing(holder: str) -> sa.Select[int] | None:
    """Select the ids of the people who wear a hat; None if there is no such kind of hat."""
    role, kind, id = holder.split(":", 2)
    return _wearing(_wearers[kind], role, f"{kind}:{id}") if kind in _wearers else None


@lru_cache(maxsize=1024)
def _wearing(function: Wearers, role: str, of: str) -> sa.Select[int]:
    """Put a room's select together once for a hat: building it takes longer than asking it."""
    return function(role, of)


def identified_by(function: Callable[[], Actor]) -> Callable[[], Actor]:
    """Register the function that says who sends this request."""
    global _identify
    _identify = function
    return function


def actor() -> Actor:
    """Give who sends this request; outside of one, wgtool itself."""
    if not has_request_context():
        return Actor.tool()
    try:
        found: Actor = g.actor
    except AttributeError:
        found = g.actor = _identify()
    return found


def forget_actor() -> None:
    """Make the next `actor()` read hats again, as after a lock was taken."""
    if "actor" in g:
        g.last_actor = g.pop("actor")
    g.pop("tongue", None)  # language and zone may be another's now


def last_known() -> Actor:
    """Give the actor as this request last read it, or a guest, and stay with it: for pages without a database."""
    g.actor = g.get("actor") or g.get("last_actor") or Actor.guest()
    found: Actor = g.actor
    return found
