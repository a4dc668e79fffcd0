"""Erasing a content at once when the last file with it is removed, though somebody may be sending the same just now.

A content is kept before the transaction that names it. Between the two it may be erased, so whoever names it holds it,
and keeps it anew if it is gone; whoever erases it holds it alone, and leaves it if it is named by then.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from wgtool.files import queries, store
from wgtool.files.taking import Kept
from wgtool.kernel.db import db, writer


def keep(kept: Kept) -> None:
    """Hold a content until the commit that names it, and have it lie in its place."""
    _hold(db.session.connection(), kept.digest, sa.func.pg_advisory_xact_lock_shared)
    if not store.there(kept.digest):
        store.keep(kept.sent)


def erase(digest: str) -> bool:
    """Erase a content that nothing names; say whether it is gone."""
    with writer() as connection:
        _hold(connection, digest, sa.func.pg_advisory_xact_lock)
        if connection.scalar(queries.named(digest)):
            return False
        store.erase(digest)
    return True


def _hold(connection: sa.Connection, digest: str, lock: Any) -> None:
    """Wait for who holds it. With SQLite no other writer is at work; two contents of one number do but wait for each other."""
    if connection.dialect.name == "postgresql":
        number = sa.literal(int(digest[:16], 16) - 2**63, sa.BigInteger)
        connection.execute(sa.select(lock(number)))
