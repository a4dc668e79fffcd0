"""What a transaction sees of the database, told by a value: what is worked out of the same is worked out once."""

from __future__ import annotations

import itertools
from collections.abc import Hashable
from typing import Any

from wgtool.kernel.db import db

_numbers = itertools.count()


def seen() -> Hashable:
    """Give a value that is another after every commit; one who writes, and sees what nobody else does, gets a new one each time.

    SQLite tells each connection when others have committed, and how much it changed itself; PostgreSQL names what a
    statement sees, another after each commit in any database of the server. One statement, however large the database is.
    """
    connection = db.session.connection()
    if connection.get_execution_options().get("writes"):
        return object()
    if connection.dialect.name != "sqlite":
        named: str = connection.exec_driver_sql("SELECT CAST(pg_current_snapshot() AS TEXT)").scalar_one()
        return named
    dbapi: Any = connection.connection.dbapi_connection
    others = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
    return connection.info.setdefault("number", next(_numbers)), others, dbapi.total_changes
