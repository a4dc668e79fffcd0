"""What SQLite and PostgreSQL both say, and SQLAlchemy has a word of its own for in each.

To name a dialect is to load it, some forty milliseconds and two MiB for PostgreSQL's. A process speaks to one database:
it loads that one's alone.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

_WHERE = "where"


def insert_of(dialect: str) -> Callable[[Any], postgresql.Insert]:
    """Give the `insert` that can say what becomes of a row that is there already; both dialects' say it alike."""
    return cast("Callable[[Any], postgresql.Insert]", import_module(f"sqlalchemy.dialects.{dialect}").insert)


def one_where(name: str, *columns: str, where: str) -> sa.Index:
    """Give the index that allows one row of its columns among those that meet a condition."""
    return sa.Index(name, *columns, unique=True, info={_WHERE: where})


def some_where(name: str, *columns: str, where: str) -> sa.Index:
    """Give the index that holds only the rows that meet a condition, for who asks for these in the same words."""
    return sa.Index(name, *columns, info={_WHERE: where})


def say_where(metadata: sa.MetaData, *dialects: str) -> None:
    """Have such indices say their condition in these dialects: before tables are made, or compared."""
    for table in metadata.tables.values():
        for index in table.indexes:
            if where := index.info.get(_WHERE):
                for dialect in dialects:
                    index.dialect_options[dialect]["where"] = sa.text(where)
