"""What happens below that changes action points: files are removed, people come, leave and are forgotten."""

from __future__ import annotations

from typing import cast

from flask import url_for

from wgtool.accounts import events as accounts
from wgtool.actions import operations, queries
from wgtool.files import events as files
from wgtool.files import pages
from wgtool.kernel.events import Event, listen


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


def register() -> None:
    """Listen."""
    pages.register("action", _page)
    listen(files.Removed, _removed)
    for kind, listener in (
        (accounts.Joined, _came),
        (accounts.EmailChanged, _came),
        (accounts.BelongingEnded, _left),
        (accounts.Forgotten, _forgotten),
    ):
        listen(kind, listener)
