"""Lines of history as a reader is told them: in their language, with names by their sight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref
from wgtool.kernel.events import Event
from wgtool.kernel.i18n import Tongue, _, tongue


class Kept(NamedTuple):
    """The columns of a line that telling takes, in the order of `queries.SHOWN`: a row is slower to ask by name."""

    at: datetime
    event: str
    kind: str
    thing: int
    person: int | None
    organisation: int | None
    role: str
    on_behalf: str
    facts: dict[str, Any]
    why: str


class Told(NamedTuple):
    """A line as the reader is told it. `by` is a person's name only by partners' sight and consent."""

    when: datetime
    sentence: str
    by: str
    why: str
    subject: Ref
    event: str


class Teller:
    """Tells lines to one reader, who may know the `names` of people and `organisations`."""

    def __init__(self, reader: Actor, names: dict[int, str], organisations: dict[int, str]) -> None:
        self.reader, self.names, self.organisations = reader, names, organisations
        self.tongue = tongue()
        self._told: dict[tuple[str, int | None, int | None], str] = {}
        self._words: dict[tuple[Callable[[Any], str], str], str] = {}
        self.nothing, self.somebody, self.somewhere = _("nothing"), _("somebody"), _("an organisation")

    def tell(self, line: Kept, kind: type[Event]) -> Told:
        """Tell one line, of this kind of event."""
        sentence, begins_with_a_name = _sentence(kind, self.tongue)  # type: ignore[arg-type]
        told = sentence % self._facts(line.facts, kind)
        if begins_with_a_name:
            told = told[:1].upper() + told[1:]  # “a member of …” stands for a name that the reader may not know
        by = self._by((line.role, line.person, line.organisation), line.on_behalf)
        return Told(line.at, told, by, line.why, Ref(line.kind, line.thing), line.event)

    def _facts(self, kept: dict[str, Any], kind: type[Event]) -> dict[str, Any]:
        facts = {k: self.nothing if v is None or v == "" else v for k, v in kept.items()}
        for field in kind.people:
            facts[field] = self.names.get(kept.get(field) or 0, self.somebody)
        for field in kind.organisations:
            facts[field] = self.organisations.get(kept.get(field) or 0, self.somewhere)
        for field in kind.days:
            if kept.get(field):
                facts[field] = self.tongue.day(date.fromisoformat(kept[field]))
        for field in kind.terms:
            if kept.get(field):
                facts[field] = self.tongue.plain(kept[field])
        for field in kind.words:
            if field in kept:
                facts[field] = self._worded(kind.words[field], kept[field])
        return facts

    def _worded(self, say: Callable[[Any], str], value: Any) -> str:
        """Say a key in words; lines of one story have few of them."""
        if not isinstance(value, str):
            return say(value)
        if (say, value) not in self._words:
            self._words[say, value] = say(value)
        return self._words[say, value]

    def _by(self, who: tuple[str, int | None, int | None], on_behalf: str) -> str:
        """Say who did it, and for whom."""
        if who not in self._told:
            self._told[who] = self._who(*who)
        by = self._told[who]
        return _("%(by)s, on behalf of %(whom)s", by=by, whom=on_behalf) if on_behalf else by

    def _who(self, role: str, person: int | None, organisation: int | None) -> str:
        """Name the person by partners' sight and consent, else the organisation, the support team or wgtool."""
        if role == "tool":
            return "wgtool"
        place = _("the support team") if role == "support" else self.organisations.get(organisation or 0, "")
        name = self.names.get(person or 0, "") if names_doer(person, self.reader) else ""
        if place and place in name:  # “a member of …” says it already
            return name
        return _("%(name)s, %(place)s", name=name, place=place) if name and place else name or place or _("a person")


def names_doer(person: int | None, reader: Actor) -> bool:
    """Say whether a reader may know by name who did something: partners may, and everybody their own doing."""
    return person is not None and (reader.partner or reader.person == person)


@lru_cache(maxsize=4096)
def _sentence(kind: type[Event], _tongue: Tongue) -> tuple[str, bool]:
    """Give an event's sentence in the tongue that tells it now, and whether it begins with a name."""
    sentence = str(kind.sentence)
    return sentence, sentence.startswith(tuple(f"%({f})s" for f in (*kind.people, *kind.organisations)))
