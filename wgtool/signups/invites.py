"""Says who may sign up for an activity, in the reader's language."""

from __future__ import annotations

from typing import Any

from wgtool.kernel.i18n import _, _l, listed
from wgtool.partners.words import TYPES
from wgtool.plan.words import PARTIES
from wgtool.signups.rules import Closed, Terms, Who
from wgtool.signups.words import ROLES

AUDIENCES = {
    Who.ALL: _l("Any organisation that takes part"),
    Who.PARTNERS: _l("Partners, not observers"),
}
CLOSED = {
    Closed.DROPPED: _l("This is not part of the plan any more."),
    Closed.UNREAD: _l("Who may sign up stands in the official text, which has not been read in here yet."),
    Closed.NO_WORDS: _l(
        "The plan names who does this; it is closed to sign-up. Offers to help go to the support team."
    ),
    Closed.OVER: _l("It is done or dropped."),
    Closed.NOT_AT_WORK: _l("Its group is not at work."),
    Closed.BY_ITSELF: _l("The group does this by itself; it is closed to sign-up. Offers to help go to its leads."),
}


def party(terms: Terms) -> str:
    """Name the party that leads by the plan, in the reader's language; empty if there is none."""
    return str(PARTIES[terms.led_by]) if terms.led_by else ""


def who(terms: Terms) -> list[tuple[str, str]]:
    """Say who may sign up for what, and who confirms: pairs of label and value."""
    if terms.closed:
        return [(_("Open to"), str(CLOSED[terms.closed]))]
    lets = str(AUDIENCES[terms.who])
    if terms.includes:
        lets = _("%(who)s; %(also)s too", who=lets, also=listed(TYPES[each] for each in sorted(terms.includes)))
    confirmed = (
        _("each role, by the support team") if terms.designated else _("lead and co-lead; the rest counts at once")
    )
    found: list[tuple[Any, str]] = [
        (_("Open to"), lets),
        (_("Roles"), listed(ROLES[role] for role in terms.roles)),
        (_("Needs to be confirmed"), confirmed),
    ]
    return [*found, (_("Places"), _("Everywhere, or one country"))] if terms.per_country else found
