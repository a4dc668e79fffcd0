"""Puts a test's database back as it stood: a world is built once a run and engine, kept, and copied ever after.

On SQLite a world is a file. On PostgreSQL it is the rows of its tables, written back over what a test left: a TRUNCATE
makes every file of a table and of all that refer to it anew, and a new connection learns the tables anew, which together
takes ten times as long as to delete a few rows.
"""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from tests.support.alone import alone
from wgtool.kernel.db import db
from wgtool.register import keeping

EMPTY = "empty"


def put(app: Flask, name: str, build: Callable[[], None] | None = None) -> None:
    """Put the world of a name in the place of the database; without one yet, `build` it, for all workers of the run."""
    db.session.remove()
    kept = app.config.setdefault("TEST_WORLDS", {})
    if name not in kept and build is not None:
        kept[name] = _built(app, name, build)
    _put(app, kept[name])


def keep(app: Flask, name: str) -> None:
    """Keep the database as it stands under a name, for this worker."""
    app.config.setdefault("TEST_WORLDS", {})[name] = _taken(app, app.config["TEST_FOLDER"] / f"{name}.world")


def _taken(app: Flask, file: Path) -> Path:
    """Write the database as it stands into a file."""
    db.session.remove()
    if db.engine.dialect.name == "sqlite":
        db.engine.dispose()
        shutil.copy(app.config["TEST_FOLDER"] / "test.sqlite3", file)
    else:
        file.write_bytes(pickle.dumps(_read()))
    return file


def _built(app: Flask, name: str, build: Callable[[], None]) -> Path:
    """Give a world that one worker builds while others who want it wait."""
    shared: Path = app.config["TEST_SHARED"]
    file = shared / f"{name}.{db.engine.dialect.name}"
    with alone(shared, f"{file.name}.lock"):
        if not file.exists():
            _put(app, app.config["TEST_WORLDS"][EMPTY])
            build()
            _taken(app, file)
    return file


def _put(app: Flask, kept: Path) -> None:
    keeping.forget()
    if db.engine.dialect.name == "sqlite":
        db.engine.dispose()
        folder: Path = app.config["TEST_FOLDER"]
        for leftover in ("test.sqlite3-wal", "test.sqlite3-shm"):
            (folder / leftover).unlink(missing_ok=True)
        shutil.copy(kept, folder / "test.sqlite3")
    else:
        _write(*pickle.loads(kept.read_bytes()))


Rows = dict[str, bytes]
Counters = dict[str, int]


def _read() -> tuple[Rows, Counters]:
    """Give the rows of all tables that have some, and how far the counters are that have begun."""
    with db.engine.connect() as connection:
        counters = _begun(connection)
        cursor = connection.connection.cursor()
        rows = {}
        for table in _used(connection, counters):
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                rows[table] = b"".join(map(bytes, copy))
    return rows, counters


def _write(rows: Rows, counters: Counters) -> None:
    """Have these rows and no others, without a look at what refers to what."""
    with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
        begun = _begun(connection)
        used = _used(connection, begun)
        cursor = connection.connection.cursor()
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("; ".join(f'DELETE FROM "{table}"' for table in used) or "SELECT")
        for table, data in rows.items():
            with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                copy.write(data)
        back = {name: (counters.get(name, 1), name in counters) for name in begun.keys() | counters.keys()}
        moved = [
            f"setval('{name}', {to}, {called})"
            for name, (to, called) in back.items()
            if counters.get(name) != begun.get(name)
        ]
        cursor.execute(f"SELECT {', '.join(moved)}")


def _begun(connection: sa.Connection) -> Counters:
    """Give how far each counter is that has begun."""
    asked = sa.text("SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL")
    return {row.sequencename: row.last_value for row in connection.execute(asked)}


def _used(connection: sa.Connection, begun: Counters) -> list[str]:
    """Give the tables whose counter has begun, and those without a counter that hold rows."""
    counted = {name.removesuffix("_id_seq") for name in begun}
    bare = [t.name for t in db.metadata.tables.values() if "id" not in t.c]
    held = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in bare)
    return sorted((counted | set(connection.scalars(sa.text(held)))) & set(db.metadata.tables))
