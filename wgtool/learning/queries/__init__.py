"""Every SELECT of learning."""

from wgtool.learning.queries.actions import intended, of_recommendations, open_actions
from wgtool.learning.queries.choices import bodies, groups_led, items_numbered, name_of, parties
from wgtool.learning.queries.exercises import (
    bare_to_change,
    by_id,
    counts,
    listed,
    next_number_of,
    of_group,
    seen,
    to_change,
    turns_of,
    waiting,
)
from wgtool.learning.queries.recommendations import (
    likest,
    of_item,
    of_lesson,
    one_by_id,
    one_seen,
    one_to_change,
    ones_waiting,
    recurring,
    sharing,
)

__all__ = [
    "bare_to_change",
    "bodies",
    "by_id",
    "counts",
    "groups_led",
    "intended",
    "items_numbered",
    "likest",
    "listed",
    "name_of",
    "next_number_of",
    "of_group",
    "of_item",
    "of_lesson",
    "of_recommendations",
    "one_by_id",
    "one_seen",
    "one_to_change",
    "ones_waiting",
    "open_actions",
    "parties",
    "recurring",
    "seen",
    "sharing",
    "to_change",
    "turns_of",
    "waiting",
]
