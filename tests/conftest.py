"""One application a worker and engine, an empty database a test, and a cast of people who stand for the roles.

The whole suite runs on SQLite and on PostgreSQL; `--engine sqlite` runs it on one.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from flask import Flask

from tests import access
from tests import cast as people
from tests.cast import Someone
from tests.support.html import ReadingClient
from tests.support.statements import Statements
from tests.support.statements import statements as counting
from wgtool.accounts import passwords
from wgtool.app import create_app
from wgtool.config import Settings
from wgtool.kernel.db import db
from wgtool.register import keeping

pytest_plugins = ["tests.support.needs", "tests.support.postgres", "tests.support.browser", "tests.support.crowd"]
SECRET = "only for tests, and long enough for that"
ENGINES = ("sqlite", "postgres")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a developer choose one engine."""
    parser.addoption("--engine", choices=ENGINES, help="run on one engine only")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what needs the application on both engines, browser tests on SQLite, and what is `one_engine` there or where it says."""
    if "app" not in metafunc.fixturenames:
        return
    chosen = metafunc.config.getoption("--engine")
    marks = [mark for name in ("browser", "one_engine") for mark in metafunc.definition.iter_markers(name)]
    only = next((mark.args[0] for mark in marks if mark.args), None)
    engines: list[Any] = [chosen] if chosen else [only or "sqlite"] if marks else [*ENGINES]
    if chosen and only and chosen != only:
        engines = [pytest.param(chosen, marks=pytest.mark.skip(reason=f"only {only} has this"))]
    metafunc.parametrize("app", engines, indirect=True, scope="session")


def pytest_collection_finish() -> None:
    """Have the garbage collector pass over what is there to stay: code, mappings and the tests themselves."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes() -> None:
    """Hash passwords at the lowest cost: what they cost for real is argon2's own default, not ours to test."""
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="session")
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Give the application over an empty database of this worker."""
    return build(request, tmp_path_factory)


def build(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Make an application over an empty database, for this worker's tests or for a room that mounts more on it."""
    folder = tmp_path_factory.mktemp("world")
    if request.param == "postgres":
        url = request.getfixturevalue("postgres").fresh_database()
    else:
        url = f"sqlite:///{folder}/test.sqlite3"
    made = create_app(
        Settings(database_url=url, secret_key=SECRET, log_level="warning", files=f"{folder}/files"), TESTING=True
    )
    made.config["LIMITS_ENABLED"] = False  # a test of limits turns them on
    with made.app_context():
        if request.param == "sqlite":
            sa.event.listen(db.engine, "connect", _hurry)
        with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
            db.metadata.create_all(connection)
        db.engine.dispose()
    if request.param == "sqlite":
        shutil.copy(folder / "test.sqlite3", folder / "empty.sqlite3")
    made.config["TEST_FOLDER"] = folder
    if request.param == "sqlite" or request.config.getoption("--engine"):
        made.test_client_class = ReadingClient  # a page is the same on the other engine, where tests run on both
    return made


def _hurry(dbapi: Any, record: Any) -> None:
    """Let a database that lives as long as the run not wait for the disk."""
    dbapi.execute("PRAGMA synchronous=OFF")


@pytest.fixture
def world(app: Flask) -> Iterator[Flask]:
    """Give the application over an empty database, with a context for factories and queries.

    Requests run apart from it (see `cast.Someone`), so nobody stays signed in through this one.
    """
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            put_sqlite(app.config["TEST_FOLDER"], app.config["TEST_FOLDER"] / "empty.sqlite3")
        else:
            _empty_postgres()
        keeping.forget()
        yield app
        db.session.remove()
        db.engine.dispose()


def put_sqlite(folder: Path, kept: Path) -> None:
    """Put a kept database file in the place of the one in use."""
    db.engine.dispose()
    for leftover in ("test.sqlite3-wal", "test.sqlite3-shm"):
        (folder / leftover).unlink(missing_ok=True)
    shutil.copy(kept, folder / "test.sqlite3")


def _empty_postgres() -> None:
    """Empty the tables that were touched: a truncate of all takes a quarter of a second, of a few next to nothing."""
    with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
        touched = ", ".join(f'"{name}"' for name in _touched(connection))
        if touched:
            connection.execute(sa.text(f"TRUNCATE {touched} RESTART IDENTITY CASCADE"))


def _touched(connection: sa.Connection) -> list[str]:
    """Give the tables whose counter has moved, and those without a counter that hold rows."""
    used = sa.text("SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL")
    moved = {name.removesuffix("_id_seq") for name in connection.scalars(used)}
    bare = [t.name for t in db.metadata.tables.values() if "id" not in t.c]
    held = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in bare)
    return sorted((moved | set(connection.scalars(sa.text(held)))) & set(db.metadata.tables))


def put_made_up(folder: Path) -> None:
    """Put the made-up world in the place of the SQLite database: built once a worker, then copied."""
    kept = folder / "made_up.sqlite3"
    if kept.exists():
        put_sqlite(folder, kept)
        return
    put_sqlite(folder, folder / "empty.sqlite3")
    access.build()
    db.session.remove()
    db.engine.dispose()
    shutil.copy(folder / "test.sqlite3", kept)


@pytest.fixture
def madeup(world: Flask) -> Flask:
    """Give the application over the made-up world of the demonstration."""
    if db.engine.dialect.name == "sqlite":
        db.session.remove()
        put_made_up(world.config["TEST_FOLDER"])
    else:
        access.build()
    return world


@pytest.fixture
def guest(world: Flask) -> Someone:
    """Give somebody who has not signed in."""
    return Someone(world, None)


@pytest.fixture
def cast(world: Flask) -> people.Cast:
    """Give everybody at once; tests name whom they need."""
    return people.Cast(world)


@pytest.fixture
def statements(world: Flask) -> Callable[[], AbstractContextManager[Statements]]:
    """Give a context manager that lists the SQL statements run inside it."""
    return lambda: counting(db.engine)


@pytest.fixture(scope="module")
def made_up(app: Flask) -> Iterator[Flask]:
    """Give the application over the made-up world, as it was when built: a copy a file of tests."""
    with app.app_context():
        put_made_up(app.config["TEST_FOLDER"])
        yield app
        db.session.remove()
        db.engine.dispose()
