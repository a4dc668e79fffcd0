"""The story of a person, on the page of a room below; of other things as their rooms offer a place."""

from __future__ import annotations

from typing import Any

from wgtool.history import queries
from wgtool.kernel import slots
from wgtool.kernel.actors import Actor
from wgtool.kernel.slots import Panel


def story(thing: Any, actor: Actor) -> Panel:
    """Show what happened to a thing, as far as the reader may know."""
    return Panel("history/panel.html", {"lines": queries.timeline(thing.ref, seen_by=actor)})


def register() -> None:
    """Fill the slots of pages below."""
    slots.fill("person", story)
