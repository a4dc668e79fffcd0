"""What is counted of all action points, kept in the process for the state it was counted in.

No action point is ever deleted, and each change raises its version: so their number with the sum of their versions
never comes twice, and who sees a state of the database sees its sum. A change makes another key, in every process.
All count, whoever may see them: one that is no longer public is a change, too.

The sum itself takes as long as there are action points: it is asked anew only where anything was committed meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from wgtool.kernel import clock, snapshots
from wgtool.kernel.db import db
from wgtool.register import queries

T = TypeVar("T")
MOST = 32


class State(NamedTuple):
    """All that decides what is counted: the database, its action points, the groups that are paused, the last GLM, today.

    With the few numbers that are not counted of action points: the responses that were published by their day, and all.
    """

    database: str
    points: int
    versions: int
    paused: frozenset[str]
    glm: date | None
    today: date
    responses: tuple[int, int]


def state() -> State:
    """Give the state as it is now: one statement, three after a commit."""
    return _state(snapshots.seen(), str(db.engine.url), clock.today())


@lru_cache(maxsize=MOST)
def _state(_seen: Hashable, database: str, today: date) -> State:
    row = queries.state()
    paused = frozenset((row.paused or "").split())
    return State(database, row.points, row.versions, paused, row.glm, today, queries.responses())


def kept(now: State, read: Callable[..., T], *asked: Any) -> T:
    """Give what a query counts in a state; it is read where the process does not know it yet."""
    found: T = _kept(now, read, asked)
    return found


@lru_cache(maxsize=MOST)
def _kept(_now: State, read: Callable[..., Any], asked: tuple[Any, ...]) -> Any:
    return read(*asked)


def forget() -> None:
    """Forget all, for who puts another database into the place of one."""
    _kept.cache_clear()
    _state.cache_clear()
