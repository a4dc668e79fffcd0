"""What learning shows on pages below: what was recommended about an item of the plan, and the exercises of a group."""

from __future__ import annotations

from wgtool.actions import sources
from wgtool.files import pages
from wgtool.groups.models import Group
from wgtool.kernel import holdings
from wgtool.kernel.actors import Actor
from wgtool.kernel.slots import Panel, fill
from wgtool.learning import queries, words
from wgtool.learning.keeping import OfGroups
from wgtool.plan.models import Item


def on_item(item: Item, actor: Actor) -> Panel | None:
    """Show what was recommended about an outcome, an output or an activity: one statement."""
    found = queries.of_item(item.id, seen_by=actor)
    return Panel("learning/panel_item.html", {"ones": found, "words": words}) if found else None


def on_group(group: Group, actor: Actor) -> Panel | None:
    """Show the exercises of a group: one statement."""
    found = queries.of_group(group.id, seen_by=actor)
    return Panel("learning/panel_group.html", {"exercises": found, "words": words}) if found else None


def page_of(label: str) -> str:
    """Give the page of a recommendation by the number people quote."""
    number, _, one = label.partition("/R")
    return f"/learning/{number}/r{one}"


def page_of_exercise(id: int) -> str:
    """Give the page of an exercise by its id."""
    number = queries.number_of(id)
    return f"/learning/{number}" if number else "/learning"


def register() -> None:
    """Fill the places, say where action points come from and files hang, and what a group holds."""
    fill("plan_item", on_item, has=queries.about_an_item)
    fill("group", on_group, has=queries.of_a_group)
    sources.register("recommendation", page_of, queries.sight_of)
    pages.register("exercise", page_of_exercise)
    holdings.register("group", OfGroups())
