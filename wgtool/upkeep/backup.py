"""Takes a backup while people write: one read transaction sees one moment of all tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from wgtool import __version__
from wgtool.files import store
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.upkeep import pack, tables
from wgtool.upkeep.values import Cannot, out

AT_ONCE = 500
LACKS = "Settings and the secret key are not in a backup: keep them apart from it. Without the key people sign in anew."


def backup(path: Path) -> pack.Manifest:
    """Write a backup into a new file. Raises Cannot with a sentence, and leaves nothing, where it cannot."""
    with pack.written(path) as file, one_moment() as connection:
        revision = tables.revision(connection)
        if revision is None:
            raise Cannot("There is no database of wgtool here yet (see WGTOOL_DATABASE_URL): nothing to copy.")
        taken = clock.now().isoformat()
        for table in tables.tables(connection):
            copy(connection, table, file)
        files = copy_files(connection, file)
        engine = connection.dialect.name
        manifest = pack.Manifest(__version__, revision, engine, taken, file.kept, LACKS, files)
        file.finish(manifest)
    return manifest


def copy_files(connection: sa.Connection, file: pack.Writer) -> tuple[str, ...]:
    """Write the files that are attached at this moment; contents never change, so they may be read one by one.

    Those of files that are removed meanwhile are erased, and left out: the restore knows from that that they were removed.
    """
    return tuple(digest for digest in tables.attached(connection) if _copied(digest, file))


def _copied(digest: str, file: pack.Writer) -> bool:
    try:
        with store.opened(digest) as content:
            file.file(digest, content)
    except FileNotFoundError:
        with one_moment() as later:
            removed = digest not in tables.attached(later)
        if not removed:
            raise Cannot(f"An attached file is not where it should be: {store.folder() / store.place(digest)}. Put it"
                             " back from an older backup, or remove it where it is attached.") from None  # fmt: skip
        return False
    return True


@contextmanager
def one_moment() -> Iterator[sa.Connection]:
    """Give a reader that sees the database as it is now, however long it reads."""
    options = {"isolation_level": "REPEATABLE READ"} if db.engine.dialect.name == "postgresql" else {}
    with db.engine.connect() as connection:
        connection = connection.execution_options(**options)
        with connection.begin():
            yield connection


def copy(connection: sa.Connection, table: sa.Table, file: pack.Writer) -> None:
    """Write one table, a few hundred rows in memory at a time."""
    kinds = tables.kinds(table)
    asked = tables.rows(table, connection.dialect.name).execution_options(yield_per=AT_ONCE)
    ways = list(kinds.values())
    lines = ([out(kind, value) for kind, value in zip(ways, row, strict=True)] for row in connection.execute(asked))
    columns: dict[str, Any] = {name: kind.name for name, kind in kinds.items()}
    file.table(table.name, columns, lines, tables.counter(connection, table))
