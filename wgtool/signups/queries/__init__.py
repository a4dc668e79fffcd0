"""Every SELECT of sign-ups."""

from wgtool.signups.queries.counted import Count, Lead, counts, leads
from wgtool.signups.queries.listed import leads_among, leads_of, of_item, of_organisation
from wgtool.signups.queries.rosters import (
    Confirmed,
    confirmed,
    confirmed_among,
    confirmed_on,
    followed,
    standing_on,
)
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
    "Confirmed",
    "Count",
    "Lead",
    "by_id",
    "confirmed",
    "confirmed_among",
    "confirmed_on",
    "counts",
    "followed",
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
    "standing_on",
    "to_change",
    "turns",
    "waiting",
]
