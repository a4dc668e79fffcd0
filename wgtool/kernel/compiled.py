"""Finds what a statement was compiled to by the statement itself, before looking for its like.

SQLAlchemy looks for it by a key that says all of the statement, a thousand parts of a long one, and reads every part
each time. A statement that is kept always has the very same key, and whose key it is can be seen at once.
"""

from __future__ import annotations

import threading
from typing import Any

from sqlalchemy.util import LRUCache

MOST = 500
"""Statements kept compiled, as many as SQLAlchemy keeps by itself."""
KNOWN = 64
"""Keys known by themselves. One of a statement that carries who asks weighs 40 KiB, and would outlive the statement."""
MET = 32
"""Keys held to see whether they come again: those of statements that are made anew each time never do."""

Place = tuple[Any, ...]


class Compiled(LRUCache[Any, Any]):
    """What statements were compiled to, for an engine's option `compiled_cache`. Keys that came twice are known by themselves."""

    __slots__ = ("_known", "_lock", "_met")

    def __init__(self) -> None:
        super().__init__(MOST)
        self._known: dict[Place, tuple[Any, Any]] = {}
        self._met: dict[Place, Any] = {}
        self._lock = threading.Lock()

    def get(self, key: Any, default: Any = None) -> Any:
        """Give what the statement with this key was compiled to. A key: the dialect, what it says, and how it is sent."""
        dialect, said, *sent = key
        place = (id(said), id(dialect), *sent)
        known = self._known.get(place)
        if known is not None and known[0] is said:
            return known[1]
        found = super().get(key, default)
        if found is not default:
            with self._lock:
                self._note(place, said, found)
        return found

    def _note(self, place: Place, said: Any, found: Any) -> None:
        """Hold a key for a while; know one that comes again meanwhile. What is held gives its number to no other."""
        if place not in self._met:
            self._met[place] = said
            if len(self._met) > MET:
                del self._met[next(iter(self._met))]
            return
        del self._met[place]
        self._known[place] = said, found
        if len(self._known) > KNOWN:
            del self._known[next(iter(self._known))]
