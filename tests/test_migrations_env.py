"""The migration environment, tried with a toy on a copy of it: writing, running, checking, going back."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_migrate import Migrate, check, downgrade, revision, upgrade
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.postgres import Postgres

MIGRATIONS = Path(__file__).parents[1] / "migrations"
NAMES = {
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
}


class Moment(TypeDecorator[Any]):
    """A column type of the application's own."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True


Moment.__module__ = "wgtool.kernel.toy"


def _first(db: SQLAlchemy) -> None:
    db.Table("parent", sa.Column("id", sa.Integer, primary_key=True), sa.Column("at", Moment()))
    to = sa.ForeignKey("parent.id", ondelete="CASCADE")
    db.Table("child", sa.Column("id", sa.Integer, primary_key=True), sa.Column("parent_id", to, nullable=False))


def _second(db: SQLAlchemy) -> None:
    _first(db)
    db.metadata.tables["parent"].append_column(sa.Column("name", sa.String(20), unique=True))


@pytest.fixture(params=["sqlite", "postgresql"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[Callable[[SQLAlchemy], None]], Flask]]:
    """Make the toy at a stage of its life, always on the same database and the same copy of migrations/."""
    url = f"sqlite:///{tmp_path / 'toy.sqlite3'}"
    if request.param == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        url = server.fresh_database()
    copy = shutil.copytree(MIGRATIONS, tmp_path / "migrations")
    for written in (copy / "versions").glob("*.py"):
        written.unlink()
    engines: list[sa.Engine] = []

    def stage(tables: Callable[[SQLAlchemy], None]) -> Flask:
        app = Flask("toy")
        app.config["SQLALCHEMY_DATABASE_URI"] = url
        db = SQLAlchemy(app, metadata=sa.MetaData(naming_convention=NAMES))
        tables(db)
        Migrate(app, db, directory=str(copy))
        with app.app_context():
            engines.append(db.engine)
            if request.param == "sqlite":
                sa.event.listen(db.engine, "connect", _own_transactions)
                sa.event.listen(db.engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE"))
        return app

    yield stage
    for engine in engines:
        engine.dispose()


def _own_transactions(dbapi: Any, _record: Any) -> None:
    dbapi.isolation_level = None
    dbapi.execute("PRAGMA foreign_keys=ON")


def _ask(app: Flask, sql: str) -> list[Any]:
    with app.app_context():
        engine = app.extensions["sqlalchemy"].engine
        with engine.begin() as connection:
            answer = connection.exec_driver_sql(sql)
            return [tuple(row) for row in answer] if answer.returns_rows else []


def test_two_migrations_forth_and_back(
    make: Callable[[Callable[[SQLAlchemy], None]], Flask], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    versions = tmp_path / "migrations" / "versions"
    one = make(_first)
    with one.app_context():
        revision(message="Parents and children", autogenerate=True, rev_id="0001")
        upgrade()
        check()
    text = (versions / "0001_parents_and_children.py").read_text("utf-8")
    assert text.startswith('"""Parents and children."""')
    assert "sa.DateTime(timezone=True)" in text
    assert "wgtool" not in text
    _ask(one, "INSERT INTO parent (id) VALUES (1)")
    _ask(one, "INSERT INTO child (id, parent_id) VALUES (1, 1)")

    two = make(_second)
    with two.app_context():
        revision(message="Parents have a name", autogenerate=True, rev_id="0002")
        upgrade()
        check()
    assert "uq_parent_name" in (versions / "0002_parents_have_a_name.py").read_text("utf-8")
    assert _ask(two, "SELECT id, parent_id FROM child") == [(1, 1)], "rebuilding the parent's table emptied the child's"
    with two.app_context():
        downgrade()
        upgrade()
        if two.extensions["sqlalchemy"].engine.name == "postgresql":  # for SQLite, Alembic cannot print a rebuilt table
            upgrade(sql=True)
            assert "CREATE TABLE parent" in capfd.readouterr().out
    assert _ask(two, "SELECT count(*) FROM child") == [(1,)]


def test_a_migration_that_fails_leaves_nothing(
    make: Callable[[Callable[[SQLAlchemy], None]], Flask], tmp_path: Path
) -> None:
    app = make(_first)
    broken = 'revision = "0001"\ndown_revision = None\nfrom alembic import op\n\n\ndef upgrade():\n'
    broken += '    op.execute("CREATE TABLE half (id INTEGER)")\n    op.execute("SELECT * FROM nowhere")\n'
    (tmp_path / "migrations" / "versions" / "0001_broken.py").write_text(broken, "utf-8")
    with app.app_context(), pytest.raises(sa.exc.DBAPIError):
        upgrade()
    with app.app_context():
        assert sa.inspect(app.extensions["sqlalchemy"].engine).get_table_names() == []


@pytest.mark.parametrize("make", ["sqlite"], indirect=True)
def test_a_migration_that_orphans_rows_is_taken_back(
    make: Callable[[Callable[[SQLAlchemy], None]], Flask], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = make(_first)
    with app.app_context():
        revision(message="First", autogenerate=True, rev_id="0001")
        upgrade()
    _ask(app, "INSERT INTO parent (id) VALUES (1)")
    _ask(app, "INSERT INTO child (id, parent_id) VALUES (1, 1)")
    careless = 'revision = "0002"\ndown_revision = "0001"\nfrom alembic import op\n\n\ndef upgrade():\n'
    careless += '    op.execute("DELETE FROM parent")\n'
    (tmp_path / "migrations" / "versions" / "0002_careless.py").write_text(careless, "utf-8")
    with app.app_context(), pytest.raises(SystemExit):
        upgrade()
    assert "child row 1 points at a missing row of parent" in caplog.text
    assert _ask(app, "SELECT id FROM parent") == [(1,)]
    assert _ask(app, "SELECT version_num FROM alembic_version") == [("0001",)]


def test_autogenerate_leaves_full_text_search_alone(
    make: Callable[[Callable[[SQLAlchemy], None]], Flask],
) -> None:
    app = make(_first)
    with app.app_context():
        revision(message="First", autogenerate=True, rev_id="0001")
        upgrade()
        _ask(app, "CREATE TABLE parent_fts_docsize (id INTEGER)")
        check()
