"""What hangs on items of the plan that leave it: it goes along with one that is merged, and ends with one that is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wgtool.amendments.models import Amendment
from wgtool.kernel import holdings
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref
from wgtool.kernel.holdings import Held
from wgtool.kernel.i18n import _, reading_as
from wgtool.kernel.writes import hold
from wgtool.plan import queries as plans
from wgtool.plan.edits import Edit

ITEM = "plan_item"


@dataclass
class Done:
    """What a verification did to what hangs on the plan, to undo it: what ended where, what went along and how it was."""

    ended: list[tuple[Ref, int, dict[str, Any]]] = field(default_factory=list)
    along: list[tuple[Ref, int, dict[str, Any]]] = field(default_factory=list)

    def kept(self) -> dict[str, Any]:
        """Give what is kept of it, ready for JSON."""
        return {
            "ended": [[*ref, item, was] for ref, item, was in self.ended],
            "along": [[*ref, item, was] for ref, item, was in self.along],
        }

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Done:
        """Give it as it was kept."""
        ended = [(Ref(kind, id), item, was) for kind, id, item, was in data.get("ended", [])]
        return cls(ended, [(Ref(kind, id), item, was) for kind, id, item, was in data.get("along", [])])

    def refs(self) -> list[list[Any]]:
        """Give what nothing may happen to before it is undone."""
        return [list(ref) for ref in dict.fromkeys([*(one[0] for one in self.ended), *(one[0] for one in self.along)])]


def leave(wanted: Iterable[Edit], done: Done, *, actor: Actor) -> None:
    """Let what hangs on items that leave the plan go along with what takes them in; the rest ends, each with the reason."""
    going = [one for one in wanted if one.drops and one.item]
    for id in sorted({*(one.item or 0 for one in going), *(one.into or 0 for one in going)} - {0}):
        hold(plans.to_change(id))
    for one in going:
        item = Ref(ITEM, one.item or 0)
        if one.into:
            went = holdings.go_along(item, Ref(ITEM, one.into), actor=actor)
            done.along += [(ref, item.id, was) for ref, was in went]
        _end(item, done, actor)


def _end(item: Ref, done: Done, actor: Actor) -> None:
    for held in holdings.open(item):
        with reading_as("en"):
            why = _("The activity left the plan.")
        done.ended.append((held.ref, item.id, holdings.drop(held.ref, item, why, actor=actor)))


def come_back(done: Done, *, actor: Actor) -> None:
    """Undo it, last first."""
    for ref, item, was in reversed(done.ended):
        holdings.restore(ref, was, Ref(ITEM, item), actor=actor)
    for ref, item, was in reversed(done.along):
        holdings.come_back(ref, was, Ref(ITEM, item), actor=actor)


@dataclass
class Stake:
    """What hangs on what an amendment takes out of the plan: what goes along, what ends, what goes on without it."""

    along: Sequence[Held] = ()
    ends: Sequence[Held] = ()
    stays: Sequence[Held] = ()


def at_stake(amendment: Amendment) -> Stake:
    """Give what a verification would do to what hangs on the plan, as things stand."""
    going = [one for one in amendment.changes if one.drops and one.item]
    hung = [(one.into, held) for one in going for held in holdings.open(Ref(ITEM, one.item or 0))]
    return Stake([held for into, held in hung if into], *dropped([held for into, held in hung if not into]))


def dropped(found: Iterable[Held]) -> tuple[list[Held], list[Held]]:
    """Give what ends and what goes on, of what hangs on an item that leaves the plan."""
    held = list(found)
    return [one for one in held if not one.stays], [one for one in held if one.stays]
