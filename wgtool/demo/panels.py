"""The doors on the first page of a demonstration."""

from __future__ import annotations

from wgtool.demo.doors import DOORS
from wgtool.kernel import slots
from wgtool.kernel.actors import Actor
from wgtool.kernel.installation import is_demo
from wgtool.kernel.slots import Panel


def doors(thing: object, actor: Actor) -> Panel | None:
    """Offer the doors to visitors of a demonstration."""
    return Panel("demo/doors.html", {"doors": DOORS}) if is_demo() and not actor.signed_in else None


def register() -> None:
    """Fill the place above the first page's content."""
    slots.fill("home-doors", doors)
