"""What becomes of an exercise, step by step. The engine holds it and checks the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from wgtool.actions import operations as actions
from wgtool.files import operations as files
from wgtool.files.taking import Kept
from wgtool.groups.models import ENDING
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.learning import queries, rules
from wgtool.learning.lifecycle import EXERCISES
from wgtool.learning.models import Answer, Exercise, Intended, Recommendation
from wgtool.learning.operations.planning import telling


@EXERCISES.performs("hold")
def hold_it(exercise: Exercise, *, starts_on: date, ends_on: date | None, actor: Actor) -> Mapping[str, Any]:
    """Say that it was held, and when."""
    if starts_on > clock.today():
        raise Refused(_("The day can't be in the future."))
    if ends_on is not None and ends_on < starts_on:
        raise Refused(_("It can't end before it begins."))
    exercise.starts_on, exercise.ends_on = starts_on, ends_on
    return telling(exercise)


@EXERCISES.performs("call off")
def call_off(exercise: Exercise, *, why: str, actor: Actor) -> Mapping[str, Any]:
    """Say that it is not held, and why."""
    exercise.ended_why = why
    return telling(exercise) | {"why": why}


@EXERCISES.performs("publish the report")
def publish_report(
    exercise: Exercise, *, on: date, actor: Actor, report_url: str = "", file: Kept | None = None
) -> Mapping[str, Any]:
    """Publish the report, from which the time for the response counts."""
    if on > clock.today():
        raise Refused(_("The day can't be in the future."))
    if exercise.starts_on and on < exercise.starts_on:
        raise Refused(_("The report can't be published before the exercise was held."))
    exercise.reported_on, exercise.report_url = on, report_url
    exercise.response_due = rules.default_due(on)
    if file is not None:
        files.attach(exercise.ref, file, actor=actor, under=exercise, touches=exercise.touches)
    return telling(exercise) | {"on": on.isoformat(), "due": exercise.response_due.isoformat()}


@EXERCISES.performs("ask for the response")
def ask(exercise: Exercise, *, due: date, actor: Actor) -> Mapping[str, Any]:
    """Ask the parties named to answer by a day."""
    exercise.response_due = _to_come(due, exercise)
    return telling(exercise) | {
        "due": due.isoformat(), "touches": (*exercise.touches, *(one.ref for one in exercise.recommendations)),
    }  # fmt: skip


@EXERCISES.performs("move the due day")
def move_due(exercise: Exercise, *, due: date, why: str, actor: Actor) -> Mapping[str, Any]:
    """Set another day for the response, and say why."""
    old = exercise.response_due
    if due == old:
        raise Refused(_("That is the date it has already."))
    exercise.response_due = _to_come(due, exercise)
    touches = (*exercise.touches, *(one.ref for one in exercise.recommendations))
    told = {"due": due.isoformat(), "old": old.isoformat() if old else "", "why": why, "touches": touches}
    return telling(exercise) | told


def _to_come(due: date, exercise: Exercise) -> date:
    """Give a day for the response. The one that counts from the report may be over: it is late from the beginning then."""
    if due < clock.today() and due != exercise.response_due:
        raise Refused(_("The date is over already. Choose today or a later day."))
    return due


@EXERCISES.performs("publish the response")
def publish_response(exercise: Exercise, *, overall: str, actor: Actor) -> Mapping[str, Any]:
    """Publish the whole response; the action points that come with it are opened and get their numbers."""
    exercise.overall, exercise.answered_at = overall, clock.now()
    meant = queries.intended([one.id for one in exercise.recommendations])
    for one in exercise.recommendations:
        for row in meant.get(one.id, ()):
            open_one(one, row, exercise, actor)
            db.session.delete(row)
    counted = Counter(one.status for one in exercise.recommendations)
    return telling(exercise) | {
        "accepted": counted[Answer.ACCEPTED], "partly": counted[Answer.PARTLY], "rejected": counted[Answer.REJECTED],
    }  # fmt: skip


def open_one(one: Recommendation, row: Intended, exercise: Exercise, actor: Actor) -> None:
    """Open an action point for a recommendation, with the sight of its exercise."""
    actions.open_action(
        deliverable=row.deliverable, owner=row.owner, priority=row.priority, due=row.due, interval_days=row.interval_days,
        group=exercise.group_id if exercise.group and exercise.group.status not in ENDING else None, item=one.item_id,
        country=exercise.countries[0] if len(exercise.countries) == 1 else "", source=one.ref,
        source_label=f"{exercise.number}/R{one.number}", sight=exercise.sight, audience=exercise.audience,
        also=exercise.also, actor=actor,
    )  # fmt: skip


@EXERCISES.performs("follow up")
def follow_up(exercise: Exercise, *, actor: Actor) -> Mapping[str, Any]:
    """Say that nothing of its response is open."""
    return telling(exercise)


@EXERCISES.performs("close")
def close(exercise: Exercise, *, actor: Actor) -> Mapping[str, Any]:
    """Close it."""
    return telling(exercise)
