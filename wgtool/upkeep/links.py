"""Rows that point at each other cannot be loaded in an order that suits all: their links are checked at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from wgtool.upkeep.values import Cannot

LINKS = (
    "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 1, 2"
)


@contextmanager
def links_checked_at_the_end(connection: sa.Connection) -> Iterator[None]:
    """Take foreign keys off, or know them off on SQLite, for the block; raise Cannot if a row points at nothing."""
    if connection.dialect.name == "postgresql":
        links = list(connection.exec_driver_sql(LINKS))
        for table, name, _link in links:
            connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        yield
        for table, name, link in links:
            _put_back(connection, f"ALTER TABLE {table} ADD CONSTRAINT {name} {link}")
        return
    yield
    if lost := [f"{row[0]} row {row[1]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]:
        raise Cannot(f"Rows point at what is not in the backup: {', '.join(lost[:5])}. Nothing was restored.")


def _put_back(connection: sa.Connection, statement: str) -> None:
    try:
        connection.exec_driver_sql(statement)
    except IntegrityError as error:
        raise Cannot(f"Rows point at what is not in the backup: {error.orig}. Nothing was restored.") from error
