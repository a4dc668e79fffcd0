"""Every SELECT of action points."""

from wgtool.actions.queries.details import held_by, known_by_address, person_at, reports, slips
from wgtool.actions.queries.listed import Chosen, in_state, index, of_group, of_item, of_organisation, owner_choices
from wgtool.actions.queries.owners import eligible
from wgtool.actions.queries.points import by_id, numbered, seen, to_change
from wgtool.actions.queries.reminding import pressing
from wgtool.actions.queries.sources import Line, of_sources, open_of
from wgtool.actions.queries.waiting import quiet_for, waiting

__all__ = [
    "Chosen",
    "Line",
    "by_id",
    "eligible",
    "held_by",
    "in_state",
    "index",
    "known_by_address",
    "numbered",
    "of_group",
    "of_item",
    "of_organisation",
    "of_sources",
    "open_of",
    "owner_choices",
    "person_at",
    "pressing",
    "quiet_for",
    "reports",
    "seen",
    "slips",
    "to_change",
    "waiting",
]
