"""What the register shows on the first page: how many action points there are."""

from __future__ import annotations

from wgtool.kernel import slots
from wgtool.kernel.actors import Actor
from wgtool.kernel.slots import Panel
from wgtool.register import figures, keeping


def on_home(nothing: object, actor: Actor) -> Panel | None:
    """Show the headline figures: one statement, two after a change."""
    counts = figures.whole(keeping.state())
    return Panel("register/panel_home.html", {"counts": counts}) if counts else None


def register() -> None:
    """Fill the place."""
    slots.fill("home", on_home)
