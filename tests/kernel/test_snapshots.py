"""A value for what a reader sees: the same as long as nobody commits, and another after every commit."""

from __future__ import annotations

from collections.abc import Hashable

import sqlalchemy as sa
from flask import Flask

from tests.accounts.helpers import fresh
from wgtool.kernel import snapshots
from wgtool.kernel.db import db, writer
from wgtool.kernel.refs import Series
from wgtool.kernel.writes import writing


def seen() -> Hashable:
    """What a reader sees who begins now."""
    fresh()
    return snapshots.seen()


def test_nobody_commits_and_it_stays(world: Flask) -> None:
    """On PostgreSQL any commit of the whole server makes another, and other tests share it."""
    with world.app_context():
        assert len({seen() for _ in range(5)}) == 1 or db.engine.dialect.name == "postgresql"


def test_every_commit_makes_another(world: Flask) -> None:
    with world.app_context():
        found = [seen()]
        for number in range(4):
            with writer() as connection:
                connection.execute(sa.insert(Series).values(name=f"S{number}", year=2026, last=1))
            found.append(seen())
        assert len(set(found)) == 5


def test_what_is_not_committed_is_not_seen(world: Flask) -> None:
    with world.app_context():
        before = seen()
        with writer() as connection:
            connection.execute(sa.insert(Series).values(name="S", year=2026, last=1))
            rows = db.session.scalar(sa.select(sa.func.count()).select_from(Series))
            during = snapshots.seen()
        assert rows == 0
        assert during == before or db.engine.dialect.name == "postgresql"
        assert seen() not in {before, during}


def test_one_who_writes_is_never_told_the_same(world: Flask) -> None:
    with world.test_request_context(), writing():
        assert snapshots.seen() != snapshots.seen()
