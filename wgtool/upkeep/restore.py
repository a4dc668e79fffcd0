"""Puts a backup into an empty place, on either engine, in one transaction: all of it, or nothing.

The tables are made as they were when the backup was taken, filled, and then brought to the newest migration, like
those of anybody who upgrades.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import current_app
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy.exc import DBAPIError

from wgtool.files import operations as files
from wgtool.files import store
from wgtool.files.models import Attachment
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.installation import HELD, Installation
from wgtool.kernel.writes import writing
from wgtool.upkeep import pack, tables
from wgtool.upkeep.links import links_checked_at_the_end
from wgtool.upkeep.values import KINDS, Cannot, back

AT_ONCE = 500


def restore(path: Path) -> pack.Manifest:
    """Restore a backup, and hold its mail until whoever runs this lets it go. Raises Cannot with a sentence."""
    with pack.read(path) as file:
        manifest = file.manifest
        if manifest.revision not in tables.revisions():
            raise Cannot(f"{path} was made by a newer wgtool ({manifest.wgtool}). Install that, then restore it.")
        with empty_place() as connection:
            migrate(connection, manifest.revision)
            with links_checked_at_the_end(connection):
                fill(connection, file)
            for digest in manifest.files:  # they lie by their content: those of a restore that breaks are swept
                with file.file(digest) as content:
                    store.put(content)
            migrate(connection, "head")
            tell_of(remove_what_was_erased(connection, manifest), connection)
            hold_mail(connection, manifest.taken)
    return manifest


@contextmanager
def empty_place() -> Iterator[sa.Connection]:
    """Give a writer over a database without tables. SQLite checks no links before the end: they are checked then."""
    with db.engine.connect().execution_options(writes=True) as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            _pragma(connection, "foreign_keys=OFF")
        try:
            with connection.begin():
                if found := sa.inspect(connection).get_table_names():
                    where = "a new file" if sqlite else "a new database"
                    raise Cannot(f"There are {len(found)} tables here already. Restore into {where}"
                                 " (WGTOOL_DATABASE_URL); nothing was changed.")  # fmt: skip
                yield connection
        finally:
            if sqlite:
                _pragma(connection, "foreign_keys=ON")


def _pragma(connection: sa.Connection, words: str) -> None:
    """Set what SQLite ignores inside a transaction, past SQLAlchemy, which would begin one."""
    dbapi = connection.connection.dbapi_connection
    assert dbapi is not None
    dbapi.execute(f"PRAGMA {words}")


def migrate(connection: sa.Connection, revision: str) -> None:
    """Run migrations up to `revision` in the transaction of the restore."""
    from alembic import command

    config = current_app.extensions["migrate"].migrate.get_config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def fill(connection: sa.Connection, file: pack.Reader) -> None:
    """Load every table; what migrations put in by themselves is in the backup too."""
    here = tables.tables(connection)
    tables.refuse_strangers({name: kept.columns for name, kept in file.manifest.tables.items()}, here)
    for table in here:
        connection.execute(sa.delete(table))
        _load(connection, table.name, file)
        _count_on(connection, table, file.manifest.tables[table.name].counter)


def _load(connection: sa.Connection, name: str, file: pack.Reader) -> None:
    kinds = {column: KINDS[kind] for column, kind in file.manifest.tables[name].columns.items()}
    into = sa.insert(sa.table(name, *(sa.column(column, kind.type) for column, kind in kinds.items())))
    rows = ({c: back(k, v) for (c, k), v in zip(kinds.items(), row, strict=True)} for row in file.rows(name))
    while some := list(islice(rows, AT_ONCE)):
        try:
            connection.execute(into, some)
        except DBAPIError as error:
            raise Cannot(
                f"The table {name} does not fit into this database: {error.orig}. Nothing was restored."
            ) from error


def _count_on(connection: sa.Connection, table: sa.Table, counter: int | None) -> None:
    """Have the next row get a number nobody had. SQLite goes on from the highest that is there by itself."""
    if counter and connection.dialect.name == "postgresql":
        key = next(iter(table.primary_key.columns)).name
        quoted = connection.dialect.identifier_preparer.quote(table.name)
        said = "SELECT setval(pg_get_serial_sequence(%(table)s, %(key)s), %(counter)s)"
        connection.exec_driver_sql(said, {"table": quoted, "key": key, "counter": counter})


def remove_what_was_erased(connection: sa.Connection, manifest: pack.Manifest) -> list[int]:
    """Remove the files whose content was erased while the backup was taken: they were removed just after its moment."""
    found: list[int] = []
    for digest in sorted(set(tables.attached(connection)) - set(manifest.files)):
        lacking = (Attachment.digest == digest, Attachment.removed_at.is_(None))
        found += connection.scalars(sa.select(Attachment.id).where(*lacking))
        connection.execute(
            sa.update(Attachment).where(*lacking).values(removed_at=datetime.fromisoformat(manifest.taken))
        )
    return found


def tell_of(removed: Collection[int], connection: sa.Connection) -> None:
    """Tell the rooms that these files were removed, as they would have been told had the backup been of a moment later."""
    if removed:
        with rooms_write_into(connection), writing():
            for id in removed:
                files.tell_of_removal(id, actor=Actor.tool())


@contextmanager
def rooms_write_into(connection: sa.Connection) -> Iterator[None]:
    """Have what rooms write through their session be a part of the transaction of the restore, kept or lost with it."""
    db.session.remove()
    db.session.registry.set(Joined(db, connection))
    try:
        yield
    finally:
        db.session.remove()


class Joined(Session):
    """A session in a transaction that is open already: what it commits or rolls back is a savepoint there."""

    def __init__(self, db: SQLAlchemy, connection: sa.Connection) -> None:
        super().__init__(db, join_transaction_mode="create_savepoint")
        self.joined = connection

    def get_bind(self, *_args: Any, **_kwargs: Any) -> sa.Connection:
        """Give the connection of that transaction, whatever is asked for."""
        return self.joined


def hold_mail(connection: sa.Connection, taken: str) -> None:
    """Keep mail from leaving: what left after the backup was taken would leave again."""
    connection.execute(sa.delete(Installation).where(Installation.name == HELD))
    connection.execute(sa.insert(Installation).values(name=HELD, value=taken))
