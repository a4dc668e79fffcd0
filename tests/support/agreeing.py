"""How checks of what must agree are gathered, and what they look at: what came since a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sqlalchemy as sa

from wgtool.kernel.db import Base, db

Before = dict[str, int]
Check = Callable[[Before], Iterator[str]]
CHECKS: list[Check] = []


def must_agree(check: Check) -> Check:
    """Add a check."""
    CHECKS.append(check)
    return check


def begin() -> Before:
    """Give the greatest id of each table, to look only at what comes after."""
    db.session.rollback()
    tables = [t for t in db.metadata.sorted_tables if "id" in t.c]
    return {t.name: db.session.scalar(sa.select(sa.func.max(t.c.id))) or 0 for t in tables}


def new(model: type[Base], before: Before) -> sa.ColumnElement[bool]:
    """Choose what came since."""
    table = model.__table__
    assert isinstance(table, sa.Table)
    newer: sa.ColumnElement[bool] = table.c.id > before[table.name]
    return newer
