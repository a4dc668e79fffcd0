"""What decisions show on the first page: the latest of them."""

from __future__ import annotations

from wgtool.decisions import queries, words
from wgtool.kernel import slots
from wgtool.kernel.actors import Actor
from wgtool.kernel.slots import Panel


def on_home(nothing: object, actor: Actor) -> Panel:
    """Show what was decided last: one statement."""
    return Panel("decisions/panel_home.html", {"decided": queries.latest(seen_by=actor), "words": words})


def register() -> None:
    """Fill the place."""
    slots.fill("home", on_home)
