"""Sign-ups of an activity that became another in a later edition are offered again there, by the rules of sign-up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused, Stale
from wgtool.kernel.writes import hold
from wgtool.plan import queries as plan
from wgtool.plan.models import Item
from wgtool.signups import events, queries, rules
from wgtool.signups.models import SignUp, Status
from wgtool.signups.operations.offering import why_not
from wgtool.signups.operations.telling import settled, telling


@dataclass(frozen=True)
class Move:
    """A sign-up that stands, an activity that its own became, and what following would make of it."""

    old: SignUp
    new: SignUp
    objection: str | None

    @property
    def waits(self) -> bool:
        """Say whether somebody would have to confirm it."""
        return rules.must_be_confirmed(self.new.on, self.new.role)


def moves(item: Item, *, actor: Actor) -> list[Move]:
    """Say what would follow where, and what would not and why."""
    done = queries.followed(item.id)
    pairs = [(old, to) for to in plan.successors(item.id) for old in queries.standing_on(item.id)]
    return [_move(old, to, done, actor) for old, to in pairs]


def _move(old: SignUp, to: Item, done: set[tuple[int, int]], actor: Actor) -> Move:
    new = SignUp(
        item_id=to.id, organisation_id=old.organisation_id, role=old.role, country=old.country, offers=old.offers,
        ends_on=old.ends_on, offered_by=old.offered_by, offered_at=clock.now(), since=clock.today(),
        status=Status.OFFERED, from_id=old.id, item=to, organisation=old.organisation,
    )  # fmt: skip
    if (old.id, to.id) in done:
        return Move(old, new, _("It has followed already."))
    same = queries.same(to, old.organisation_id, old.role, old.country)
    return Move(old, new, why_not(new, actor, named=False, same=same))


def digest(found: Iterable[Move]) -> str:
    """Give what differs as soon as something else would follow."""
    return " ".join(f"{move.old.id}.{move.old.version}-{move.new.item_id}" for move in found if not move.objection)


def follow(item: Item, *, shown: str, actor: Actor) -> int:
    """Let follow what can; give how many. What stands on the old activity stays there, as it was.

    Raises Stale when something else would follow than was shown.
    """
    item = hold(queries.item_to_change(item.id))
    for id in sorted(to.id for to in plan.successors(item.id)):
        hold(queries.item_to_change(id))
    found = [move for move in moves(item, actor=actor) if not move.objection]
    if digest(found) != shown:
        raise Stale(_("The sign-ups have changed since. Look at them again."), theirs={}, mine={})
    if not found:
        raise Refused(_("Nothing here can follow."))
    for move in found:
        _follow(move, item, actor)
    return len(found)


def _follow(move: Move, item: Item, actor: Actor) -> None:
    """Offer it again; where nobody has to confirm it, it counts."""
    new = move.new
    if not move.waits:
        new.status, new.confirmed_at = Status.CONFIRMED, clock.now()
        settled(new, actor)
    db.session.add(new)
    db.session.flush()
    told = telling(new)
    told["touches"] = (*told["touches"], item.ref, move.old.ref)
    announce(events.Followed(actor=actor, subject=new.ref, old=f"{item.number} ({item.edition.slug})", **told))
