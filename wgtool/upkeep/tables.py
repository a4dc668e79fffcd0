"""The tables a backup keeps, as the database has them now: it need not be at the newest migration."""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa

from wgtool.config import place
from wgtool.upkeep.values import Cannot, Kind, kind_of

REVISION = "alembic_version"


@cache
def revisions() -> tuple[str, ...]:
    """Give the migrations this wgtool knows, oldest first. Their files are numbered, so Alembic need not be asked."""
    return tuple(sorted(path.name[:4] for path in (place("migrations") / "versions").glob("[0-9]*.py")))


def revision(connection: sa.Connection) -> str | None:
    """Give the migration the database is at, or None where it was never prepared."""
    if not sa.inspect(connection).has_table(REVISION):
        return None
    return connection.exec_driver_sql(f"SELECT version_num FROM {REVISION}").scalar()


def tables(connection: sa.Connection) -> list[sa.Table]:
    """Give all tables that hold facts, in order of name; what full-text search derives from them is made anew."""
    found = sa.MetaData()
    found.reflect(connection, only=lambda name, _: name != REVISION and "_fts" not in name)
    return [found.tables[name] for name in sorted(found.tables)]


def kinds(table: sa.Table) -> dict[str, Kind]:
    """Give each column that holds a fact with its kind; a computed one follows from others."""
    return {column.name: kind_of(column) for column in table.columns if column.computed is None}


def rows(table: sa.Table, engine: str) -> sa.Select[Any]:
    """Select all rows in the order of their keys, so that equal tables make equal files."""
    columns = [_read(table.c[name], kind, engine) for name, kind in kinds(table).items()]
    return sa.select(*columns).order_by(*table.primary_key.columns)


def _read(column: sa.Column[Any], kind: Kind, engine: str) -> Any:
    if kind.name == "json":
        text = sa.cast(column, sa.Text) if engine == "postgresql" else sa.type_coerce(column, sa.Text)
        return text.label(column.name)
    return sa.type_coerce(column, kind.type).label(column.name)


def attached(connection: sa.Connection) -> tuple[str, ...]:
    """Give the digests of the files that are attached, in order; there were none before there were attachments."""
    if not sa.inspect(connection).has_table("attachment"):
        return ()
    asked = "SELECT DISTINCT digest FROM attachment WHERE removed_at IS NULL ORDER BY digest"
    return tuple(connection.scalars(sa.text(asked)))


def counter(connection: sa.Connection, table: sa.Table) -> int | None:
    """Give the highest number ever given to a row, as far as the engine remembers; None for other keys."""
    keys = list(table.primary_key.columns)
    if len(keys) != 1 or not isinstance(keys[0].type, sa.Integer):
        return None
    most = connection.scalar(sa.select(sa.func.max(keys[0]))) or 0
    if connection.dialect.name != "postgresql":
        return int(most)
    given = "SELECT last_value FROM pg_sequences WHERE schemaname = current_schema() AND sequencename = %(name)s"
    last = connection.exec_driver_sql(given, {"name": f"{table.name}_{keys[0].name}_seq"}).scalar()
    return max(int(most), int(last or 0))


def refuse_strangers(known: dict[str, dict[str, str]], here: list[sa.Table]) -> None:
    """Raise Cannot unless the tables of a file are the tables of this database."""
    ours = {table.name: {name: kind.name for name, kind in kinds(table).items()} for table in here}
    different = sorted(name for name in known.keys() | ours.keys() if known.get(name) != ours.get(name))
    if different:
        raise Cannot(f"The file's tables are not those of its migration: {', '.join(different)}. It was not restored.")
