"""What groups show on pages below."""

from __future__ import annotations

from itertools import groupby

from wgtool.groups import queries, rules
from wgtool.groups.words import KINDS, MARKS, PROGRESS, PROGRESS_MARKS, ROLES, STATES
from wgtool.kernel.actors import Actor
from wgtool.kernel.slots import Panel, fill
from wgtool.partners.models import Organisation
from wgtool.plan.models import Item

WORDS = {"kinds": KINDS, "states": STATES, "marks": MARKS, "roles": ROLES}
PLANNED = {"progress": PROGRESS, "progress_marks": PROGRESS_MARKS}


def on_item(item: Item, actor: Actor) -> Panel | None:
    """Show the groups that serve an output or activity."""
    if item.level not in queries.SERVED:
        return None
    return Panel("groups/panel_item.html", {"groups": queries.serving(item, seen_by=actor), **WORDS})


def plans_on_item(item: Item, actor: Actor) -> Panel | None:
    """Show what groups make for an output or activity, group by group."""
    rows = queries.serving_item(item, seen_by=actor) if item.level in queries.SERVED else ()
    plans = [(group, list(below)) for group, below in groupby(rows, lambda row: row.group)]
    told = [(group, below, [row for row in below if rules.is_late(row)]) for group, below in plans]
    return Panel("groups/panel_plans.html", {"plans": told, **PLANNED}) if plans else None


def on_organisation(organisation: Organisation, actor: Actor) -> Panel | None:
    """Show the groups an organisation is in."""
    rows = queries.of_organisation(organisation.id, seen_by=actor)
    return Panel("groups/panel_organisation.html", {"rows": rows, **WORDS}) if rows else None


def at_home(nothing: object, actor: Actor) -> Panel | None:
    """Show the active groups."""
    return Panel("groups/panel_home.html", {"groups": queries.active(), **WORDS})


def register() -> None:
    """Fill the places other rooms leave."""
    fill("plan_item", on_item)
    fill("plan_item", plans_on_item)
    fill("organisation", on_organisation)
    fill("home", at_home)
