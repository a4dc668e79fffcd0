"""Copies the made-up world beside itself, so that every list has twice the rows."""

from __future__ import annotations

import datetime
from typing import Any

import sqlalchemy as sa

from wgtool.kernel.db import db

APART = 100_000
ONCE = {
    "installation",
    "edition",
    "plan_item",
    "plan_state",
    "plan_version",
    "plan_old_number",
    "body",
    "seat",
    "series",
    "once",
    "link",
}
"""Of these there is no second: the plan keeps its numbers, the body its chair."""


def double() -> None:
    """Copy every row of every table; what points at a copied row points at its copy."""
    with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for table in db.metadata.sorted_tables:
            if table.name not in ONCE:
                rows = [_copy(table, row) for row in connection.execute(sa.select(table)).mappings()]
                for row in rows:
                    connection.execute(sa.insert(table).prefix_with("OR IGNORE").values(row))


def _copied(table: str) -> bool:
    tables = {
        getattr(m.class_, "kind", "") or m.local_table.name: m.local_table.name for m in db.Model.registry.mappers
    }
    name = tables.get(table, table)
    return name in db.metadata.tables and name not in ONCE


def _copy(table: sa.Table, row: Any) -> dict[str, Any]:
    copy = dict(row)
    for column in table.columns:
        value = copy[column.name]
        if value is None:
            continue
        target = next((key.column.table.name for key in column.foreign_keys), "")
        kind = {"thing": "kind", "subject_id": "subject_kind", "owner_id": "owner_kind"}.get(column.name)
        if column.name == "id" or _copied(target) or (kind and _copied(str(copy.get(kind)))):
            copy[column.name] = value + APART if isinstance(value, int) else f"{value}-{APART}"
        elif _must_differ(table, column) and isinstance(value, str):
            copy[column.name] = f"{value}-2"
        elif _must_differ(table, column) and isinstance(value, datetime.datetime):
            copy[column.name] = value + datetime.timedelta(seconds=1)
    return copy


def _must_differ(table: sa.Table, column: sa.Column[Any]) -> bool:
    alone = [[c.name for c in i.columns] for i in table.indexes if i.unique]
    alone += [[c.name for c in u.columns] for u in table.constraints if isinstance(u, sa.UniqueConstraint)]
    return [column.name] in alone
