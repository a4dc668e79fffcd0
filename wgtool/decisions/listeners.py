"""What decisions does when something happens below."""

from __future__ import annotations

from wgtool.decisions import operations
from wgtool.kernel.events import Event, listen

LEFT = "accounts.Forgotten"


def on_leaving(event: Event) -> None:
    """End the seats of a person who left."""
    if event.event_name() == LEFT and event.subject.kind == "person":
        operations.end_terms_of(event.subject.id, actor=event.actor)


def register() -> None:
    """Listen to accounts. By name: the fact is known wherever its room announces it."""
    listen(Event, on_leaving)
