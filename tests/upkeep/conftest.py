"""Empty places on both engines, and release 0.1.0 with data in it."""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.support.postgres import Postgres
from wgtool.app import create_app
from wgtool.config import Settings
from wgtool.kernel.db import db
from wgtool.upkeep.restore import restore

FIRST_RELEASE = Path(__file__).with_name("release-0.1.0.backup")
MANIFEST = json.loads(zipfile.ZipFile(FIRST_RELEASE).read("manifest.json"))
Everything = dict[str, list[tuple[object, ...]]]


class Place(Protocol):
    """Makes an application over a database of its own."""

    def __call__(self, engine: str, *, filled: bool = False) -> Flask: ...


@pytest.fixture
def place(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Place]:
    """Give a maker of applications over databases that hold nothing yet, or the first release, upgraded."""
    made: list[Flask] = []

    def make(engine: str, *, filled: bool = False) -> Flask:
        file = tmp_path / f"{len(made)}.sqlite3"
        if engine == "postgres":
            server: Postgres = request.getfixturevalue("postgres")
            url = server.fresh_database(server.template("first_release", _fill) if filled else "template1")
        else:
            url = f"sqlite:///{file}"
            if filled:
                shutil.copy(request.getfixturevalue("filled_file"), file)
        made.append(_application(url))
        return made[-1]

    yield make
    for app in made:
        _close(app)


def _application(url: str) -> Flask:
    files = tempfile.mkdtemp(prefix="files-")
    return create_app(Settings(database_url=url, secret_key="x" * 40, files=files), TESTING=True)


def _close(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _fill(url: str) -> None:
    app = _application(url)
    with app.app_context():
        restore(FIRST_RELEASE)
    _close(app)


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the first release, upgraded, as a SQLite file to copy."""
    file = tmp_path_factory.mktemp("release") / "filled.sqlite3"
    _fill(f"sqlite:///{file}")
    return file


def everything() -> Everything:
    """Give every row of every table as the models read them, in the order of their keys."""
    with db.engine.connect() as connection:
        tables = sorted(db.metadata.tables.values(), key=lambda table: table.name)
        return {
            table.name: [
                tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key.columns))
            ]
            for table in tables
        }
