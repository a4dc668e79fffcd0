"""Readers and writers have connections of their own, so that a connection of SQLite rarely changes sides.

Told to read only, or to write again, it forgets every statement it has planned; a write that begins as a reader would
have that done twice. The engine stays one, with one dialect, one set of listeners and one way to dispose of it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy.pool import PoolProxiedConnection, QueuePool

# SQLAlchemy names what a pool tells by the module of its class. It is as quiet as that of its own pools.
logging.getLogger(__name__).setLevel(logging.WARNING)

# Nobody waits for another's lock, or for a server that is gone, longer than a person waits for a page. A process that
# vanished with its machine lets go of its locks after a minute.
SQLITE = {"timeout": 15}
POSTGRES = {
    "connect_timeout": 5,
    "options": "-c lock_timeout=15s -c idle_in_transaction_session_timeout=60s",
}
# The connection given back last is taken first: it has planned the statements and has pages of the database at hand
# that the others lost to the last write (docs/decisions/0031).
EVERYWHERE = {"hide_parameters": True, "pool_use_lifo": True}
_writes: ContextVar[bool] = ContextVar("a connection of a writer is wanted", default=False)


@contextmanager
def of_writers() -> Iterator[None]:
    """Have connections taken inside the block be writers'."""
    token = _writes.set(True)
    try:
        yield
    finally:
        _writes.reset(token)


class TwoSided(QueuePool):
    """A pool of readers' connections, with a second one of writers' behind it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._writers = QueuePool(*args, **options)
        self._writers.dispatch = self.dispatch

    def connect(self) -> PoolProxiedConnection:
        """Give a connection of the side that is wanted."""
        return self._writers.connect() if _writes.get() else super().connect()

    def dispose(self) -> None:
        """Close what is idle on both sides."""
        super().dispose()
        self._writers.dispose()

    def checkedout(self) -> int:
        """Count the connections in use, of both sides."""
        return super().checkedout() + self._writers.checkedout()
