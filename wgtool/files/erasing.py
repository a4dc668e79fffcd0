"""Erasing a content at once when the last file with it is removed, though somebody may be sending the same just now.

A content is kept before the transaction that names it. Between the two it may be erased, so whoever names it holds it,
and keeps it anew if it is gone; whoever erases it holds it alone, and leaves it where it is named or being named.
"""

from __future__ import annotations

import sqlalchemy as sa

from wgtool.files import queries, store
from wgtool.files.taking import Kept
from wgtool.kernel.db import db, writer


def keep(kept: Kept) -> None:
    """Hold a content until the commit that names it, and have it lie in its place."""
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock_shared(_number(kept.digest))))
    if not store.there(kept.digest):
        store.keep(kept.sent)


def erase(digest: str) -> bool:
    """Erase a content that nothing names; say whether it is gone."""
    with writer() as connection:
        if _held(connection, digest) or connection.scalar(queries.named(digest)):
            return False
        store.erase(digest)
    return True


def _held(connection: sa.Connection, digest: str) -> bool:
    """Say whether somebody else is about to name it. With SQLite no other writer is at work."""
    if connection.dialect.name != "postgresql":
        return False
    return not connection.scalar(sa.select(sa.func.pg_try_advisory_xact_lock(_number(digest))))


def _number(digest: str) -> sa.ColumnElement[int]:
    """Give the lock's number: two contents that share one do but wait for each other."""
    return sa.literal(int(digest[:16], 16) - 2**63, sa.BigInteger)
