"""Whose turn it is: one pure function a kind of thing says it, and its answer is kept as lines.

The count in the bar is one COUNT over them, the desk one SELECT, a mail the same sentence in the reader's language.
Lines are rewritten in the transaction of each change; timers rewrite what is `differing`, which time alone changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from flask import g, has_app_context

from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.sight import visible
from wgtool.kernel.turns import SENTENCES as SENTENCES
from wgtool.kernel.turns import Turn as Turn
from wgtool.kernel.turns import Wait as Wait
from wgtool.kernel.turns import sentence as sentence

Provider = Callable[[int], Iterable[Turn]]
Ids = Callable[[], Iterable[int]]
Where = Callable[["Wait"], str]
_providers: dict[str, tuple[Provider, Ids, Where]] = {}
_clocked: set[str] = set()


def waits_for(kind: str, *, turns: Provider, waiting: Ids, url: Where, clocked: bool = False) -> None:
    """Register a kind of thing: its pure function, the ids of all that may wait, and the page of a line.

    `clocked` says that its turns change at times of a day; others change with the date, by roles that begin and end.
    The page is written out, not asked of the router: timers tell turns where no request is.
    """
    _providers[kind] = (turns, waiting, url)
    if clocked:
        _clocked.add(kind)


NewTurn = Callable[["Wait"], None]
_hears: list[NewTurn] = []


def on_new(listener: NewTurn) -> None:
    """Have `listener` called with each new line, in the transaction of the change."""
    if listener not in _hears:
        _hears.append(listener)


@dataclass(frozen=True)
class Act:
    """The one step a turn asks for: a button's words and where it sends an empty form."""

    label: Any
    url: str


_acts: dict[str, Callable[[Wait], Act]] = {}


def one_step(key: str, act: Callable[[Wait], Act]) -> None:
    """Register the one-step action of a sentence whose answer needs nothing read or filled in."""
    _acts[key] = act


def act_of(line: Wait) -> Act | None:
    """Give the one-step action of a line, or None where the answer stands beside a text."""
    return _acts[line.says](line) if line.says in _acts else None


def url_of(line: Wait) -> str:
    """Give the page of the thing that waits."""
    return _providers[line.kind][2](line)


def touched(ref: Ref) -> None:
    """Remember that a thing changed; its lines are rewritten before the commit."""
    if ref.kind in _providers:
        _dirty()[ref] = None


def _dirty() -> dict[Ref, None]:
    kept: dict[Ref, None] = g.setdefault("dirty_waits", {}) if has_app_context() else {}
    return kept


def forget() -> None:
    """Forget what changed, at the start and after a rollback."""
    if has_app_context():
        g.pop("dirty_waits", None)


def settle() -> None:
    """Rewrite the lines of all that changed. Called by `writing()` before the commit."""
    for ref in list(_dirty()):
        rewrite(ref)
    forget()


def rewrite(ref: Ref) -> bool:
    """Make the kept lines of a thing equal to what its function says now; say whether anything differed.

    A line of the same holder and sentence whose numbers changed stays the same line: it is nobody's new turn.
    """
    kept = {_key(k): k for k in db.session.scalars(sa.select(Wait).where(Wait.kind == ref.kind, Wait.thing == ref.id))}
    wanted = {_key(t): t for t in _providers[ref.kind][0](ref.id)}
    spare = [line for key, line in kept.items() if key not in wanted]
    new = [turn for key, turn in wanted.items() if key not in kept and not _carried_on(turn, spare)]
    for line in spare:
        db.session.delete(line)
    lines = [_line(ref, turn) for turn in new]
    db.session.add_all(lines)
    db.session.flush()
    for line in lines:
        for listener in _hears:
            listener(line)
    return set(kept) != set(wanted)


def _carried_on(turn: Turn, spare: list[Wait]) -> bool:
    """Take the line of the same holder and sentence out of `spare` and have it say `turn`, if there is one."""
    line = next((k for k in spare if (k.holder, k.says) == (turn.holder, turn.says)), None)
    if line is None:
        return False
    spare.remove(line)
    line.params, line.due, line.sight, line.audience, line.also = (
        turn.params, turn.due, turn.sight, turn.audience, turn.also)  # fmt: skip
    return True


def _key(one: Turn | Wait) -> tuple[Any, ...]:
    return (one.holder, one.says, repr(sorted(one.params.items())), one.due, one.sight, one.audience or "", one.also)


def _line(ref: Ref, turn: Turn) -> Wait:
    return Wait(
        kind=ref.kind, thing=ref.id, holder=turn.holder, says=turn.says, params=turn.params, since=clock.now(),
        due=turn.due, sight=turn.sight, audience=turn.audience, also=turn.also,
    )  # fmt: skip


def _that_may(kinds: Iterable[str]) -> list[Ref]:
    """Give what may wait of these kinds, and what has lines though it may not."""
    refs = dict.fromkeys(Ref(kind, id) for kind in kinds for id in _providers[kind][1]())
    kept = sa.select(Wait.kind, Wait.thing).where(Wait.kind.in_(kinds)).distinct()
    return list(refs | dict.fromkeys(Ref(kind, thing) for kind, thing in db.session.execute(kept)))


def settle_all() -> list[Ref]:
    """Rewrite the lines of every thing that may wait; give those that differed."""
    return [ref for ref in _that_may(list(_providers)) if rewrite(ref)]


def differing(*, clocked: bool) -> list[Ref]:
    """Give what waits and whose kept lines are not what its function says now. A reader asks, so nobody is held up.

    With `clocked`, only of the kinds whose turns change at times of a day.
    """
    refs = _that_may(sorted(_clocked) if clocked else list(_providers))
    kept: dict[Ref, set[tuple[Any, ...]]] = {ref: set() for ref in refs}
    for line in db.session.scalars(sa.select(Wait)):
        if line.subject in kept:
            kept[line.subject].add(_key(line))
    return [ref for ref in refs if kept[ref] != {_key(turn) for turn in _providers[ref.kind][0](ref.id)}]


def mine(actor: Actor) -> sa.Select[Wait]:
    """Give the select of lines whose turn is the actor's, oldest due first."""
    order = (Wait.due.is_(None), Wait.due, Wait.since, Wait.id)
    return sa.select(Wait).where(Wait.holder.in_(actor.keys)).order_by(*order)


@lru_cache(maxsize=512)
def of_one(seen_by: Actor) -> sa.Select[Wait]:
    """Select the lines of one thing, of a `kind` and with the id `thing`, that a reader may see."""
    kind, thing = sa.bindparam("kind", type_=sa.String()), sa.bindparam("thing", type_=sa.Integer())
    return sa.select(Wait).where(Wait.kind == kind, Wait.thing == thing, visible(Wait, seen_by)).order_by(Wait.id)


def counted(worn: sa.CTE) -> sa.ScalarSelect[int]:
    """Count the lines whose turn is of these hats, as a part of the statement that reads them."""
    ref = worn.c.kind + ":" + worn.c.id
    holders = sa.union(sa.select(worn.c.role + ":" + ref), sa.select(ref))
    return sa.select(sa.func.count()).where(Wait.holder.in_(holders)).scalar_subquery()
