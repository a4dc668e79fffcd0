"""How a backup writes a value, the same for both engines: JSON's own kinds, and text for what JSON lacks."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from wgtool.kernel.db import UtcDateTime


class Cannot(Exception):
    """A copy cannot be made or read; the message says why and what to do."""


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Kind:
    """A kind of column: the type it is read and written with, and its way into JSON and out."""

    name: str
    type: Any
    out: Callable[[Any], Any] = _same
    back: Callable[[Any], Any] = _same


KINDS = {
    kind.name: kind
    for kind in (
        Kind("boolean", sa.Boolean()),
        Kind("integer", sa.Integer()),
        Kind("number", sa.Float()),
        Kind("text", sa.Text()),
        Kind("json", sa.types.NullType()),  # its very text, so that `null` stays apart from nothing
        Kind("moment", UtcDateTime(), datetime.isoformat, datetime.fromisoformat),
        Kind("day", sa.Date(), date.isoformat, date.fromisoformat),
        Kind("bytes", sa.LargeBinary(), lambda value: b64encode(value).decode(), b64decode),
    )
}
FAMILIES: tuple[tuple[Any, str], ...] = (
    (sa.Boolean, "boolean"),
    (sa.Integer, "integer"),
    (sa.Numeric, "number"),
    (sa.JSON, "json"),
    (sa.DateTime, "moment"),
    (sa.Date, "day"),
    (sa.types._Binary, "bytes"),
    (sa.String, "text"),
)


def kind_of(column: sa.Column[Any]) -> Kind:
    """Give the kind of a column of the database. Raises Cannot for a type no backup knows."""
    for family, name in FAMILIES:
        if isinstance(column.type, family):
            return KINDS[name]
    raise Cannot(f"{column.table.name}.{column.name} has a type that a backup cannot keep: {column.type!r}.")


def out(kind: Kind, value: Any) -> Any:
    """Give a value as JSON keeps it."""
    return None if value is None else kind.out(value)


def back(kind: Kind, value: Any) -> Any:
    """Give a value as the database takes it."""
    return None if value is None else kind.back(value)
