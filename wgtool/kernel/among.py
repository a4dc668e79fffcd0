"""Things of several kinds in one statement: a list of ids for each kind, which comes with the asking."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from wgtool.kernel.db import Ref

NAME = "of_"
"""Before the name of a kind: how its ids are named in a statement."""


def of_kinds(refs: Iterable[Ref]) -> dict[str, list[int]]:
    """Give the ids of things by the names under which a statement with `among` is asked for them, in their order."""
    ids: dict[str, list[int]] = {}
    for ref in refs:
        ids.setdefault(NAME + ref.kind, []).append(ref.id)
    return dict(sorted(ids.items()))


def among(kind: Any, thing: Any, names: Iterable[str]) -> sa.ColumnElement[bool]:
    """Keep the rows whose columns `kind` and `thing` name one of the things asked for under these `names`."""
    ids: dict[str, Any] = {name: sa.bindparam(name, type_=sa.Integer(), expanding=True) for name in names}
    ways = [sa.and_(kind == name.removeprefix(NAME), thing.in_(these)) for name, these in ids.items()]
    return sa.or_(sa.false(), *ways)
