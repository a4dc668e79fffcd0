"""How deliverables fare: begun, reported on, done, dropped, taken up again. The engine holds the group, then the row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from wgtool.groups.lifecycle import DELIVERABLE
from wgtool.groups.models import Deliverable, DeliverableReport, Progress
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused


@DELIVERABLE.performs("start")
def start(row: Deliverable, *, actor: Actor, on: date | None = None, text: str = "") -> Mapping[str, Any]:
    """Say that work on it has begun."""
    return _report(row, Progress.IN_PROGRESS, on, text, actor)


@DELIVERABLE.performs("report")
def report(row: Deliverable, *, text: str, actor: Actor, on: date | None = None) -> Mapping[str, Any]:
    """Say how far it is."""
    return _report(row, Progress.IN_PROGRESS, on, text, actor)


@DELIVERABLE.performs("finish")
def finish(row: Deliverable, *, text: str, actor: Actor, on: date | None = None) -> Mapping[str, Any]:
    """Say that it is there, and where it can be found."""
    return _report(row, Progress.DONE, on, text, actor)


@DELIVERABLE.performs("drop")
def drop(row: Deliverable, *, why: str, actor: Actor) -> Mapping[str, Any]:
    """Say that it will not be made, and why."""
    row.why = why
    return {"why": why, **_told(row)}


@DELIVERABLE.performs("take up again")
def take_up_again(row: Deliverable, *, why: str, actor: Actor) -> Mapping[str, Any]:
    """Go on with what was done or dropped."""
    return {"why": why, **_told(row)}


def _report(row: Deliverable, status: Progress, on: date | None, text: str, actor: Actor) -> Mapping[str, Any]:
    """Keep a dated report."""
    on = on or clock.today()
    if on > clock.today():
        raise Refused(_("Report what is so already: choose today or a day before."))
    db.session.add(
        DeliverableReport(deliverable_id=row.id, on=on, status=status, text=text, by=actor.person,
                          organisation_id=actor.organisation)
    )  # fmt: skip
    return _told(row)


def _told(row: Deliverable) -> dict[str, Any]:
    return {"number": row.number, "title": row.title}
