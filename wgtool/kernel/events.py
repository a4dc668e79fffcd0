"""Facts in the past tense. An operation announces one; history and notifications listen.

An event carries ids and values, never rendered text, so that it is told in the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, ClassVar

from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref
from wgtool.kernel.sight import Sight
from wgtool.kernel.values import Value


@cache
def by_name() -> dict[str, type[Event]]:
    """Give all event classes by the name history keeps."""
    return {one.event_name(): one for one in every()}


class Event(Value):
    """Base of all events. A subclass names its `sentence` (a lazy gettext text over its own fields).

    `people`, `organisations` name fields that hold ids of such; they are shown as names, by the reader's sight.
    `days` names fields that hold ISO dates; they are shown in the reader's language; so are the fields of `terms`,
    which hold a value that has a translation of its own ("Ongoing").
    `words` gives, for a field that holds a key of something else, the function that says it in the reader's language.
    `secrets` names fields (links, tokens) that only the outbox may see. `kept` False is a mere message: no history.
    `sight`, `audience`, `also`, if given, narrow the line of history below the subject's own sight.
    """

    sentence: ClassVar[Any] = ""
    people: ClassVar[tuple[str, ...]] = ()
    organisations: ClassVar[tuple[str, ...]] = ()
    days: ClassVar[tuple[str, ...]] = ()
    terms: ClassVar[tuple[str, ...]] = ()
    words: ClassVar[Mapping[str, Callable[[Any], str]]] = {}
    secrets: ClassVar[tuple[str, ...]] = ()
    kept: ClassVar[bool] = True

    actor: Actor
    subject: Ref
    touches: tuple[Ref, ...] = ()
    on_behalf: str = ""
    why: str = ""
    sight: Sight | None = None
    audience: str = ""
    also: str | None = None

    def __init_subclass__(cls) -> None:
        """Have the names gathered again, now that there is one more."""
        super().__init_subclass__()
        by_name.cache_clear()

    @classmethod
    def room(cls) -> str:
        """Give the room whose fact this is."""
        return cls.event_name().partition(".")[0]

    @classmethod
    def event_name(cls) -> str:
        """Give the name history keeps, `room.Fact`."""
        return f"{cls.__module__.split('.')[1]}.{cls.__name__}"

    def values(self) -> dict[str, Any]:
        """Give the event's own fields, ready for JSON."""
        common = {*Event.named, *self.secrets}
        return {name: getattr(self, name) for name in self.named if name not in common}


Listener = Callable[[Event], None]
_listeners: list[tuple[type[Event], Listener]] = []


def listen(kind: type[Event], listener: Listener) -> None:
    """Have `listener` called for every event of `kind` and its subclasses, in the transaction of the change."""
    if (kind, listener) not in _listeners:
        _listeners.append((kind, listener))


def announce(event: Event) -> None:
    """Tell all who listen; what they write is part of the same transaction."""
    for kind, listener in list(_listeners):
        if isinstance(event, kind):
            listener(event)


def every(kind: type[Event] | None = None) -> Iterable[type[Event]]:
    """Give all event classes that have a sentence."""
    for one in (kind or Event).__subclasses__():
        if "sentence" in one.__dict__:
            yield one
        yield from every(one)
