"""What happens below that changes action points: files are removed, people come, leave and are forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast

from flask import has_request_context, url_for

from wgtool.accounts import events as accounts
from wgtool.actions import asking, operations, queries
from wgtool.actions.models import WORKING, ActionPoint
from wgtool.files import events as files
from wgtool.files import pages
from wgtool.groups.events import Resumed
from wgtool.kernel import holdings
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref
from wgtool.kernel.events import Event, listen
from wgtool.kernel.holdings import Held, Keeper, Went
from wgtool.kernel.i18n import _
from wgtool.kernel.sight import Sight


def _removed(event: Event) -> None:
    if event.subject.kind == "action":
        operations.weigh_evidence(event.subject.id)


def _came(event: Event) -> None:
    operations.find(cast(accounts.Joined, event).person, actor=event.actor)


def _left(event: Event) -> None:
    left = cast(accounts.BelongingEnded, event)
    operations.let_go(left.person, actor=left.actor, organisation=left.organisation)


def _forgotten(event: Event) -> None:
    operations.let_go(cast(accounts.Forgotten, event).person, actor=event.actor)


def _page(id: int) -> str:
    point = queries.by_id(id)
    return url_for("actions.detail", number=point.number) if point else url_for("actions.index")


class OfGroups(Keeper):
    """The open action points in a group's work: its own, and those of others."""

    kind = "action"

    def open(self, holder: int) -> Iterable[Held]:
        """Give what is still open; each can be put under another group, which answers for it from then."""
        for point in queries.open_under(holder):
            yield _held(point)

    def dates(self, holder: int) -> Iterable[Held]:
        """Give those that are still to be done, with their dates."""
        for point in queries.open_under(holder):
            if point.status in WORKING:
                yield _held(point)

    def hand_over(self, row: int, to: Ref, *, actor: Actor) -> None:
        """Put it under another group."""
        operations.move_under(row, to.id, actor=actor)

    def drop(self, row: int, why: str, *, actor: Actor) -> Mapping[str, Any]:
        """Let the group go: what is its own ends as not implemented, what others answer for goes on without it."""
        return operations.drop_under(row, why, actor=actor)

    def restore(self, row: int, was: Mapping[str, Any], *, actor: Actor) -> None:
        """Have it stand under the group as it stood."""
        operations.stand_under_again(row, was, actor=actor)

    def redate(self, row: int, on: date, *, actor: Actor) -> None:
        """Set another date as the group resumes."""
        operations.redate(row, on, actor=actor)


class OfPlan(Keeper):
    """The open action points under an item of the plan, asked before it is taken out."""

    kind = "action"

    def open(self, holder: int) -> Iterable[Held]:
        """Give what is still open; what was reported done goes on to its check, whatever becomes of the item."""
        return (replace(_held(one), stays=one.status not in WORKING) for one in queries.open_at(holder))

    def drop(self, row: int, why: str, *, actor: Actor) -> Mapping[str, Any]:
        """End what is still to be done as no longer applicable; let go what was reported done."""
        return operations.drop_at(row, why, actor=actor)

    def restore(self, row: int, was: Mapping[str, Any], *, actor: Actor) -> None:
        """Have it stand as it stood."""
        operations.stand_again(row, was, actor=actor)

    def go_along(self, holder: int, to: int, *, actor: Actor) -> Iterable[Went]:
        """Have it stand under the item that takes this one in."""
        return [(point.id, operations.put_at(point.id, to, actor=actor)) for point in queries.open_at(holder)]

    def come_back(self, row: int, was: Mapping[str, Any], holder: int, *, actor: Actor) -> None:
        """Have it stand here again."""
        operations.put_at(row, holder, actor=actor)


class OfPeople(Keeper):
    """What a person is the contact of: handed to another person, who takes it over on their own word."""

    kind = "action"

    def open(self, holder: int) -> Iterable[Held]:
        """Give what is still open, what waits for its check as well: it may be sent back."""
        return (replace(_held(point, whole=True), movable=True) for point in queries.held_whole(holder))

    def hand_over(self, row: int, to: Ref, *, actor: Actor) -> None:
        """Ask another person to take it over."""
        operations.ask_heir(row, to.id, actor=actor)


def _held(point: ActionPoint, *, whole: bool = False) -> Held:
    """Say what is held; what few see goes by its number alone, as others read what a group or an activity holds."""
    says = _("%(number)s, %(owner)s: %(deliverable)s", number=point.number, owner=asking.owner_name(point),
             deliverable=point.deliverable[:160])  # fmt: skip
    if point.sight != Sight.PUBLIC and not whole:
        says = _("%(number)s, which few people see", number=point.number)
    return Held(point.ref, says, url_for("actions.detail", number=point.number) if has_request_context() else "",
                point.due, movable=point.status in WORKING)  # fmt: skip


def _resumed(event: Event) -> None:
    operations.hear_again(event.subject.id)


def register() -> None:
    """Listen; say what hangs on groups, items of the plan and people."""
    holdings.register("group", OfGroups())
    holdings.register("plan_item", OfPlan())
    holdings.register("person", OfPeople())
    listen(Resumed, _resumed)
    pages.register("action", _page)
    listen(files.Removed, _removed)
    for kind, listener in (
        (accounts.Joined, _came),
        (accounts.EmailChanged, _came),
        (accounts.BelongingEnded, _left),
        (accounts.Forgotten, _forgotten),
    ):
        listen(kind, listener)
