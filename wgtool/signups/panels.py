"""What sign-ups show on pages below: on an activity, a deliverable, an organisation, and on the first page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import request
from markupsafe import Markup

from wgtool.groups.models import Deliverable, Group
from wgtool.kernel import slots
from wgtool.kernel.actors import Actor
from wgtool.kernel.addresses import each, url_for
from wgtool.kernel.lists import Page, page_asked
from wgtool.kernel.slots import Panel
from wgtool.partners.models import Organisation
from wgtool.plan import rules as plan_rules
from wgtool.plan.models import Item
from wgtool.plan.tree import Tree
from wgtool.signups import gaps, invites, pieces, queries, raci, rules, suspended, words
from wgtool.signups.forms import OfferForm
from wgtool.signups.models import OPEN, Taken
from wgtool.signups.queries import Lead


def on_item(item: Item, actor: Actor) -> Panel | None:
    """Show who does an activity, who offered, who may sign up, and the form."""
    if not plan_rules.is_activity(item):
        return None
    at = url_for("plan.item", edition=item.edition.slug, number=item.number, _anchor="h-signups")
    listed = queries.of_item(item.id, seen_by=actor, number=page_asked(), at=at)
    shown = _shown(listed, actor) | around(item, actor, leads=queries.leads_among(listed))
    return Panel("signups/panel_item.html", shown | _answering(item, listed, actor))


def _answering(item: Item, listed: Page[Any], actor: Actor) -> dict[str, Any]:
    """Give who answers for what: from the page of sign-ups, if it shows all that count; else asked."""
    confirmed = queries.confirmed_among(item.id, listed)
    line = raci.lines([item], queries.confirmed_on(item.id) if confirmed is None else confirmed, seen_by=actor)[0]
    return {"answering": pieces.answering(line)}


def _shown(listed: Page[Any], actor: Actor) -> dict[str, Any]:
    """Give a page of sign-ups: those that stand, the actor's own among them, and, after the last, those that are over."""
    still = suspended.suspended([row.id for row in listed.rows if row.ends_on])
    rows, past = ([row for row in listed.rows if (row.status in OPEN) == stands] for stands in (True, False))
    return {
        "listed": listed,
        "standing": [
            row for row in rows if actor.organisation is not None and row.organisation_id == actor.organisation
        ],
        "rows": pieces.rows_of(rows, still, over=False) if rows else "",
        "past": pieces.rows_of(past, still, over=True) if past else "",
    }


def on_deliverable(row: Deliverable, actor: Actor) -> Panel:
    """Show who makes a deliverable with the group, who answers for what, and the form."""
    listed = queries.of_deliverable(row.id, seen_by=actor, number=page_asked(), at=f"{request.path}#h-signups")
    shown = _shown(listed, actor) | around(row, actor, leads=queries.leads_among(listed))
    confirmed = queries.confirmed_among(row.id, listed)
    line = raci.plan_line(row, queries.confirmed_for(row.id) if confirmed is None else confirmed)
    return Panel("signups/panel_deliverable.html", shown | {"answering": pieces.answering(line)})


def on_plan(group: Group, actor: Actor) -> Panel:
    """Lead from a group's action plan to who answers for what in it."""
    return Panel("signups/panel_plan.html", {"group": group})


def around(
    item: Taken, actor: Actor, form: OfferForm | None = None, *, leads: Sequence[Lead] | None = None
) -> dict[str, Any]:
    """Give what the panel and the page of signing up both show. Without `form`, an empty one; without `leads`, asked.

    A form that was sent is shown whatever is so now: what somebody wrote is in it. `blank` are the fields of an empty
    one of somebody's own organisation: they say the same to all who may choose among the same roles.
    """
    asked = rules.terms(item)
    own = queries.organisation(actor.organisation)
    blank = "" if form or actor.supports else _blank(asked, own)
    form = form or (OfferForm(formdata=None).fit(item, own, actor) if actor.supports else None)
    return {
        "item": item,
        "offer_url": offer_url(item),
        "leads": queries.leads_of(item) if leads is None else leads,
        "terms": asked,
        "who": invites.who(asked),
        "party": invites.party(asked),
        "own": own,
        "blank": blank,
        "offer_form": form if form and (form.is_submitted() or _open(form, asked, own, actor)) else None,
        "words": words,
    }


def _blank(asked: rules.Terms, own: Organisation | None) -> Markup | str:
    roles = rules.roles_for(own, asked) if own and asked.closed not in rules.GONE else ()
    return pieces.blank_fields(roles, per_country=asked.per_country) if roles else ""


def _open(form: OfferForm, asked: rules.Terms, own: Organisation | None, actor: Actor) -> bool:
    return bool(form.role.choices and (own or actor.supports) and asked.closed not in rules.GONE)


def offer_url(on: Taken) -> str:
    """Give the page of signing up for something."""
    if isinstance(on, Deliverable):
        return url_for("signups.offer_to_make", code=on.group.code, serial=on.serial)
    return url_for("signups.offer", edition=on.edition.slug, number=on.number)


def elsewhere(item: Item, actor: Actor) -> Panel | None:
    """Lead the support team from an activity of an earlier edition to where its sign-ups can follow it."""
    if item.edition.current or not actor.supports:
        return None
    return (
        Panel("signups/can_follow.html", {"item": item, "edition": item.edition}) if queries.open_on(item.id) else None
    )


def item_can(item: Item, actor: Actor) -> Panel | None:
    """Say at the top of an activity's page that one can sign up, where that is so; to a guest, that it takes joining."""
    if not plan_rules.is_activity(item) or rules.terms(item).closed:
        return None
    return Panel("signups/can_item.html")


def on_organisation(organisation: Organisation, actor: Actor) -> Panel | None:
    """Show what an organisation took on, did, and offered."""
    at = url_for("partners.detail", slug=organisation.slug, _anchor="h-took-on")
    listed = queries.of_organisation(organisation.id, seen_by=actor, number=page_asked(), at=at)
    urls = {slug: each("plan.item", "number", edition=slug) for slug in {row.slug for row in listed.rows if row.slug}}
    shown = {
        "organisation": organisation,
        "listed": listed,
        "words": words,
        "item_url": urls,
        "signup_url": each("signups.detail", "id"),
    }
    return Panel("signups/panel_organisation.html", shown)


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
    slots.fill("organisation", on_organisation)
    slots.fill("deliverable", on_deliverable)
    slots.fill("group_plan", on_plan)
