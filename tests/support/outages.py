"""Breaks the database the ways it breaks by itself, on both engines and without leave of the machine; and mends it.

Each is a context manager over the application's own database: inside it the database is locked, full, away, or ends
the connection in the middle of a change.
"""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from wgtool.kernel.db import db

Breaking = Callable[[], AbstractContextManager[None]]


def _sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def _file() -> Path:
    return Path(str(db.engine.url.database))


@contextmanager
def _each_connection(statement: str) -> Iterator[None]:
    """Have every connection begin with a statement."""

    def begin(dbapi: Any, record: Any) -> None:
        dbapi.execute(statement)
        if not _sqlite():
            dbapi.commit()

    db.session.remove()
    db.engine.dispose()
    sa.event.listen(db.engine, "connect", begin)
    try:
        yield
    finally:
        sa.event.remove(db.engine, "connect", begin)
        db.session.remove()
        db.engine.dispose()


@contextmanager
def locked() -> Iterator[None]:
    """Have somebody hold what every change needs, longer than anybody waits."""
    if _sqlite():
        with _each_connection("PRAGMA busy_timeout=20"), closing(sqlite3.connect(_file())) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
        return
    with _each_connection("SET lock_timeout='20ms'"), _writer() as connection, connection.begin():
        connection.exec_driver_sql("LOCK TABLE history_line IN EXCLUSIVE MODE")
        yield


@contextmanager
def _writer() -> Iterator[sa.Connection]:
    """Open a connection apart from the application's."""
    engine = sa.create_engine(db.engine.url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        yield connection


@contextmanager
def _trigger(body: str) -> Iterator[None]:
    """Have PostgreSQL run something whenever a line of history is written."""
    with _writer() as connection, connection.begin():
        connection.exec_driver_sql(f"CREATE FUNCTION breaks() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN {body} END$$")
        connection.exec_driver_sql(
            "CREATE TRIGGER breaks BEFORE INSERT ON history_line FOR EACH ROW EXECUTE FUNCTION breaks()"
        )
    try:
        yield
    finally:
        db.session.remove()
        with _writer() as connection, connection.begin():
            connection.exec_driver_sql("DROP FUNCTION breaks() CASCADE")


@contextmanager
def full() -> Iterator[None]:
    """Let the database grow no more."""
    if not _sqlite():
        with _trigger("RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';"):
            yield
        return
    with _each_connection("PRAGMA max_page_count=1"):  # SQLite takes the smallest that holds what is there
        yield


@contextmanager
def failing_disk() -> Iterator[None]:
    """Have the machine refuse every write that makes a file longer; SQLite only."""
    db.session.remove()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def cut() -> Iterator[None]:
    """End the connection in the middle of a change, as a restart of PostgreSQL does; SQLite has no such thing."""
    with _trigger("PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW;"):
        yield


@contextmanager
def away() -> Iterator[None]:
    """Have the database be nowhere: no connection stands, none can be made."""
    db.session.remove()
    db.engine.dispose()
    leave, come = (_move_out, _move_in) if _sqlite() else (partial(_allow, False), partial(_allow, True))
    leave()
    try:
        yield
    finally:
        come()


def _move_out() -> None:
    file = _file()
    file.rename(file.with_suffix(".elsewhere"))
    file.mkdir()


def _move_in() -> None:
    file = _file()
    file.rmdir()
    file.with_suffix(".elsewhere").rename(file)


def _allow(yes: bool) -> None:
    name = str(db.engine.url.database)
    engine = sa.create_engine(
        db.engine.url.set(database="postgres"), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool
    )
    with engine.connect() as connection:
        connection.exec_driver_sql(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS {yes}')
        if not yes:
            ending = sa.text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
            connection.execute(ending, {"name": name})
    db.engine.dispose()


@contextmanager
def unheard() -> Iterator[None]:
    """Commit, and then lose the line before the database's word of it arrives."""
    db.session.remove()
    dialect = db.engine.dialect
    keeps = dialect.do_commit

    def commit(dbapi: Any) -> None:
        keeps(dbapi)
        if _sqlite():
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR
            raise error
        dbapi.dbapi_connection.close()
        keeps(dbapi.dbapi_connection)  # which psycopg answers as it does when the server has gone

    dialect.do_commit = commit  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        del dialect.do_commit
