"""Finds what a statement was compiled to by the statement itself, before looking for its like.

SQLAlchemy looks for it by a key that says all of the statement, a thousand parts of a long one, and reads every part
each time. A statement that is kept always has the very same key, and whose key it is can be seen at once.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.util import LRUCache

MOST = 500
"""Statements kept compiled, as many as SQLAlchemy keeps by itself, and keys met."""


class Compiled(LRUCache[Any, Any]):
    """What statements were compiled to, for an engine's option `compiled_cache`. Keys met twice are known by themselves."""

    __slots__ = ("_known", "_met")

    def __init__(self) -> None:
        super().__init__(MOST)
        self._met: set[int] = set()
        self._known: dict[tuple[Any, ...], tuple[Any, Any]] = {}

    def get(self, key: Any, default: Any = None) -> Any:
        """Give what the statement with this key was compiled to. A key: the dialect, what it says, and how it is sent."""
        dialect, said, *sent = key
        place = (id(said), id(dialect), *sent)
        known = self._known.get(place)
        if known is not None and known[0] is said:
            return known[1]
        found = super().get(key, default)
        if found is not default:
            self._note(place, said, found)
        return found

    def _note(self, place: tuple[Any, ...], said: Any, found: Any) -> None:
        """Know it from the second time on: most statements that are not kept come with a new key each time."""
        if len(self._met) >= MOST:
            self._met.clear()
            self._known.clear()
        if place[0] in self._met:
            self._known[place] = said, found  # holds the key, so that no other takes its place
        self._met.add(place[0])
