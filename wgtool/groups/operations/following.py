"""What groups serve, as the plan changes: it goes along with what is merged, and follows into a later edition in one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wgtool.groups import events, queries
from wgtool.groups.models import Deliverable, Group
from wgtool.groups.operations.describing import serve
from wgtool.groups.operations.planning import told
from wgtool.groups.operations.shared import refuse
from wgtool.groups.permits import P
from wgtool.groups.rules import closed_to_following
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.kernel.holdings import Keeper, Went
from wgtool.kernel.i18n import _, reading_as
from wgtool.kernel.permits import require
from wgtool.kernel.refusals import Refused, Stale
from wgtool.kernel.writes import hold
from wgtool.plan.models import Item

Followed = list[tuple[Item, list[Item]]]


def digest(found: Followed) -> str:
    """Give what differs as soon as something else would follow."""
    return " ".join(f"{old.id}-{'.'.join(str(new.id) for new in became)}" for old, became in found)


def follow_plan(group: Group, *, shown: str, actor: Actor) -> None:
    """Have a group serve what became of what it serves, in the edition in force; so does what it is to make for that.

    What has no successor stays as it is. Raises Stale when something else would follow than was shown.
    """
    group = hold(queries.to_change(group.id))
    require(actor, P.FOLLOW_PLAN, group)
    refuse(closed_to_following(group))
    found = queries.became(group)
    if digest(found) != shown:
        raise Stale(_("What became of it has changed since. Look at it again."), theirs={}, mine={})
    if not found:
        raise Refused(_("Nothing here can follow."))
    had = {row.item_id for row in group.alignments}
    serve(group, had - {old.id for old, _new in found} | {new.id for _old, became in found for new in became}, actor)
    _make_there(group, actor)


def _make_there(group: Group, actor: Actor) -> None:
    """Have what is still to be made stand under what its activity became, where that is one."""
    rows = queries.open_in(group.id)
    images = queries.images({row.item_id for row in rows if row.item_id})
    for row in rows:
        became = images.get(row.item_id or 0, [])
        if len(became) == 1:
            _put_under(hold(queries.deliverable_to_change(row.id)), became[0], _("The plan has a new edition."), actor)


def _put_under(row: Deliverable, item: Item, why: str, actor: Actor) -> None:
    was = row.item.number if row.item else ""
    row.item_id, row.item = item.id, item
    db.session.flush()
    announce(events.Amended(actor=actor, field="item_id", old=was, new=item.number, why=why, **told(row)))


class Served(Keeper):
    """Which groups serve an item: they serve what takes it in. It stops nobody from taking an item out."""

    kind = "alignment"

    def go_along(self, holder: int, to: int, *, actor: Actor) -> Iterator[Went]:
        """Have them serve the other."""
        for id in queries.aligned_to(holder):
            group = hold(queries.to_change(id))
            had = {row.item_id for row in group.alignments}
            serve(group, had - {holder} | {to}, actor)
            yield id, {"to": to, "both": to in had}

    def come_back(self, row: int, was: Mapping[str, Any], holder: int, *, actor: Actor) -> None:
        """Have one serve it again."""
        group = hold(queries.to_change(row))
        had = {one.item_id for one in group.alignments}
        if was["to"] in had:
            serve(group, had - (set() if was["both"] else {was["to"]}) | {holder}, actor)


class MadeFor(Keeper):
    """What groups make for an item: it is for what takes that in. It stops nobody from taking an item out."""

    kind = "deliverable"

    def go_along(self, holder: int, to: int, *, actor: Actor) -> Iterable[Went]:
        """Put it under the other."""
        return [(id, self._put(id, to, _("What it serves was merged."), actor)) for id in queries.made_for(holder)]

    def come_back(self, row: int, was: Mapping[str, Any], holder: int, *, actor: Actor) -> None:
        """Put it back."""
        self._put(row, holder, _("The merger was taken back."), actor)

    @staticmethod
    def _put(row: int, item: int, why: Any, actor: Actor) -> dict[str, Any]:
        held = hold(queries.deliverable_to_change(row))
        with reading_as("en"):
            _put_under(held, db.session.get_one(Item, item), str(why), actor)
        return {}
