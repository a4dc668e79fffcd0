"""Whose turn it is: one pure function a kind of thing says it, and its answer is kept as lines.

The count in the bar is one COUNT over them, the desk one SELECT, a mail the same sentence in the reader's language.
Lines are rewritten in the transaction of each change; timers rewrite what is `differing`, which time alone changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from flask import g, has_app_context
from sqlalchemy.orm import Mapped, mapped_column

from wgtool.kernel import clock, suspension
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Base, Ref, db, one_of
from wgtool.kernel.sight import Sight, Sighted, visible
from wgtool.kernel.turns import SENTENCES as SENTENCES
from wgtool.kernel.turns import Act as Act
from wgtool.kernel.turns import Told
from wgtool.kernel.turns import Turn as Turn
from wgtool.kernel.turns import act_of as act_of
from wgtool.kernel.turns import one_step as one_step
from wgtool.kernel.turns import sentence as sentence


class Wait(Told, Sighted, Base):
    """A kept Turn of one thing."""

    __tablename__ = "wait"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(40))
    thing: Mapped[int]
    holder: Mapped[str] = mapped_column(sa.String(80), index=True)
    says: Mapped[str] = mapped_column(sa.String(80))
    params: Mapped[dict[str, Any]]
    since: Mapped[datetime]
    due: Mapped[datetime | None]
    under: Mapped[str | None] = mapped_column(sa.String(80), index=True)
    suspended: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    sight: Mapped[Sight] = mapped_column(one_of(Sight), default=Sight.PUBLIC)
    __table_args__ = (sa.Index("ix_wait_kind_thing", "kind", "thing"),)

    @property
    def subject(self) -> Ref:
        """Give the thing that waits."""
        return Ref(self.kind, self.thing)


KIND, THING = sa.bindparam("kind", type_=sa.String()), sa.bindparam("thing", type_=sa.Integer())
OF_REF = sa.select(Wait).where(Wait.kind == KIND, Wait.thing == THING)
ADD: Any = sa.insert(Wait.__table__).returning(Wait.__table__.c.id, sort_by_parameter_order=True)  # type: ignore[arg-type]

Provider = Callable[[int], Iterable[Turn]]
Ids = Callable[[], Iterable[int]]
Where = Callable[["Wait"], str]
_providers: dict[str, tuple[Provider, Ids, Where]] = {}
_clocked: set[str] = set()
_moved_by: dict[str, frozenset[str]] = {}


def waits_for(
    kind: str, *, turns: Provider, waiting: Ids, url: Where, clocked: bool = False, moved_by: Iterable[str] = ()
) -> None:
    """Register a kind of thing: its pure function, the ids of all that may wait, and the page of a line.

    `clocked` says that its turns change at times of a day; others change with the date, by roles that begin and end.

    `moved_by` names the rooms whose events alone can change its turns, if there are such; others pass it by.

    The page is written out, not asked of the router: timers tell turns where no request is.
    """
    _providers[kind] = (turns, waiting, url)
    _moved_by[kind] = frozenset(moved_by)
    if clocked:
        _clocked.add(kind)


_hears: list[Callable[[Wait], None]] = []


def on_new(listener: Callable[[Wait], None]) -> None:
    """Have `listener` called with each new line, in the transaction of the change."""
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
    kept = {_key(k): k for k in db.session.scalars(OF_REF, {"kind": ref.kind, "thing": ref.id})}
    wanted = _wanted(ref)
    spare = [line for key, line in kept.items() if key not in wanted]
    new = [turn for key, turn in wanted.items() if key not in kept and not _carried_on(turn, spare)]
    for line in spare:
        db.session.delete(line)
    db.session.flush()
    for line in _added(ref, new):
        for listener in _hears:
            listener(line)
    return set(kept) != set(wanted)


def _added(ref: Ref, turns: list[Turn]) -> list[Wait]:
    """Add a line for each turn, past the unit of work; what is given are no objects of the session."""
    told = [
        {"kind": ref.kind, "thing": ref.id, "holder": t.holder, "says": t.says, "since": clock.now(), **_facts(t)}
        for t in turns
    ]
    ids = db.session.scalars(ADD, told) if told else ()
    return [Wait(id=id, **values) for id, values in zip(ids, told, strict=True)]


def _wanted(ref: Ref) -> dict[tuple[Any, ...], Turn]:
    return {_key(turn): turn for turn in map(_as_it_stands, _providers[ref.kind][0](ref.id))}


def _as_it_stands(turn: Turn) -> Turn:
    """Take the date off a turn while what it hangs on is paused."""
    return replace(turn, due=None, suspended=True) if turn.due and suspension.suspended(turn.under) else turn


def _carried_on(turn: Turn, spare: list[Wait]) -> bool:
    """Take the line of the same holder and sentence out of `spare` and have it say `turn`, if there is one."""
    line = next((k for k in spare if (k.holder, k.says) == (turn.holder, turn.says)), None)
    if line is None:
        return False
    spare.remove(line)
    for name, value in _facts(turn).items():
        setattr(line, name, value)
    return True


def _key(one: Turn | Wait) -> tuple[Any, ...]:
    told = (repr(sorted(one.params.items())), one.due, one.suspended, str(one.under or ""))
    return (one.holder, one.says, *told, one.sight, one.audience or "", one.also)


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
    return [ref for ref in refs if kept[ref] != set(_wanted(ref))]


def kept(refs: Iterable[Ref], *, seen_by: Actor) -> Sequence[Wait]:
    """Give the lines of some things that the reader may see, in one statement."""
    of: dict[str, list[int]] = {}
    for ref in refs:
        of.setdefault(ref.kind, []).append(ref.id)
    if not of:
        return []
    return db.session.scalars(_of_kinds(tuple(of), seen_by), {f"of_{kind}": ids for kind, ids in of.items()}).all()


@lru_cache(maxsize=512)
def _of_kinds(kinds: tuple[str, ...], seen_by: Actor) -> sa.Select[Wait]:
    """Select the lines of things of some kinds, their ids being `of_<kind>`, that a reader may see."""
    ids: dict[str, Any] = {kind: sa.bindparam(f"of_{kind}", expanding=True) for kind in kinds}
    pairs = [sa.and_(Wait.kind == kind, Wait.thing.in_(ids[kind])) for kind in kinds]
    return sa.select(Wait).where(sa.or_(*pairs), visible(Wait, seen_by)).order_by(Wait.id)


def mine(actor: Actor) -> sa.Select[Wait]:
    """Give the select of lines whose turn is the actor's, oldest due first."""
    order = (Wait.due.is_(None), Wait.due, Wait.since, Wait.id)
    return sa.select(Wait).where(Wait.holder.in_(actor.keys)).order_by(*order)


@lru_cache(maxsize=512)
def of_one(seen_by: Actor) -> sa.Select[Wait]:
    """Select the lines of one thing, of a `kind` and with the id `thing`, that a reader may see."""
    return OF_REF.where(visible(Wait, seen_by)).order_by(Wait.id)


def counted(worn: sa.CTE) -> sa.ScalarSelect[int]:
    """Count the lines whose turn is of these hats, as a part of the statement that reads them."""
    ref = worn.c.kind + ":" + worn.c.id
    holders = sa.union(sa.select(worn.c.role + ":" + ref), sa.select(ref))
    return sa.select(sa.func.count()).where(Wait.holder.in_(holders)).scalar_subquery()
