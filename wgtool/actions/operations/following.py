"""What others' changes do to action points."""

from __future__ import annotations

from datetime import date

from wgtool.actions import events, queries
from wgtool.actions.models import ActionPoint
from wgtool.actions.operations.opening import telling
from wgtool.files import queries as files
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.events import announce
from wgtool.kernel.writes import hold


def weigh_evidence(id: int) -> None:
    """Say anew whether there is evidence, as a file was removed."""
    point = hold(queries.to_change(id))
    there = files.any_on(point.kind, [id]) or any(report.evidence for report in queries.reports(id))
    if not there:
        point.evidenced_at = None


def find(person: int, *, actor: Actor) -> None:
    """Have somebody who came with an account be the contact that they were by their address."""
    for id in queries.known_by_address(person):
        point = hold(queries.to_change(id))
        point.contact_id, point.contact_name, point.contact_email = person, "", ""
        _tell(point, actor)


def let_go(person: int, *, actor: Actor, organisation: int | None = None) -> None:
    """Have nobody be the contact of open action points, as they left the organisation that answers, or were forgotten."""
    for id in queries.held_by(person, organisation):
        point = hold(queries.to_change(id))
        point.contact_id = None if point.contact_id == person else point.contact_id
        point.heir_id = None if point.heir_id == person else point.heir_id
        _tell(point, actor)


def redate(id: int, on: date, *, actor: Actor) -> None:
    """Give it another date as its group resumes; what was suspended is no slip."""
    point = hold(queries.to_change(id))
    if point.is_open and point.due != on:
        before, point.due, point.first_due = point.due, on, point.first_due or on
        announce(events.Moved(actor=actor, subject=point.ref, before=before.isoformat() if before else "",
                              after=on.isoformat(), **telling(point)))  # fmt: skip
    point.heard_on = clock.today()


def _tell(point: ActionPoint, actor: Actor) -> None:
    announce(events.ContactNamed(actor=actor, subject=point.ref, **telling(point)))
