"""Who wears many hats, asked at once and remembered for one piece of work: timers look at thousands of things."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa

from wgtool.kernel.actors import wearers, wearing
from wgtool.kernel.db import db

AT_ONCE = 100
"""So many hats are asked for in one statement; SQLite takes five hundred parts in one."""


class Worn:
    """Call it with a hat for the ids of who wears it; tell it many hats before, and they are asked for together."""

    def __init__(self) -> None:
        self._known: dict[str, list[int]] = {}

    def __call__(self, holder: str) -> Collection[int]:
        """Give who wears a hat."""
        if holder not in self._known:
            self._known[holder] = wearers(holder)
        return self._known[holder]

    def learn(self, holders: Iterable[str]) -> None:
        """Ask who wears these hats, a hundred in a statement, where it is not known yet."""
        new = [holder for holder in dict.fromkeys(holders) if holder not in self._known]
        for at in range(0, len(new), AT_ONCE):
            self._ask(new[at : at + AT_ONCE])

    def _ask(self, holders: list[str]) -> None:
        self._known.update((holder, []) for holder in holders)
        found = [_marked(place, select) for place, holder in enumerate(holders) if (select := wearing(holder)) is not None]  # fmt: skip
        for place, person in sorted(set(map(tuple, db.session.execute(sa.union_all(*found))))) if found else ():
            self._known[holders[place]].append(person)


def _marked(place: int, select: Any) -> sa.Select[int, int]:
    person = select.subquery()
    return sa.select(sa.literal(place, sa.Integer()), *person.c)
