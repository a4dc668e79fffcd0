"""What sign-ups show on pages below: on an activity, on an organisation, and on the first page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wgtool.kernel import slots
from wgtool.kernel.actors import Actor
from wgtool.kernel.addresses import each
from wgtool.kernel.slots import Panel
from wgtool.partners.models import Organisation
from wgtool.plan import rules as plan_rules
from wgtool.plan.models import Edition, Item
from wgtool.plan.tree import Tree
from wgtool.signups import gaps, invites, queries, raci, rules, words
from wgtool.signups.forms import OfferForm
from wgtool.signups.models import SignUp, Status
from wgtool.signups.queries import Confirmed


def on_item(item: Item, actor: Actor) -> Panel | None:
    """Show who does an activity, who offered, who may sign up, and the form."""
    if not plan_rules.is_activity(item):
        return None
    shown = around(item, actor)
    return Panel(
        "signups/panel_item.html", shown | {"line": _line(item, shown["rows"], actor), "letters": raci.LETTERS}
    )


def _line(item: Item, rows: Iterable[SignUp], actor: Actor) -> raci.Line:
    """Say who stands under which letter, from the sign-ups that the page shows."""
    confirmed = [
        Confirmed(item.id, row.role, row.country, row.organisation.name, row.organisation.slug)
        for row in rows
        if row.status == Status.CONFIRMED and not row.provisional
    ]
    return raci.lines([item], confirmed, seen_by=actor)[0]


def around(item: Item, actor: Actor, form: OfferForm | None = None) -> dict[str, Any]:
    """Give what the panel and the page of signing up show. Without `form`, an empty one."""
    asked = rules.terms(item)
    own = queries.organisation(actor.organisation)
    form = form or OfferForm(formdata=None).fit(item, own, actor)
    rows = queries.of_item(item.id, seen_by=actor)
    return {
        "item": item,
        "rows": [row for row in rows if row.is_open],
        "past": [row for row in rows if not row.is_open],
        "terms": asked,
        "who": invites.who(asked),
        "party": invites.party(asked),
        "own": own,
        "offer_form": form if form.role.choices and (own or actor.supports) and asked.closed != "dropped" else None,
        "words": words,
        "partner_url": each("partners.detail", "slug"),
        "group_url": each("groups.detail", "code"),
        "signup_url": each("signups.detail", "id"),
    }


def elsewhere(item: Item, actor: Actor) -> Panel | None:
    """Lead the support team from an activity of an earlier edition to where its sign-ups can follow it."""
    if item.edition.current or not actor.supports:
        return None
    return (
        Panel("signups/can_follow.html", {"item": item, "edition": item.edition}) if queries.open_on(item.id) else None
    )


def item_can(item: Item, actor: Actor) -> Panel | None:
    """Say at the top of an activity's page that one can sign up, where that is so."""
    if not plan_rules.is_activity(item) or rules.terms(item).closed or not actor.signed_in:
        return None
    return Panel("signups/can_item.html")


def edition_can(edition: Edition, actor: Actor) -> Panel:
    """Say at the top of an edition where to look for something to take on."""
    return Panel("signups/can_edition.html", {"edition": edition})


def on_organisation(organisation: Organisation, actor: Actor) -> Panel | None:
    """Show what an organisation took on, did, and offered."""
    rows = queries.of_organisation(organisation.id, seen_by=actor)
    return Panel("signups/panel_organisation.html", {"rows": rows, "words": words})


def on_home(tree: Tree | None, actor: Actor) -> Panel | None:
    """Show how much of the plan in force needs partners."""
    if tree is None:
        return None
    found = gaps.standings(tree.edition, tree.activities).values()
    lacking = sum(bool(each.gaps) for each in found)
    return Panel("signups/panel_home.html", {"figures": gaps.figures(found), "names": gaps.GAPS, "lacking": lacking})


def register() -> None:
    """Fill the places."""
    slots.fill("home", on_home)
    slots.fill("plan_item", on_item)
    slots.fill("plan_item_can", item_can)
    slots.fill("plan_item_elsewhere", elsewhere)
    slots.fill("edition_can", edition_can)
    slots.fill("organisation", on_organisation)
