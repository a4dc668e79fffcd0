"""Every SELECT of action points."""

from wgtool.actions.queries.chosen import AGES, NO_AREA, OPEN, STATES, SUSPENDED, Chosen, in_state
from wgtool.actions.queries.details import (
    any_evidence,
    asked_of,
    by_link,
    held_by,
    held_whole,
    known_by_address,
    open_at,
    open_under,
    person_at,
    report_to_change,
    report_with,
    reports,
    slips,
)
from wgtool.actions.queries.listed import (
    all_listed,
    in_a_group,
    index,
    of_an_item,
    of_an_organisation,
    of_group,
    of_item,
    of_organisation,
    owner_choices,
    whole,
)
from wgtool.actions.queries.mine import all_mine, known_numbers, mine
from wgtool.actions.queries.owners import eligible
from wgtool.actions.queries.points import alone, by_id, open_among, seen, to_change
from wgtool.actions.queries.reminding import pressing
from wgtool.actions.queries.shown import Shown, reports_told, shown
from wgtool.actions.queries.sources import Line, from_sources, of_sources, open_of
from wgtool.actions.queries.waiting import quiet_for, waiting

__all__ = [
    "AGES",
    "NO_AREA",
    "OPEN",
    "STATES",
    "SUSPENDED",
    "Chosen",
    "Line",
    "Shown",
    "all_listed",
    "all_mine",
    "alone",
    "any_evidence",
    "asked_of",
    "by_id",
    "by_link",
    "eligible",
    "from_sources",
    "held_by",
    "held_whole",
    "in_a_group",
    "in_state",
    "index",
    "known_by_address",
    "known_numbers",
    "mine",
    "of_an_item",
    "of_an_organisation",
    "of_group",
    "of_item",
    "of_organisation",
    "of_sources",
    "open_among",
    "open_at",
    "open_of",
    "open_under",
    "owner_choices",
    "person_at",
    "pressing",
    "quiet_for",
    "report_to_change",
    "report_with",
    "reports",
    "reports_told",
    "seen",
    "shown",
    "slips",
    "to_change",
    "waiting",
    "whole",
]
