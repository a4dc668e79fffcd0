"""What still needs partners: derived from sign-ups and clauses, never kept.

Closed activities, done and dropped ones are no gap. Where the plan names who leads, the lead's place is taken.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from wgtool.kernel.i18n import _l
from wgtool.plan.models import Edition
from wgtool.plan.models import Status as Progress
from wgtool.plan.tree import Book, Printed
from wgtool.signups import invites, queries, rules
from wgtool.signups.queries import Count, Lead
from wgtool.signups.rules import Terms


class Gap(enum.StrEnum):
    """What an activity lacks."""

    NOBODY = "nobody"
    NO_LEAD = "no-lead"
    LEFT = "left"


GAPS = {
    Gap.NOBODY: _l("Nobody signed up"),
    Gap.NO_LEAD: _l("No lead"),
    Gap.LEFT: _l("Lapsed or withdrawn"),
}


@dataclass(frozen=True)
class Standing:
    """How an activity stands with those who do it. `leads` are confirmed; `party` leads by the plan until then.

    `apart` says that its countries can be told apart.
    """

    item: Printed
    terms: Terms
    leads: list[Lead] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    apart: bool = False

    @property
    def party(self) -> str:
        """Name who leads by the plan, while no sign-up is confirmed."""
        return "" if self.leads else invites.party(self.terms)

    @property
    def open(self) -> bool:
        """Say whether organisations may sign up."""
        return self.terms.closed is None

    @cached_property
    def confirmed(self) -> int:
        """Count the sign-ups that stand."""
        return sum(each.confirmed for each in self.counts)

    @cached_property
    def offered(self) -> int:
        """Count the offers that wait to be confirmed."""
        return sum(each.offered for each in self.counts)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Say what it lacks."""
        return self.gaps_in("")

    def gaps_in(self, country: str) -> tuple[Gap, ...]:
        """Say what it lacks, anywhere or in one country; only where the clause says per country are these told apart."""
        if not self.open or self.item.status == Progress.DONE or (country and not self.terms.per_country):
            return ()
        if country and not self.apart:
            raise ValueError("countries were not asked for apart")
        here = [each for each in self.counts if not country or each.country in ("", country)]
        return tuple(gap for gap, lacks in _lacks(self.terms, here) if lacks)


def _lacks(terms: Terms, here: Sequence[Count]) -> Iterable[tuple[Gap, bool]]:
    yield Gap.NOBODY, not any(each.confirmed or each.offered for each in here)
    yield Gap.NO_LEAD, not any(each.led for each in here) and terms.led_by is None
    yield Gap.LEFT, any(each.left for each in here)


def standings(edition: Edition | Book, items: Sequence[Printed], *, apart: bool = False) -> dict[int, Standing]:
    """Give how each activity of an edition stands, its countries `apart` or in sum: two statements, whatever their number."""
    leads, counts = queries.leads(edition), queries.counts([x.id for x in items], apart=apart)
    return {x.id: Standing(x, rules.terms(x), leads.get(x.id, []), counts.get(x.id, []), apart) for x in items}


def figures(found: Iterable[Standing]) -> dict[Gap, int]:
    """Count the activities that lack something, by what they lack."""
    listed = Counter(gap for each in found for gap in each.gaps)
    return {gap: listed[gap] for gap in Gap}
