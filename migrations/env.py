"""Run migrations on the application's own engine.

SQLite rebuilds a table to change it, which with foreign keys on would empty the tables that point at it: they are
off while it migrates, and the whole is checked before it is committed. Either every step of a run is kept or none.
A restore gives its own connection, and migrates, checks and commits in its one transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from alembic import context
from flask import current_app
from sqlalchemy.types import TypeDecorator

from wgtool.kernel.dialects import say_where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic.autogenerate.api import AutogenContext

extension = current_app.extensions["migrate"]
metadata: sa.MetaData = extension.db.metadata
engine: sa.Engine = extension.db.engine
say_where(metadata, "sqlite", "postgresql")  # what is written here is run by both


def is_ours(thing: Any, name: str | None, kind: str, reflected: bool, _counterpart: Any) -> bool:
    """Keep full-text search out of autogenerate: its tables, columns and indexes are written by hand in a migration."""
    if not reflected or name is None:
        return True
    if kind == "table":
        return "_fts" not in name and not name.startswith("sqlite_")
    return not (kind in {"column", "index"} and (name.endswith("_tsv") or "_fts" in name))


def render(kind: str, thing: Any, _autogen: AutogenContext) -> str | bool:
    """Write our own column types as what the database keeps, so that a migration never imports the application."""
    if kind == "type" and isinstance(thing, TypeDecorator) and type(thing).__module__.split(".")[0] == "wgtool":
        return f"sa.{thing.impl_instance!r}"
    return False


def skip_when_unchanged(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """Write no file when autogenerate finds nothing to do."""
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []


OPTIONS: dict[str, Any] = {
    "target_metadata": metadata,
    "render_as_batch": True,
    "compare_type": True,
    "transactional_ddl": True,
    "include_object": is_ours,
    "render_item": render,
    "process_revision_directives": skip_when_unchanged,
    **extension.configure_args,
}


def foreign_keys(connection: sa.Connection, state: str) -> None:
    """Turn SQLite's foreign keys ON or OFF, past SQLAlchemy: inside a transaction it would be ignored."""
    dbapi = connection.connection.dbapi_connection
    assert dbapi is not None
    dbapi.execute(f"PRAGMA foreign_keys={state}")


def orphans(connection: sa.Connection) -> Iterator[str]:
    """Name each row that points at nothing."""
    for table, row, parent, _number in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{table} row {row} points at a missing row of {parent}"


def online() -> None:
    """Migrate the database itself."""
    with engine.execution_options(writes=True).connect() as connection:
        context.configure(connection=connection, **OPTIONS)
        if connection.dialect.name != "sqlite":
            with context.begin_transaction():
                context.run_migrations()
            return
        foreign_keys(connection, "OFF")
        try:
            with context.begin_transaction():
                context.run_migrations()
                if found := list(orphans(connection)):
                    raise RuntimeError("The migration leaves rows behind: " + "; ".join(found[:10]))
        finally:
            foreign_keys(connection, "ON")


def offline() -> None:
    """Print the SQL instead of running it."""
    url = engine.url.render_as_string(hide_password=False)
    context.configure(url=url, literal_binds=True, dialect_opts={"paramstyle": "named"}, **OPTIONS)
    with context.begin_transaction():
        context.run_migrations()


def inside(connection: sa.Connection) -> None:
    """Migrate in the transaction of somebody who checks and commits."""
    context.configure(connection=connection, **OPTIONS)
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    offline()
elif given := context.config.attributes.get("connection"):
    inside(given)
else:
    online()
