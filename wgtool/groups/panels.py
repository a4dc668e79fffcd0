"""What groups show on pages below."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from wgtool.groups import queries, rules
from wgtool.groups.models import Deliverable, Group
from wgtool.groups.words import KINDS, MARKS, PROGRESS, PROGRESS_MARKS, ROLES, STATES
from wgtool.kernel.actors import Actor
from wgtool.kernel.slots import Panel, fill
from wgtool.partners.models import Organisation
from wgtool.plan.models import Item

WORDS = {"kinds": KINDS, "states": STATES, "marks": MARKS, "roles": ROLES}
PLANNED = {"progress": PROGRESS, "progress_marks": PROGRESS_MARKS}


def on_item(item: Item, actor: Actor) -> Panel | None:
    """Show the groups that serve an output or activity, and what groups make for it."""
    if item.level not in queries.SERVED:
        return None
    groups, planned = queries.serving(item, seen_by=actor)
    plans = _plans(queries.serving_item(item, seen_by=actor)) if planned else []
    return Panel("groups/panel_item.html", {"groups": groups, "plans": plans, **PLANNED, **WORDS})


def _plans(rows: Iterable[Deliverable]) -> list[tuple[Group, list[Deliverable], list[Deliverable]]]:
    """Give what each group makes, and what of it is late."""
    plans = [(group, list(below)) for group, below in groupby(rows, lambda row: row.group)]
    return [(group, below, [row for row in below if rules.is_late(row)]) for group, below in plans]


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
    fill("organisation", on_organisation)
    fill("home", at_home)
