"""What still needs partners: derived from sign-ups and clauses, never kept.

Closed activities, done and dropped ones are no gap. Where the plan names who leads, the lead's place is taken.
"""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm.attributes import set_committed_value

from wgtool.kernel.i18n import _l
from wgtool.plan.models import Edition, Item
from wgtool.plan.models import Status as Progress
from wgtool.signups import invites, queries, rules
from wgtool.signups.models import OPEN, Role, Status
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
    """How an activity stands with those who do it. `leads` are confirmed; `party` leads by the plan until then."""

    item: Item
    terms: Terms
    leads: list[Lead] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)

    @property
    def party(self) -> str:
        """Name who leads by the plan, while no sign-up is confirmed."""
        return "" if self.leads else invites.party(self.terms)

    @property
    def open(self) -> bool:
        """Say whether organisations may sign up."""
        return self.terms.closed is None

    @property
    def confirmed(self) -> int:
        """Count the sign-ups that stand."""
        return sum(each.number for each in self.counts if each.status == Status.CONFIRMED)

    @property
    def offered(self) -> int:
        """Count the offers that wait to be confirmed."""
        return sum(each.number for each in self.counts if each.status == Status.OFFERED)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Say what it lacks."""
        return self.gaps_in("")

    def gaps_in(self, country: str) -> tuple[Gap, ...]:
        """Say what it lacks, anywhere or in one country; only where the clause says per country are these told apart."""
        if not self.open or self.item.status == Progress.DONE or (country and not self.terms.per_country):
            return ()
        here = [each for each in self.counts if not country or each.country in ("", country)]
        return tuple(gap for gap, lacks in _lacks(self.terms, here) if lacks)


def _lacks(terms: Terms, here: Sequence[Count]) -> Iterable[tuple[Gap, bool]]:
    leads = any(each.role == Role.LEAD and each.status == Status.CONFIRMED for each in here)
    yield Gap.NOBODY, not any(each.status in OPEN for each in here)
    yield Gap.NO_LEAD, not leads and terms.led_by is None
    yield Gap.LEFT, any(_left(each, here) for each in here)


def _left(gone: Count, here: Sequence[Count]) -> bool:
    """Say whether somebody left a role in a place, after taking it on, and nobody has it now."""
    over = gone.status in {Status.WITHDRAWN, Status.LAPSED} and gone.taken_on
    return over and not any(
        (each.role, each.country, each.status) == (gone.role, gone.country, Status.CONFIRMED) for each in here
    )


def standings(edition: Edition, items: Sequence[Item]) -> dict[int, Standing]:
    """Give how each activity of an edition stands: two statements, whatever their number."""
    for item in items:
        set_committed_value(item, "edition", edition)
    ids = [item.id for item in items]
    leads = queries.leads(ids)
    counts: dict[int, list[Count]] = defaultdict(list)
    for count in queries.counts(ids):
        counts[count.item].append(count)
    return {item.id: Standing(item, rules.terms(item), leads.get(item.id, []), counts[item.id]) for item in items}


def figures(found: Iterable[Standing]) -> dict[Gap, int]:
    """Count the activities that lack something, by what they lack."""
    listed = [gap for each in found for gap in each.gaps]
    return {gap: listed.count(gap) for gap in Gap}
