"""Reports on an action point: what was done, that nothing changed, that it is done, what shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wgtool.actions.lifecycle import LIFE
from wgtool.actions.models import ActionPoint, Priority, Report, Status
from wgtool.actions.operations.opening import telling
from wgtool.files import operations as files
from wgtool.files.taking import Kept
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused


@LIFE.performs("report progress")
def report_progress(
    point: ActionPoint, *, taken: str, actor: Actor, evidence: str = "", file: Kept | None = None
) -> Mapping[str, Any]:
    """Say what was done since the last report."""
    _reported(point, actor, Status.IN_PROGRESS, file, taken=_said(taken), evidence=evidence)
    return telling(point)


@LIFE.performs("report no change")
def report_no_change(point: ActionPoint, *, because: str, actor: Actor) -> Mapping[str, Any]:
    """Say that nothing changed, and why: it counts as a report."""
    if not because.strip():
        raise Refused(_("Say why nothing changed."))
    _reported(point, actor, point.status, unchanged=because.strip())
    return telling(point)


@LIFE.performs("report done")
def report_done(
    point: ActionPoint, *, taken: str, actor: Actor, evidence: str = "", file: Kept | None = None
) -> Mapping[str, Any]:
    """Say that it is done, and what was done; somebody else checks it."""
    _reported(point, actor, Status.REPORTED_DONE, file, taken=_said(taken), evidence=evidence)
    if point.priority == Priority.HIGH and point.evidenced_at is None:
        raise Refused(_("Its priority is high: say where one can see that it is done, or attach a file."))
    point.done_at, point.done_by = clock.now(), actor.person
    point.done_for = actor.organisation or point.organisation_id
    return telling(point)


@LIFE.performs("add evidence")
def add_evidence(
    point: ActionPoint, *, actor: Actor, evidence: str = "", file: Kept | None = None
) -> Mapping[str, Any]:
    """Add what shows that it is done; after it was verified, it has to be checked again."""
    if not evidence.strip() and file is None:
        raise Refused(_("Say where one can see that it is done, or attach a file."))
    _reported(point, actor, Status.REPORTED_DONE, file, evidence=evidence.strip() or (file.name if file else ""))
    point.verified_at = point.verified_by = point.ended_at = None
    return telling(point)


def _said(taken: str) -> str:
    if not taken.strip():
        raise Refused(_("Say what was done."))
    return taken.strip()


def _reported(point: ActionPoint, actor: Actor, status: Status, file: Kept | None = None, **said: str) -> Report:
    """Write the report down; from today nobody counts silence from an earlier day."""
    report = Report(
        action_id=point.id, on=clock.today(), status=status, reported_at=clock.now(), reported_by=actor.person, **said
    )
    db.session.add(report)
    point.heard_on = clock.today()
    if file is not None:
        report.file_id = files.attach(point.ref, file, actor=actor, under=point, touches=point.touches).id
    if report.evidence or file is not None:
        point.evidenced_at = clock.now()
    return report
