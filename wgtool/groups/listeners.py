"""What groups record on events from below, and what they answer about what hangs on them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from wgtool.accounts import events as accounts
from wgtool.groups import hats, operations, queries
from wgtool.groups.operations.following import MadeFor, Served
from wgtool.groups.operations.keeping import LastDays, Requests
from wgtool.groups.operations.owing import Conditions, closed
from wgtool.groups.operations.plan_keeping import Deliverables, OfMembers
from wgtool.groups.operations.requesting import MergeRequests, PlanRequests
from wgtool.kernel import holdings, suspension, waits
from wgtool.kernel.db import Ref
from wgtool.kernel.events import Event, listen
from wgtool.plan import events as plan
from wgtool.plan import queries as plans

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


def _renewed(event: Event) -> None:
    """Ask anew whose turn it is with the groups that serve the edition before."""
    _touch(queries.aligned_below(ref.id) for ref in event.touches if ref.kind == "edition")


def _settled(event: Event) -> None:
    """Ask the same of those that serve an activity of which it was settled what it became, or its output."""
    if item := plans.by_id(event.subject.id):
        _touch(queries.aligned_to(id) for id in (item.id, item.parent_id) if id)


def _touch(groups: Iterable[Iterable[int]]) -> None:
    for id in {id for found in groups for id in found}:
        waits.touched(Ref("group", id))


def register() -> None:
    """Listen to what happens to people and in the plan; say what groups hold, and which are paused."""
    holdings.register("plan_item", Served())
    holdings.register("plan_item", MadeFor())
    listen(plan.Published, _renewed)
    listen(plan.Settled, _settled)
    listen(plan.NoSuccessor, _settled)
    holdings.register("group", Requests())
    holdings.register("group", LastDays())
    holdings.register("group", Deliverables())
    holdings.register("group", PlanRequests())
    holdings.register("group", MergeRequests())
    holdings.register("group", Conditions())
    holdings.closes("group", closed)
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
