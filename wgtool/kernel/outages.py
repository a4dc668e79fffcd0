"""When the database cannot answer: told apart from our own mistakes by the engines' codes, never by their words."""

from __future__ import annotations

import enum

from sqlalchemy.exc import DBAPIError, PendingRollbackError
from sqlalchemy.exc import TimeoutError as PoolTimeout


class Outage(enum.StrEnum):
    """What is the matter with the database."""

    BUSY = "busy"
    """It answers, but not now: locked, a deadlock, too many at once. The same form may be done in a few seconds."""
    FULL = "full"
    """Its disk is full: it can be read and not written."""
    AWAY = "away"
    """It cannot be reached, opened, or read from its disk."""


# SQLite's primary result codes. A reader that writes is READONLY, too; that is our mistake, so it is not among them.
SQLITE = {5: Outage.BUSY, 6: Outage.BUSY, 7: Outage.BUSY, 10: Outage.AWAY, 11: Outage.AWAY, 13: Outage.FULL,
          14: Outage.AWAY, 15: Outage.BUSY, 26: Outage.AWAY}  # fmt: skip
# PostgreSQL's SQLSTATEs, by code or else by class. 40: deadlock, cannot serialize; 08: connection; 57P: shutting down.
POSTGRES = {"40": Outage.BUSY, "55P03": Outage.BUSY, "57014": Outage.BUSY, "53300": Outage.BUSY, "53100": Outage.FULL,
            "53": Outage.AWAY, "08": Outage.AWAY, "57P": Outage.AWAY, "58": Outage.AWAY, "25P03": Outage.AWAY,
            "25P04": Outage.AWAY, "55000": Outage.AWAY, "XX001": Outage.AWAY, "XX002": Outage.AWAY}  # fmt: skip


def outage_of(error: BaseException | None) -> Outage | None:
    """Say what is the matter with the database, or None if the error is about something else."""
    if isinstance(error, PoolTimeout):
        return Outage.BUSY
    if isinstance(error, PendingRollbackError):
        return Outage.AWAY  # the connection broke before, and somebody asked on
    if not isinstance(error, DBAPIError):
        return None
    if (code := getattr(error.orig, "sqlite_errorcode", None)) is not None:
        return SQLITE.get(code & 0xFF)
    state = getattr(error.orig, "sqlstate", None)
    if state is None:
        return Outage.AWAY if error.connection_invalidated or _cannot_connect(error) else None
    return next((POSTGRES[state[:n]] for n in (5, 3, 2) if state[:n] in POSTGRES), None)


def _cannot_connect(error: DBAPIError) -> bool:
    """Say whether psycopg speaks for itself: it has no connection, or lost it, so no server gave a code."""
    return type(error.orig).__module__.startswith("psycopg") and type(error.orig).__name__ in {
        "OperationalError", "InterfaceError", "ConnectionTimeout"}  # fmt: skip
