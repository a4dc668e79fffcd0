"""What groups record on events from below, and what they answer about what hangs on them."""

from __future__ import annotations

from typing import cast

from wgtool.accounts import events as accounts
from wgtool.groups import hats, operations, queries
from wgtool.groups.operations.keeping import LastDays, Requests
from wgtool.groups.operations.plan_keeping import Deliverables, OfMembers
from wgtool.kernel import holdings, suspension
from wgtool.kernel.events import Event, listen

__all__ = ["hats", "register"]


def _came(event: Event) -> None:
    joined = cast(accounts.Joined, event)
    operations.find(joined.person, actor=joined.actor)


def _confirmed(event: Event) -> None:
    confirmed = cast(accounts.Confirmed, event)
    operations.find(confirmed.person, actor=confirmed.actor)
    operations.open_proposals(confirmed.person, actor=confirmed.actor)


def _left(event: Event) -> None:
    left = cast(accounts.BelongingEnded, event)
    operations.end_all(left.person, actor=left.actor, organisation=left.organisation)


def _forgotten(event: Event) -> None:
    gone = cast(accounts.Forgotten, event)
    operations.end_all(gone.person, actor=gone.actor, forget=True)


def register() -> None:
    """Listen to what happens to people; say what groups hold, and which are paused."""
    holdings.register("group", Requests())
    holdings.register("group", LastDays())
    holdings.register("group", Deliverables())
    holdings.register("membership", OfMembers())
    suspension.register("group", queries.paused)
    for kind, listener in (
        (accounts.Joined, _came),
        (accounts.EmailChanged, _came),
        (accounts.InvitationAccepted, _confirmed),
        (accounts.Confirmed, _confirmed),
        (accounts.BelongingEnded, _left),
        (accounts.Forgotten, _forgotten),
    ):
        listen(kind, listener)
