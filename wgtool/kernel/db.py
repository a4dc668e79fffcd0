"""The database: base class, column types, and the engine's promise that a reader cannot write.

A transaction is a reader unless its connection was opened with the execution option `writes`; only `kernel.writes`
(for requests and commands) and migrations do so. SQLite gets BEGIN IMMEDIATE for writers, so that two of them queue
instead of losing each other's updates; readers get `query_only` there and BEGIN READ ONLY on PostgreSQL.
"""

from __future__ import annotations

import enum
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, registry

from wgtool.kernel import pools
from wgtool.kernel.dialects import say_where

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Ref(NamedTuple):
    """What anything may point at without importing it: a kind of thing and its id."""

    kind: str
    id: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


class UtcDateTime(sa.TypeDecorator[datetime]):
    """An aware time, kept in UTC; refuses a naive one."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times, give UTC to the driver."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive time was given to the database")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give an aware time in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class OneOf(sa.Enum):
    """An enum kept by its value. Compared with some of its members, the words are written into the statement itself.

    A bound one would have SQLite plan the statement anew each time it is asked: it may or may not meet the condition of
    a partial index. Who somebody is was read in 1.2 ms that way, in 0.2 ms this way.
    """

    class Comparator(sa.Enum.Comparator):
        """Writes members out."""

        def operate(self, op: Any, *other: Any, **kwargs: Any) -> Any:
            """Compare, with a word in the place of a member."""
            return super().operate(op, *map(self._written, other), **kwargs)

        def _written(self, other: Any) -> Any:
            if isinstance(other, enum.Enum):
                return sa.literal_column(f"'{other.value}'", self.type)
            several = isinstance(other, list | tuple | set | frozenset) and other
            if several and all(isinstance(one, enum.Enum) for one in other):
                return [self._written(one) for one in sorted(other)]
            return other

    comparator_factory = Comparator


def one_of(kind: type[enum.StrEnum]) -> sa.Enum:
    """Keep an enum by its value in a VARCHAR, so that both engines and people reading the table see the word."""
    return OneOf(kind, native_enum=False, length=40, values_callable=lambda e: [m.value for m in e])


class Base(DeclarativeBase):
    """Base of every table."""

    registry = registry(
        metadata=sa.MetaData(naming_convention=NAMING),
        type_annotation_map={datetime: UtcDateTime(), dict[str, Any]: sa.JSON(), str: sa.Text()},
    )


db = SQLAlchemy(model_class=Base)


def day_of(moment: Any) -> sa.ColumnElement[Any]:
    """Give the day of a moment, in UTC, on either engine."""
    at = sa.func.timezone("UTC", moment) if db.engine.dialect.name == "postgresql" else moment
    return sa.func.date(at, type_=sa.Date())


_CONNECTION = "connection"
"""Under this name a session knows its transaction and the connection of that."""


def columns(select: sa.Executable, values: Mapping[str, Any] | None = None) -> sa.Result[*tuple[Any, ...]]:
    """Run a select of columns: like the session's own `execute`, but without looking for things in what it gives."""
    return directly(select, values or {})


def directly(
    statement: sa.Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]]
) -> sa.CursorResult[*tuple[Any, ...]]:
    """Run a statement past the unit of work, in its transaction and after what it has to write."""
    session = db.session()
    session.flush()
    return _connection(session).execute(statement, values)


def _connection(session: Session) -> Connection:
    """Give the connection of a session's transaction, which looks for it anew each time it is asked."""
    begun, known = session.get_transaction(), session.info.get(_CONNECTION)
    if known is None or known[0] is not begun:
        connection = session.connection()
        session.info[_CONNECTION] = known = session.get_transaction(), connection
    found: Connection = known[1]
    return found


def rows(select: sa.Executable, values: Mapping[str, Any] | None = None) -> list[Any]:
    """Run a select of columns and give its rows as named tuples: what a page asks by name, a row of SQLAlchemy gives slowly."""
    found = columns(select, values)
    return list(map(_named(tuple(found.keys())), found.all()))


@lru_cache(maxsize=256)
def _named(keys: tuple[str, ...]) -> Callable[[Iterable[Any]], Any]:
    row: Any = namedtuple("Row", keys, rename=True)  # type: ignore[misc]
    make: Callable[[Iterable[Any]], Any] = row._make
    return make


class Thing(Base):
    """A row others can point at: it has an id and a kind, the name of its table unless the class says otherwise."""

    __abstract__ = True
    kind: str = ""
    id: Mapped[int] = mapped_column(primary_key=True)

    @property
    def ref(self) -> Ref:
        """Give what a line of history, a question or a wait keeps of this thing."""
        return Ref(self.kind or self.__tablename__, self.id)


@contextmanager
def writer() -> Iterator[Connection]:
    """Open a transaction that may write, past the session, and commit it."""
    with pools.of_writers():
        opened = db.engine.connect().execution_options(writes=True)
    with opened as connection, connection.begin():
        yield connection


def prepare(engine: Engine) -> None:
    """Put the reader and writer rules on an engine, and have the tables speak its dialect."""
    say_where(Base.metadata, engine.dialect.name)
    sqlite = engine.dialect.name == "sqlite"
    if sqlite:
        event.listen(engine, "connect", _on_sqlite_connect)
    else:
        event.listen(engine, "rollback", _on_postgres_rollback)
    event.listen(engine, "begin", _on_sqlite_begin if sqlite else _on_postgres_begin)


def _on_sqlite_connect(dbapi: Any, record: Any) -> None:
    dbapi.isolation_level = None  # BEGIN is ours to send
    # FULL: docs/decisions/0008. A quarter of a MiB of pages for each connection, not two: the machine keeps the file's pages anyway.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-256"):
        dbapi.execute(f"PRAGMA {pragma}")


def _on_sqlite_begin(connection: Connection) -> None:
    """Begin a reader or a writer. The pragma is only sent to a connection that changes sides; see `kernel.pools`."""
    writes = connection.get_execution_options().get("writes", False)
    if connection.info.get("writes") != writes:
        connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
        connection.info["writes"] = writes
    if writes:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:  # said to the driver itself: it touches no file and waits for nobody, so there is nothing to note of it
        dbapi: Any = connection.connection.dbapi_connection
        dbapi.execute("BEGIN")


def _on_postgres_begin(connection: Connection) -> None:
    """Have psycopg say with the BEGIN whether it may write: that is no statement more."""
    dbapi: Any = connection.connection.dbapi_connection
    dbapi.read_only = not connection.get_execution_options().get("writes", False)


def _on_postgres_rollback(connection: Connection) -> None:
    """End a reader with COMMIT: it comes to the same, but at a ROLLBACK psycopg forgets every statement it prepared.

    If that fails, so will the ROLLBACK that follows, and says why.
    """
    if connection.get_execution_options().get("writes", False) or connection.closed or connection.invalidated:
        return
    dbapi: Any = connection.connection.dbapi_connection
    with suppress(connection.dialect.loaded_dbapi.Error):
        dbapi.commit()
