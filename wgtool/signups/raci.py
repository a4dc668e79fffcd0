"""Who is Responsible, Accountable, Consulted and Informed for an activity: drawn from the records, never kept.

The plan asks for such a matrix (SIP 2019 2.1.1.1, SIP 2022 2.3.1.2) and leaves open how the tool's own words answer to
it. `MAPPING` is that answer, in one place; the page prints it below every matrix.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wgtool.groups import queries as groups
from wgtool.groups.models import Deliverable
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
    OWNER = "owner"
    DOING_LEAD = "doing lead"
    ITS_GROUP = "its group"


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
    Record.OWNER: (ACCOUNTABLE, RESPONSIBLE),
    Record.DOING_LEAD: (RESPONSIBLE,),
    Record.ITS_GROUP: (INFORMED,),
}
OF_PLANS = (Record.OWNER, Record.DOING_LEAD, Record.LEAD, Record.CO_LEAD, Record.CONTRIBUTOR, Record.CONSULTED,
            Record.ITS_GROUP)  # fmt: skip
OF_ACTIVITIES = tuple(record for record in Record if record not in {Record.OWNER, Record.DOING_LEAD, Record.ITS_GROUP})
"""What of the records is read for deliverables of a plan, and what for activities."""
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
    Record.OWNER: _l("the organisation that owns the deliverable: answers for it, and does it"),
    Record.DOING_LEAD: _l("the confirmed lead, where another organisation owns it"),
    Record.ITS_GROUP: _l("the group in whose plan it stands"),
}
LETTERS = {
    RESPONSIBLE: _l("Responsible"),
    ACCOUNTABLE: _l("Accountable"),
    CONSULTED: _l("Consulted"),
    INFORMED: _l("Informed"),
}


class Named(NamedTuple):
    """Who stands under a letter. `slug` is an organisation's, `code` a group's; a party or the SAG has neither."""

    name: str
    slug: str = ""
    code: str = ""
    country: str = ""


@dataclass(frozen=True)
class Line:
    """An activity with who stands under each letter."""

    item: Printed | Deliverable
    under: dict[Letter, list[Named]]
    open: bool

    @property
    def gaps(self) -> tuple[Letter, ...]:
        """Give the letters under which nobody stands; what is done or dropped has no gap."""
        if _is_over(self.item):
            return ()
        return tuple(letter for letter in Letter if not self.under[letter])


def _is_over(item: Printed | Deliverable) -> bool:
    if isinstance(item, Deliverable):
        return not item.is_open
    return bool(item.dropped_at) or item.status == Progress.DONE


def plan_matrix(rows: Sequence[Deliverable], confirmed: Iterable[Confirmed]) -> list[Line]:
    """Give the lines of deliverables whose confirmed sign-ups are at hand: no statement."""
    by_row: dict[int, list[Confirmed]] = {}
    for one in confirmed:
        by_row.setdefault(one.item, []).append(one)
    return [plan_line(row, by_row.get(row.id, [])) for row in rows]


def plan_line(row: Deliverable, confirmed: Sequence[Confirmed]) -> Line:
    """Give the line of a deliverable. Where an organisation owns it, who leads the work is not who answers for it."""
    owner = [(Record.OWNER, Named(row.owner.name, slug=row.owner.slug))] if row.owner else []
    signed = [(_beside_owner(record) if owner else record, named) for record, named in _signed(confirmed)]
    its_group = (Record.ITS_GROUP, Named(row.group.name, code=row.group.code))
    return Line(row, _under([*owner, *signed, its_group]), rules.terms(row).closed is None)


def _beside_owner(record: Record) -> Record:
    return Record.DOING_LEAD if record == Record.LEAD else record


def whole(found: Iterable[Line]) -> dict[Letter, list[Named]]:
    """Give who stands under each letter anywhere in a plan, each once."""
    every: dict[Letter, dict[Named, None]] = {letter: {} for letter in Letter}
    for line in found:
        for letter, named in line.under.items():
            every[letter].update(dict.fromkeys(named))
    return {letter: list(named) for letter, named in every.items()}


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
    records = [
        *_signed(confirmed),
        *_parties(item, confirmed),
        *_groups(serving),
        (Record.SAG, Named(str(PARTIES["sag"]))),
    ]
    return Line(item, _under(records), rules.terms(item).closed is None)


def _under(records: Iterable[tuple[Record, Named]]) -> dict[Letter, list[Named]]:
    """Put everybody under their letters, each once, in the order they come in."""
    under: dict[Letter, dict[Named, None]] = {letter: {} for letter in Letter}
    for record, named in records:
        for letter in MAPPING[record]:
            under[letter][named] = None
    return {letter: list(named) for letter, named in under.items()}


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


def mapping(records: Iterable[Record]) -> list[tuple[object, list[object]]]:
    """Give what of these records answers to each letter, from the table the code runs."""
    among = list(records)
    return [(LETTERS[letter], [WORDS[one] for one in among if letter in MAPPING[one]]) for letter in Letter]
