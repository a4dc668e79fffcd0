"""Named places on a lower room's page that higher rooms fill."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from wgtool.kernel.actors import Actor


@dataclass(frozen=True)
class Panel:
    """A template and its context."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Filler = Callable[[Any, Actor], Panel | None]
_slots: dict[str, list[Filler]] = {}


def fill(slot: str, filler: Filler) -> None:
    """Have `filler(thing, actor)` asked for a panel wherever the slot is shown; registration is idempotent."""
    fillers = _slots.setdefault(slot, [])
    if filler not in fillers:
        fillers.append(filler)


def panels(slot: str, thing: Any, actor: Actor) -> list[Panel]:
    """Give the panels of a slot for a thing, in the order the rooms stand."""
    found = (filler(thing, actor) for filler in _slots.get(slot, []))
    return [panel for panel in found if panel is not None]
