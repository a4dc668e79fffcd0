"""What became of the activities of one edition in the next: what is settled, what is proposed, what is new.

Only what the support team settled is kept. A proposal is worked out from the words (`likeness`) whenever it is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from wgtool.plan.likeness import Like, Said, alike
from wgtool.plan.models import Fate, Link
from wgtool.plan.tree import Entry, Tree

FLOOR = 25
"""Below this likeness, in percent, nothing is proposed."""
SAME = 85
"""From this likeness on, the proposal says that an activity goes on as it was."""
HALF = 50
"""An activity is proposed as merged where another one, at least so much alike, leads to the same."""
MARKS = (90, 75, 50, FLOOR)
"""The marks above which all proposals can be accepted at once."""


@dataclass(frozen=True)
class Way:
    """What became of one activity. `links` empty: not settled; then `likest` says what is like it."""

    item: Entry
    links: Sequence[Link] = ()
    likest: Sequence[Like] = ()
    shared: bool = False

    @property
    def settled(self) -> bool:
        """Say whether the support team has said what became of it."""
        return bool(self.links)

    @property
    def proposed(self) -> Like | None:
        """Give the likest activity, if it is not settled and one is like enough."""
        best = self.likest[0] if self.likest and not self.settled else None
        return best if best and best.percent >= FLOOR else None

    @property
    def fate(self) -> Fate:
        """Say what is settled, or proposed: merged where several lead to one; else by likeness and pillar."""
        if self.links:
            return self.links[0].fate
        if not (best := self.proposed):
            return Fate.DROPPED
        if self.shared:
            return Fate.MERGED
        if best.percent < SAME:
            return Fate.REWORDED
        return Fate.CONTINUED if _pillar(best.number) == _pillar(self.item.number) else Fate.MOVED


@dataclass(frozen=True)
class Crosswalk:
    """Two editions side by side."""

    old: Tree
    new: Tree
    links: Sequence[Link]
    like: dict[str, list[Like]] = field(repr=False)
    taken_in: Mapping[int, int] = field(default_factory=dict, repr=False)

    @cached_property
    def ways(self) -> list[Way]:
        """Give what became of each activity, in printed order; one that left its own edition only if it is settled."""
        by_old: dict[int, list[Link]] = {}
        for link in self.links:
            by_old.setdefault(link.old_id, []).append(link)
        shown = [x for x in self.old.activities if not x.dropped_at or x.id in by_old]
        ways = [Way(x, by_old.get(x.id, ()), self.like.get(x.number, ())) for x in shown]
        sure = {way.item.id: way.proposed.number for way in ways if way.proposed and way.proposed.percent >= HALF}
        aims = Counter(sure.values())
        taken = {self.by_id[link.new_id].number for link in self.links if link.new_id}
        return [
            Way(w.item, w.links, w.likest, _shared(w, aims - Counter([sure.get(w.item.id, "")]), taken)) for w in ways
        ]

    def heir(self, way: Way) -> Entry | None:
        """Give what took an activity in before the later edition came; None if it was part of the plan until then."""
        return self.old.heir(way.item, self.taken_in) if way.item.dropped_at else None

    @cached_property
    def by_id(self) -> dict[int, Entry]:
        """Give the activities of the later edition by id."""
        return {item.id: item for item in self.new.activities}

    @cached_property
    def unsettled(self) -> list[Way]:
        """Give those nobody has said anything about."""
        return [way for way in self.ways if not way.settled]

    @cached_property
    def fresh(self) -> list[Entry]:
        """Give the activities of the later edition to which nothing settled leads."""
        reached = {link.new_id for link in self.links}
        return [item for item in self.new.activities if item.id not in reached and not item.dropped_at]

    def above(self, mark: int) -> list[Way]:
        """Give the proposals at or above a mark."""
        return [way for way in self.unsettled if way.proposed and way.proposed.percent >= mark]


def _shared(way: Way, others: Counter[str], taken: set[str]) -> bool:
    return way.proposed is not None and (others[way.proposed.number] > 0 or way.proposed.number in taken)


def _pillar(number: str) -> str:
    return number.split(".")[0]


def crosswalk(old: Tree, new: Tree, links: Sequence[Link], taken_in: Mapping[int, int] | None = None) -> Crosswalk:
    """Lay two editions side by side. `taken_in` says what of the old was merged into what before the new came."""
    return Crosswalk(old, new, links, alike(_said(old), _said(new)), taken_in or {})


def _said(tree: Tree) -> tuple[Said, ...]:
    items = [item for item in tree.activities if not item.dropped_at]
    return tuple(Said(x.number, x.title or x.text, x.text, tree.parents(x)[-1].title) for x in items)
