"""What action points show on pages below: of an activity, of a group, of an organisation."""

from __future__ import annotations

from typing import Any

from flask import url_for

from wgtool.actions import queries
from wgtool.actions.pieces import rows_of
from wgtool.groups.models import Group
from wgtool.kernel.actors import Actor
from wgtool.kernel.lists import Page, page_asked
from wgtool.kernel.slots import Panel, fill
from wgtool.partners.models import Organisation
from wgtool.plan.models import Item

PLACE = "h-actions"


def shown(rows: Page[Any]) -> dict[str, Any]:
    """Give what a list of action points shows."""
    return {"listed": rows, "table": rows_of(rows.rows)}


def _panel(listed: Page[Any]) -> Panel | None:
    if not listed.rows and listed.number == 1:
        return None
    return Panel("actions/panel.html", shown(listed))


def on_item(item: Item, actor: Actor) -> Panel | None:
    """Show the action points under an item of the plan."""
    at = url_for("plan.item", edition=item.edition.slug, number=item.number, _anchor=PLACE)
    return _panel(queries.of_item(item.id, seen_by=actor, number=page_asked(), at=at))


def on_group(group: Group, actor: Actor) -> Panel | None:
    """Show the action points in a group's work."""
    at = url_for("groups.detail", code=group.code, _anchor=PLACE)
    return _panel(queries.of_group(group.id, seen_by=actor, number=page_asked(), at=at))


def on_organisation(organisation: Organisation, actor: Actor) -> Panel | None:
    """Show the action points an organisation answers for."""
    at = url_for("partners.detail", slug=organisation.slug, _anchor=PLACE)
    return _panel(queries.of_organisation(organisation.id, seen_by=actor, number=page_asked(), at=at))


def register() -> None:
    """Fill the places."""
    fill("plan_item", on_item, has=queries.of_an_item)
    fill("group", on_group, has=queries.in_a_group)
    fill("organisation", on_organisation, has=queries.of_an_organisation)
