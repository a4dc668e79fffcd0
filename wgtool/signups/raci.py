"""Who is Responsible, Accountable, Consulted and Informed for an activity: drawn from the records, never kept.

The plan asks for such a matrix (SIP 2019 2.1.1.1, SIP 2022 2.3.1.2) and leaves open how the tool's own words answer to
it. `MAPPING` is that answer, in one place; the page prints it below every matrix.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wgtool.groups import queries as groups
from wgtool.groups.models import Status as At
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _l
from wgtool.plan.clauses import structure
from wgtool.plan.models import Edition
from wgtool.plan.models import Status as Progress
from wgtool.plan.tree import Printed
from wgtool.plan.words import PARTIES
from wgtool.signups import queries, rules
from wgtool.signups.models import Role
from wgtool.signups.queries import Confirmed


class Letter(enum.StrEnum):
    """A column of the matrix."""

    RESPONSIBLE = "R"
    ACCOUNTABLE = "A"
    CONSULTED = "C"
    INFORMED = "I"


class Record(enum.StrEnum):
    """What of the records answers to a letter."""

    LEAD = "lead"
    CO_LEAD = "co-lead"
    CONTRIBUTOR = "contributor"
    CONSULTED = "consulted"
    PARTY = "party"
    LEADING_PARTY = "leading party"
    AT_WORK = "group at work"
    OTHER_GROUP = "other group"
    SAG = "sag"


RESPONSIBLE, ACCOUNTABLE, CONSULTED, INFORMED = Letter
MAPPING: dict[Record, tuple[Letter, ...]] = {
    Record.LEAD: (ACCOUNTABLE, RESPONSIBLE),
    Record.LEADING_PARTY: (ACCOUNTABLE, RESPONSIBLE),
    Record.CO_LEAD: (RESPONSIBLE,),
    Record.CONTRIBUTOR: (RESPONSIBLE,),
    Record.PARTY: (RESPONSIBLE,),
    Record.AT_WORK: (RESPONSIBLE,),
    Record.CONSULTED: (CONSULTED,),
    Record.OTHER_GROUP: (INFORMED,),
    Record.SAG: (INFORMED,),
}
WORDS = {
    Record.LEAD: _l("the confirmed lead: answers for it, and does it"),
    Record.LEADING_PARTY: _l("who leads by the plan, until a lead is confirmed"),
    Record.CO_LEAD: _l("confirmed co-leads"),
    Record.CONTRIBUTOR: _l("confirmed contributors"),
    Record.PARTY: _l("other parties that the clause names"),
    Record.AT_WORK: _l("active groups that serve it or its output"),
    Record.CONSULTED: _l("who signed up to be consulted"),
    Record.OTHER_GROUP: _l("groups that serve it and are not at work yet, or paused"),
    Record.SAG: _l("the SAG, which drives the plan"),
}
LETTERS = {
    RESPONSIBLE: _l("Responsible"),
    ACCOUNTABLE: _l("Accountable"),
    CONSULTED: _l("Consulted"),
    INFORMED: _l("Informed"),
}


@dataclass(frozen=True)
class Named:
    """Who stands under a letter. `slug` is an organisation's, `code` a group's; a party or the SAG has neither."""

    name: str
    slug: str = ""
    code: str = ""
    country: str = ""


@dataclass(frozen=True)
class Line:
    """An activity with who stands under each letter."""

    item: Printed
    under: dict[Letter, list[Named]]
    open: bool

    @property
    def gaps(self) -> tuple[Letter, ...]:
        """Give the letters under which nobody stands; what is done or dropped has no gap."""
        if self.item.dropped_at or self.item.status == Progress.DONE:
            return ()
        return tuple(letter for letter in Letter if not self.under[letter])


def matrix(edition: Edition, items: Sequence[Printed], *, seen_by: Actor) -> list[Line]:
    """Give the lines of activities of an edition: two statements, whatever their number."""
    return lines(items, queries.confirmed(edition), seen_by=seen_by)


def lines(items: Sequence[Printed], confirmed: Iterable[Confirmed], *, seen_by: Actor) -> list[Line]:
    """Give the lines of activities whose confirmed sign-ups are at hand: one statement."""
    by_item: dict[int, list[Confirmed]] = {}
    for row in confirmed:
        by_item.setdefault(row.item, []).append(row)
    served = groups.aligned({id for x in items for id in (x.id, x.parent_id) if id}, seen_by=seen_by)
    return [_line(x, by_item.get(x.id, []), [*served.get(x.id, []), *served.get(x.parent_id or 0, [])]) for x in items]


def figures(found: Iterable[Line]) -> dict[Letter, int]:
    """Count the activities with nobody under a letter, by letter."""
    counted = Counter(letter for line in found for letter in line.gaps)
    return {letter: counted[letter] for letter in Letter}


def _line(item: Printed, confirmed: Sequence[Confirmed], serving: Sequence[tuple[str, str, At]]) -> Line:
    under: dict[Letter, list[Named]] = {letter: [] for letter in Letter}
    records = [
        *_signed(confirmed),
        *_parties(item, confirmed),
        *_groups(serving),
        (Record.SAG, Named(str(PARTIES["sag"]))),
    ]
    for record, named in records:
        for letter in MAPPING[record]:
            if named not in under[letter]:
                under[letter].append(named)
    return Line(item, under, rules.terms(item).closed is None)


def _signed(confirmed: Iterable[Confirmed]) -> list[tuple[Record, Named]]:
    """Give the sign-ups, leads first."""
    order = list(Role)
    rows = sorted(confirmed, key=lambda row: order.index(row.role))
    return [(Record(row.role.value), Named(row.name, slug=row.slug, country=row.country)) for row in rows]


def _parties(item: Printed, confirmed: Iterable[Confirmed]) -> list[tuple[Record, Named]]:
    """Give the parties a clause names; who leads by the plan does so until a lead is confirmed."""
    if not item.clause:
        return []
    clause, led = structure(item.clause), any(row.role == Role.LEAD for row in confirmed)
    leading = None if led else clause.led_by
    return [
        (Record.LEADING_PARTY if party.kind == leading else Record.PARTY, Named(str(PARTIES[party.kind])))
        for party in clause.named
    ]


def _groups(serving: Iterable[tuple[str, str, At]]) -> list[tuple[Record, Named]]:
    return [
        (Record.AT_WORK if at == At.ACTIVE else Record.OTHER_GROUP, Named(name, code=code))
        for code, name, at in serving
    ]
