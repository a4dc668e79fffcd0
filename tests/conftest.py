"""One application a worker and engine, an empty database a test, and a cast of people who stand for the roles.

The whole suite runs on SQLite and on PostgreSQL; `--engine sqlite` runs it on one.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from flask import Flask

from tests import access
from tests import cast as people
from tests.cast import Someone
from tests.support import worlds
from tests.support.html import ReadingClient
from tests.support.statements import Statements
from tests.support.statements import statements as counting
from wgtool.accounts import passwords
from wgtool.app import create_app
from wgtool.config import Settings
from wgtool.kernel.db import db

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
    """Have the garbage collector pass over what is there to stay (code, mappings, the tests), and look more seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


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
        made.config["TEST_FOLDER"], made.config["TEST_SHARED"] = folder, request.getfixturevalue("shared")
        worlds.keep(made, worlds.EMPTY)
    if request.param == "sqlite" or request.config.getoption("--engine"):
        made.test_client_class = ReadingClient  # a page is the same on the other engine, where tests run on both
    return made


def _hurry(dbapi: Any, record: Any) -> None:
    """Let a database that lives as long as the run not wait for the disk."""
    dbapi.execute("PRAGMA synchronous=OFF")


@pytest.fixture
def another() -> Iterator[Callable[[Settings], Flask]]:
    """Give a maker of applications beside this worker's.

    What they open is closed after the test: a connection to SQLite that is only forgotten is a warning from Python 3.13 on,
    told whenever the collector comes by, in a test that has nothing to do with it.
    """
    made: list[Flask] = []

    def make(settings: Settings) -> Flask:
        made.append(create_app(settings))
        return made[-1]

    yield make
    for one in made:
        with one.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def world(app: Flask) -> Iterator[Flask]:
    """Give the application over an empty database, with a context for factories and queries.

    Requests run apart from it (see `cast.Someone`), so nobody stays signed in through this one.
    """
    with app.app_context():
        worlds.put(app, worlds.EMPTY)
        yield app
        db.session.remove()


@pytest.fixture
def madeup(world: Flask) -> Flask:
    """Give the application over the made-up world of the demonstration."""
    worlds.put(world, "made up", access.build)
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
        worlds.put(app, "made up", access.build)
        yield app
        db.session.remove()
