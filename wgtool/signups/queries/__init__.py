"""Every SELECT of sign-ups."""

from wgtool.signups.queries.counted import Count, Lead, counts, leads
from wgtool.signups.queries.listed import leads_among, leads_of, of_item, of_organisation
from wgtool.signups.queries.signups import (
    by_id,
    item_to_change,
    leader,
    open_on,
    organisation,
    overdue,
    provisional_no_more,
    rivals,
    same,
    same_of_person,
    seen,
    to_change,
    turns,
    waiting,
)

__all__ = [
    "Count",
    "Lead",
    "by_id",
    "counts",
    "item_to_change",
    "leader",
    "leads",
    "leads_among",
    "leads_of",
    "of_item",
    "of_organisation",
    "open_on",
    "organisation",
    "overdue",
    "provisional_no_more",
    "rivals",
    "same",
    "same_of_person",
    "seen",
    "to_change",
    "turns",
    "waiting",
]
