"""Writes the line for every fact announced."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from wgtool.history.models import Line, Place
from wgtool.kernel import clock, waits
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import directly
from wgtool.kernel.events import Event, listen
from wgtool.kernel.sight import Sight

_line: Any = Line.__table__
LINE, PLACES = sa.insert(_line).returning(_line.c.id), sa.insert(Place.__table__)  # type: ignore[arg-type]


def write(event: Event) -> None:
    """Add the event's line to its subject's timeline and to each it touches; mark their waits."""
    refs = list(dict.fromkeys([event.subject, *event.touches]))
    for ref in refs:
        waits.touched(ref, by=event.room())
    if not event.kept:
        return
    line = directly(LINE, {
        "at": clock.now(), "event": event.event_name(), "kind": event.subject.kind, "thing": event.subject.id,
        "person": event.actor.person, "organisation": event.actor.organisation, "role": _role(event.actor),
        "on_behalf": event.on_behalf, "facts": event.values(), "why": event.why,
        "sight": event.sight or Sight.PUBLIC, "audience": event.audience, "also": event.also,
    }).scalar_one()  # fmt: skip
    directly(PLACES, [{"line_id": line, "kind": ref.kind, "thing": ref.id} for ref in refs])


def _role(actor: Actor) -> str:
    if actor.is_tool:
        return "tool"
    return "support" if actor.supports else "person"


def register() -> None:
    """Listen to everything."""
    listen(Event, write)
