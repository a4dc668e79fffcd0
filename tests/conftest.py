"""One application a worker, a fresh database a test, and a cast of people who stand for the roles."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests import cast as people
from tests.cast import Someone
from wgtool.app import create_app
from wgtool.config import Settings
from wgtool.kernel.db import db

SECRET = "only for tests, and long enough for that"


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Give the application over an empty database of this worker."""
    folder = tmp_path_factory.mktemp("world")
    settings = Settings(database_url=f"sqlite:///{folder}/test.sqlite3", secret_key=SECRET)
    made = create_app(settings, TESTING=True, RATELIMIT_ENABLED=False)
    with made.app_context():
        with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
            db.metadata.create_all(connection)
        db.engine.dispose()
    shutil.copy(folder / "test.sqlite3", folder / "empty.sqlite3")
    made.config["TEST_FOLDER"] = folder
    return made


@pytest.fixture
def world(app: Flask) -> Iterator[Flask]:
    """Give the application over an empty database, with a context for factories and queries.

    Requests of the test client push contexts of their own, so nobody stays signed in through this one.
    """
    folder: Path = app.config["TEST_FOLDER"]
    with app.app_context():
        db.engine.dispose()
        for leftover in ("test.sqlite3-wal", "test.sqlite3-shm"):
            (folder / leftover).unlink(missing_ok=True)
        shutil.copy(folder / "empty.sqlite3", folder / "test.sqlite3")
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def guest(world: Flask) -> Someone:
    """Give somebody who has not signed in."""
    return Someone(world, None)


@pytest.fixture
def cast(world: Flask) -> people.Cast:
    """Give everybody at once; tests name whom they need."""
    return people.Cast(world)


@pytest.fixture
def statements(world: Flask) -> Callable[[], Any]:
    """Give a context manager that lists the SQL statements run inside it."""
    from tests.support.statements import counting

    return lambda: counting(db.engine)


os.environ.setdefault("WGTOOL_SECRET_KEY", SECRET)
