"""What is counted of all action points, kept in the process for the state it was counted in.

No action point is ever deleted, and each change raises its version: so their number with the sum of their versions
never comes twice, and who sees a state of the database sees its sum. A change makes another key, in every process.
All count, whoever may see them: one that is no longer public is a change, too.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.register import queries

T = TypeVar("T")
MOST = 32


class State(NamedTuple):
    """All that decides what is counted: the database, its action points, the groups that are paused, the last GLM, today."""

    database: str
    points: int
    versions: int
    paused: frozenset[str]
    glm: date | None
    today: date


def state() -> State:
    """Give the state as it is now: one statement."""
    row = queries.state()
    paused = frozenset((row.paused or "").split())
    return State(str(db.engine.url), row.points, row.versions, paused, row.glm, clock.today())


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
