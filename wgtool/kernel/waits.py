"""Whose turn it is: one pure function a kind of thing says it, and its answer is kept as lines.

The count in the bar is one COUNT over them, the desk one SELECT, a mail the same sentence in the reader's language.
Lines are rewritten in the transaction of each change; `settle_all` does the same for what time alone changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import g, has_app_context
from sqlalchemy.orm import Mapped, mapped_column

from wgtool.kernel import clock, suspension
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Base, Ref, db, one_of
from wgtool.kernel.i18n import moment
from wgtool.kernel.sight import Sight, Sighted


@dataclass(frozen=True)
class Turn:
    """One answer to "whose turn": a hat, a sentence by its key with parameters, and the place to act.

    `holder` is `role:kind:id`. `names` maps a parameter to ("person" | "organisation", id), told by name when read.
    `under` names what the date hangs on: while that is paused the turn stands without a date, `suspended`.
    """

    holder: str
    says: str
    params: dict[str, Any] = field(default_factory=dict)
    due: datetime | None = None
    sight: Sight = Sight.PUBLIC
    audience: str = ""
    also: str | None = None
    under: Ref | None = None
    suspended: bool = False

    def sentence(self) -> str:
        """Tell it in the reader's language, as the person whose turn it is would be told."""
        return _tell(SENTENCES[self.says][0], self.params)

    def told_to_others(self) -> str:
        """Tell it in the reader's language to anybody else: "Waiting for ..."."""
        return _tell(SENTENCES[self.says][1], self.params)


class Wait(Sighted, Base):
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

    def sentence(self) -> str:
        """Tell the line in the reader's language, as the person whose turn it is would be told."""
        return _tell(SENTENCES[self.says][0], self.params)

    def told_to_others(self) -> str:
        """Tell it in the reader's language to anybody else: "Waiting for ..."."""
        return _tell(SENTENCES[self.says][1], self.params)


Provider = Callable[[int], Iterable[Turn]]
Ids = Callable[[], Iterable[int]]
Where = Callable[["Wait"], str]
_providers: dict[str, tuple[Provider, Ids, Where]] = {}
SENTENCES: dict[str, tuple[Any, Any]] = {}


def sentence(key: str, *, yours: Any, others: Any) -> str:
    """Register the two lazy texts of a turn: said to its holder, and to everybody else. Gives the key.

    A function of the parameters may stand instead of a text. Parameters that end in `_at` are times in ISO form, told
    in the reader's language and zone.
    """
    SENTENCES[key] = (yours, others)
    return key


def _tell(text: Any, params: dict[str, Any]) -> str:
    told = {k: moment(datetime.fromisoformat(v)) if k.endswith("_at") and v else v for k, v in params.items()}
    return str(text(told)) if callable(text) else str(text) % told


def waits_for(kind: str, *, turns: Provider, waiting: Ids, url: Where) -> None:
    """Register a kind of thing: its pure function, the ids of all that may wait, and the page of a line.

    The page is written out, not asked of the router: timers tell turns where no request is.
    """
    _providers[kind] = (turns, waiting, url)


_hears: list[Callable[[Wait], None]] = []


def on_new(listener: Callable[[Wait], None]) -> None:
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


def touched_under(holder: Ref) -> None:
    """Remember that what hangs on a holder is suspended from now, or no more."""
    for kind, thing in db.session.execute(sa.select(Wait.kind, Wait.thing).where(Wait.under == str(holder))).all():
        touched(Ref(kind, thing))


def _dirty() -> dict[Ref, None]:
    if not has_app_context():
        return {}
    if "dirty_waits" not in g:
        g.dirty_waits = {}
    kept: dict[Ref, None] = g.dirty_waits
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
    wanted = {_key(t): t for t in map(_as_it_stands, _providers[ref.kind][0](ref.id))}
    spare = [line for key, line in kept.items() if key not in wanted]
    new = [turn for key, turn in wanted.items() if key not in kept and not _carried_on(turn, spare)]
    for line in spare:
        db.session.delete(line)
    lines = [
        Wait(kind=ref.kind, thing=ref.id, holder=t.holder, says=t.says, since=clock.now(), **_facts(t)) for t in new
    ]
    db.session.add_all(lines)
    db.session.flush()
    for line in lines:
        for listener in _hears:
            listener(line)
    return set(kept) != set(wanted)


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


def settle_all() -> list[Ref]:
    """Rewrite the lines of every thing that may wait; give those that differed."""
    refs = [Ref(kind, id) for kind, (_, ids, _) in _providers.items() for id in ids()]
    gone = {Ref(k, t) for k, t in db.session.execute(sa.select(Wait.kind, Wait.thing).distinct())} - set(refs)
    return [ref for ref in [*refs, *gone] if ref.kind in _providers and rewrite(ref)]


def mine(actor: Actor) -> sa.Select[Wait]:
    """Give the select of lines whose turn is the actor's, oldest due first."""
    order = (Wait.due.is_(None), Wait.due, Wait.since, Wait.id)
    return sa.select(Wait).where(Wait.holder.in_(actor.keys)).order_by(*order)


def counted(worn: sa.CTE) -> sa.ScalarSelect[int]:
    """Count the lines whose turn is of these hats, as a part of the statement that reads them."""
    ref = worn.c.kind + ":" + worn.c.id
    holders = sa.union(sa.select(worn.c.role + ":" + ref), sa.select(ref))
    return sa.select(sa.func.count()).where(Wait.holder.in_(holders)).scalar_subquery()
