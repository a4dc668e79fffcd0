"""Readers and writers have connections of their own: what one engine plans for one of them it keeps."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DBAPIError

from wgtool.kernel.actors import hats_of
from wgtool.kernel.db import db, writer
from wgtool.kernel.installation import note, noted
from wgtool.kernel.writes import writing

SAYS_WHICH = ("PRAGMA", "SET ")


def _write_and_read(value: str) -> None:
    noted("a")
    with writing():
        note("a", value)
    assert noted("a") == value
    db.session.rollback()


def test_no_connection_is_told_again_which_side_it_is_on(world: Flask) -> None:
    _write_and_read("one")
    said: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        said.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", listen)
    try:
        _write_and_read("two")
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", listen)
    assert any("installation" in statement for statement in said)
    assert [statement for statement in said if statement.startswith(SAYS_WHICH)] == []


def test_both_sides_are_counted_and_let_go(world: Flask) -> None:
    pool: Any = db.engine.pool
    with db.engine.connect(), writer():
        assert pool.checkedout() == 2
    assert pool.checkedout() == 0
    db.engine.dispose()
    assert (pool.checkedin(), db.engine.pool.checkedout()) == (0, 0)  # type: ignore[attr-defined]
    _write_and_read("three")


def test_what_readers_had_prepared_is_there_for_the_next(world: Flask) -> None:
    for _ in range(7):  # psycopg prepares what comes a sixth time
        hats_of(1)
        db.session.rollback()
    if db.engine.dialect.name == "postgresql":
        kept = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'WITH worn%'"
        assert db.session.scalar(sa.text(kept)) == 1


def test_a_reader_that_failed_ends_like_any_other(world: Flask) -> None:
    for _ in range(2):
        with pytest.raises(DBAPIError):
            db.session.execute(sa.text("SELECT 1 FROM nowhere"))
        db.session.rollback()
        assert db.session.scalar(sa.text("SELECT 1")) == 1
        db.session.remove()
