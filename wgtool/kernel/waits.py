"""Whose turn it is: one pure function a kind of thing says it, and its answer is kept as lines.

The count in the bar is one COUNT over them, the desk one SELECT, a mail the same sentence in the reader's language.
Lines are rewritten in the transaction of each change; timers rewrite what is `differing`, which time alone changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import g, has_app_context
from sqlalchemy.orm.exc import StaleDataError

from wgtool.kernel import clock, suspension
from wgtool.kernel.db import Ref, columns, db, directly
from wgtool.kernel.lines import KIND, THING
from wgtool.kernel.lines import Wait as Wait
from wgtool.kernel.lines import counted as counted
from wgtool.kernel.lines import kept as kept
from wgtool.kernel.lines import mine as mine
from wgtool.kernel.turns import SENTENCES as SENTENCES
from wgtool.kernel.turns import Act as Act
from wgtool.kernel.turns import Turn as Turn
from wgtool.kernel.turns import act_of as act_of
from wgtool.kernel.turns import one_step as one_step
from wgtool.kernel.turns import sentence as sentence

TABLE: Any = Wait.__table__
ADD: Any = sa.insert(TABLE).returning(TABLE.c.id, sort_by_parameter_order=True)
CARRY_ON = sa.update(TABLE).where(TABLE.c.id == sa.bindparam("line"))
DROP = sa.delete(TABLE).where(TABLE.c.id == sa.bindparam("line"))
LINES = (
    Wait.kind, Wait.thing, Wait.holder, Wait.says, Wait.params, Wait.due, Wait.suspended, Wait.under, Wait.sight,
    Wait.audience, Wait.also,
)  # fmt: skip
"""What `_key` reads of a kept line."""
OLD = sa.select(Wait.id, *LINES).where(Wait.kind == KIND, Wait.thing == THING)

Provider = Callable[[int], Iterable[Turn]]
OfMany = Callable[[Sequence[int]], Mapping[int, Iterable[Turn]]]
Ids = Callable[[], Iterable[int]]
Where = Callable[["Wait"], str]
_providers: dict[str, tuple[Provider, Ids, Where]] = {}
_of_many: dict[str, OfMany] = {}
_clocked: set[str] = set()
_moved_by: dict[str, frozenset[str]] = {}


def waits_for(
    kind: str, *, turns: Provider, waiting: Ids, url: Where, clocked: bool = False, moved_by: Iterable[str] = (),
    of_many: OfMany | None = None,
) -> None:  # fmt: skip
    """Register a kind of thing: its pure function, the ids of all that may wait, and the page of a line.

    `clocked` says that its turns change at times of a day; others change with the date, by roles that begin and end.

    `of_many` says the same as `turns` of many ids at once, in few statements, where there may be thousands.

    `moved_by` names the rooms whose events alone can change its turns, if there are such; others pass it by.

    The page is written out, not asked of the router: timers tell turns where no request is.
    """
    _providers[kind] = (turns, waiting, url)
    _moved_by[kind] = frozenset(moved_by)
    if of_many is not None:
        _of_many[kind] = of_many
    if clocked:
        _clocked.add(kind)


_hears: list[Callable[[Sequence[Wait]], None]] = []


def on_new(listener: Callable[[Sequence[Wait]], None]) -> None:
    """Have `listener` called with the lines that are new, all of a change together, in its transaction."""
    if listener not in _hears:
        _hears.append(listener)


def url_of(line: Wait) -> str:
    """Give the page of the thing that waits."""
    return _providers[line.kind][2](line)


def touched(ref: Ref, *, by: str = "") -> None:
    """Remember that a thing changed, `by` an event of a room; its lines are rewritten before the commit."""
    if ref.kind in _providers and not (by and _moved_by[ref.kind] and by not in _moved_by[ref.kind]):
        _dirty()[ref] = None


def touched_under(holder: Ref) -> None:
    """Remember that what hangs on a holder is suspended from now, or no more."""
    for kind, thing in db.session.execute(sa.select(Wait.kind, Wait.thing).where(Wait.under == str(holder))).all():
        touched(Ref(kind, thing))


def _dirty() -> dict[Ref, None]:
    kept: dict[Ref, None] = g.setdefault("dirty_waits", {}) if has_app_context() else {}
    return kept


def begun(ref: Ref) -> None:
    """Note that a thing was added in this transaction, so that nobody has its turns yet."""
    _new().add(ref)


def _new() -> set[Ref]:
    kept: set[Ref] = g.setdefault("new_waits", set()) if has_app_context() else set()
    return kept


def forget() -> None:
    """Forget what changed and what is new, at the start, at the end and after a rollback."""
    if has_app_context():
        g.pop("dirty_waits", None)
        g.pop("new_waits", None)


def settle() -> None:
    """Rewrite the lines of all that changed. Called by `writing()` before the commit."""
    rewrite(list(_dirty()))
    forget()


def rewrite(refs: Iterable[Ref]) -> list[Ref]:
    """Make the kept lines of some things equal to what their functions say now; give the things that differed.

    A line of the same holder and sentence whose numbers changed stays the same line: it is nobody's new turn.
    """
    new: list[Wait] = []
    differed = [ref for ref in refs if _rewrite(ref, new)]
    for listener in _hears if new else ():
        listener(new)
    return differed


def _rewrite(ref: Ref, added: list[Wait]) -> bool:
    """Do so for one, and add what is new to `added`."""
    kept = {_key(k): k for k in _old(ref)}
    wanted = _wanted(ref)
    spare = [line for key, line in kept.items() if key not in wanted]
    new = [turn for key, turn in wanted.items() if key not in kept and not _carried_on(turn, spare)]
    if spare:
        directly(DROP, [{"line": line.id} for line in spare])
    added += _added(ref, new)
    return set(kept) != set(wanted)


def _old(ref: Ref) -> Iterable[Any]:
    """Give the kept lines of a thing: of one that is new there can be none, and there may be from then on."""
    if ref in _new():
        _new().remove(ref)
        return ()
    return columns(OLD, {"kind": ref.kind, "thing": ref.id})


def _added(ref: Ref, turns: list[Turn]) -> list[Wait]:
    """Add a line for each turn; what is given are no objects of the session."""
    told = [line_of(ref, turn, clock.now()) for turn in turns]
    ids = directly(ADD, told if len(told) > 1 else told[0]).scalars() if told else ()
    return [Wait(id=id, **values) for id, values in zip(ids, told, strict=True)]


def _wanted(ref: Ref) -> dict[tuple[Any, ...], Turn]:
    return {_key(turn): turn for turn in expected([ref])[ref]}


def expected(refs: Iterable[Ref]) -> dict[Ref, list[Turn]]:
    """Give what the functions say of some things now: in few statements where a kind can be asked of many at once."""
    of: dict[str, list[int]] = defaultdict(list)
    for ref in refs:
        of[ref.kind].append(ref.id)
    said = {Ref(kind, id): list(turns) for kind, ids in of.items() for id, turns in _said(kind, ids).items()}
    paused = suspension.of(turn.under for turns in said.values() for turn in turns if turn.due and turn.under)
    return {ref: [_as_it_stands(turn, paused) for turn in turns] for ref, turns in said.items()}


def _said(kind: str, ids: Sequence[int]) -> Mapping[int, Iterable[Turn]]:
    if len(ids) > 1 and kind in _of_many:
        return dict.fromkeys(ids, ()) | dict(_of_many[kind](ids))
    return {id: _providers[kind][0](id) for id in ids}


def _as_it_stands(turn: Turn, paused: Collection[Ref]) -> Turn:
    """Take the date off a turn while what it hangs on is paused."""
    return replace(turn, due=None, suspended=True) if turn.due and turn.under in paused else turn


def _carried_on(turn: Turn, spare: list[Any]) -> bool:
    """Take the line of the same holder and sentence out of `spare` and have it say `turn`, if there is one."""
    line = next((k for k in spare if (k.holder, k.says) == (turn.holder, turn.says)), None)
    if line is None:
        return False
    spare.remove(line)
    if directly(CARRY_ON, {"line": line.id, **_facts(turn)}).rowcount != 1:
        raise StaleDataError("a line of a turn is gone")
    return True


def _key(one: Turn | Wait | Any) -> tuple[Any, ...]:
    told = (repr(sorted(one.params.items())), one.due, one.suspended, str(one.under or ""))
    return (one.holder, one.says, *told, one.sight, one.audience or "", one.also)


def line_of(ref: Ref, turn: Turn, since: datetime) -> dict[str, Any]:
    """Give the values of the line that keeps a turn."""
    return {"kind": ref.kind, "thing": ref.id, "holder": turn.holder, "says": turn.says, "since": since, **_facts(turn)}


def _facts(turn: Turn) -> dict[str, Any]:
    return {
        "params": turn.params, "due": turn.due, "suspended": turn.suspended, "sight": turn.sight,
        "under": str(turn.under) if turn.under else None, "audience": turn.audience, "also": turn.also,
    }  # fmt: skip


def _that_may(kinds: Iterable[str]) -> list[Ref]:
    """Give what may wait of these kinds, and what has lines though it may not."""
    refs = dict.fromkeys(Ref(kind, id) for kind in kinds for id in _providers[kind][1]())
    kept = sa.select(Wait.kind, Wait.thing).where(Wait.kind.in_(kinds)).distinct()
    return list(refs | dict.fromkeys(Ref(kind, thing) for kind, thing in db.session.execute(kept)))


def settle_all() -> list[Ref]:
    """Rewrite the lines of every thing that may wait; give those that differed."""
    return rewrite(_that_may(list(_providers)))


def differing(*, clocked: bool) -> list[Ref]:
    """Give what waits and whose kept lines are not what its function says now. A reader asks, so nobody is held up.

    With `clocked`, only of the kinds whose turns change at times of a day.
    """
    refs = _that_may(sorted(_clocked) if clocked else list(_providers))
    kept: dict[Ref, set[tuple[Any, ...]]] = {ref: set() for ref in refs}
    for line in db.session.execute(sa.select(*LINES)):
        if (ref := Ref(line.kind, line.thing)) in kept:
            kept[ref].add(_key(line))
    return [ref for ref, turns in expected(refs).items() if kept[ref] != set(map(_key, turns))]
