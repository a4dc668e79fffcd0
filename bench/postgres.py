"""PostgreSQL to measure on: the server named in WGTOOL_TEST_PG, or one of our own for the run, as safe as it comes."""

from __future__ import annotations

import atexit
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa

from bench import places
from tests.support.postgres import Postgres, given, started


@contextmanager
def databases(signups: int, folder: Path) -> Iterator[Callable[[], str]]:
    """Give a function that makes a database of so many sign-ups, loaded once and copied; all are dropped at the end."""
    run = f"wgtool_bench_{uuid4().hex[:8]}"
    with _server(folder) as url:
        server = Postgres(url, run, "main", folder)
        try:
            kept = server.template("world", lambda address: places.fill(address, signups))
            yield lambda: server.fresh_database(kept)
        finally:
            server.drop_all(run)


@contextmanager
def _server(folder: Path) -> Iterator[sa.URL]:
    if url := given():
        yield url
        return
    server = started(folder)
    try:
        yield sa.make_url(server.get_uri(driver="psycopg"))
    finally:
        server.cleanup()
        atexit.unregister(server._cleanup)
