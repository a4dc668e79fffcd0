"""Whose turn it is with one thing, as its page tells it: one statement of three columns."""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa

from wgtool.kernel.actors import Actor, Eyes, Reader
from wgtool.kernel.db import Ref, columns
from wgtool.kernel.lines import KIND, THING, Wait
from wgtool.kernel.sight import visible
from wgtool.kernel.turns import SENTENCES, tell


def turns(ref: Ref, *, seen_by: Actor) -> list[dict[str, object]]:
    """Say whose turn it is with a thing, as the reader is told: the reader's own as such, and nothing twice."""
    lines = columns(_of_one(seen_by.eyes), seen_by.asking(kind=ref.kind, thing=ref.id))
    told = [_told(line, mine=line.holder in seen_by.keys) for line in lines]
    return [one for n, one in enumerate(told) if one not in told[:n]]


def _told(line: sa.Row[Any], *, mine: bool) -> dict[str, object]:
    yours, others = SENTENCES[line.says]
    return {"mine": mine, "sentence": tell(yours if mine else others, line.params)}


def any_turn(kind: str, thing: Any, *, seen_by: Reader) -> sa.ColumnElement[bool]:
    """Say whether the reader may know of somebody's turn, as a part of the statement that reads the thing."""
    return sa.exists().where(Wait.kind == kind, Wait.thing == thing, visible(Wait, seen_by))


@cache
def _of_one(seen_by: Eyes) -> sa.Select[Any]:
    wanted = sa.select(Wait.holder, Wait.says, Wait.params).where(Wait.kind == KIND, Wait.thing == THING)
    return wanted.where(visible(Wait, seen_by)).order_by(Wait.id)
