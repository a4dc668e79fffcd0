"""Sittings: planned, attended, questions taken, a bundle carried by acclamation, closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from wgtool.decisions import events, queries, rules
from wgtool.decisions.lifecycle import LIFE, SITTINGS
from wgtool.decisions.models import Attendance, Body, Question, QuestionStatus, Seat, Sitting, SittingStatus
from wgtool.decisions.permits import P
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import require
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold


def plan_sitting(body: Body, *, starts_on: date, ends_on: date | None, actor: Actor, place: str = "",
                 link: str = "") -> Sitting:  # fmt: skip
    """Plan a sitting of a body."""
    body = hold(queries.body_to_change(body.id))
    require(actor, P.KEEP_SITTING, body)
    sitting = Sitting(
        body_id=body.id, body=body, starts_on=starts_on, ends_on=_end(starts_on, ends_on), place=place, link=link,
        planned_by=actor.person, planned_at=clock.now(), attendance=[], questions=[],
    )  # fmt: skip
    db.session.add(sitting)
    db.session.flush()
    announce(events.SittingPlanned(actor=actor, subject=sitting.ref, touches=(body.ref,), body=body.code,
                                   on=starts_on.isoformat()))  # fmt: skip
    return sitting


def _end(starts_on: date, ends_on: date | None) -> date:
    if ends_on is not None and ends_on < starts_on:
        raise Refused(_("Its last day is before its first."))
    return ends_on or starts_on


def _live(sitting: Sitting, actor: Actor) -> Sitting:
    sitting = hold(queries.sitting_to_change(sitting.id))
    require(actor, P.KEEP_SITTING, sitting)
    if sitting.status not in rules.LIVE:
        raise Refused(_("This sitting is over."))
    return sitting


def describe_sitting(sitting: Sitting, *, starts_on: date, ends_on: date | None, place: str, link: str,
                     actor: Actor) -> Sitting:  # fmt: skip
    """Change days and place of a sitting that has not begun."""
    sitting = _live(sitting, actor)
    if sitting.status != SittingStatus.PLANNED:
        raise Refused(_("It has begun; its days stand."))
    new = (starts_on, _end(starts_on, ends_on), place, link)
    if (sitting.starts_on, sitting.ends_on, sitting.place, sitting.link) == new:
        return sitting
    sitting.starts_on, sitting.ends_on, sitting.place, sitting.link = new
    announce(events.SittingDescribed(actor=actor, subject=sitting.ref, touches=(sitting.body.ref,),
                                     body=sitting.body.code, on=starts_on.isoformat(), place=place or "-"))  # fmt: skip
    return sitting


def record_attendance(sitting: Sitting, *, organisations: Iterable[int], actor: Actor) -> Sitting:
    """Write down which organisations attend. Who counts on a question is fixed when it opens."""
    sitting = _live(sitting, actor)
    wanted = set(organisations)
    if sitting.present == wanted:
        return sitting
    kept = [row for row in sitting.attendance if row.organisation_id in wanted]
    sitting.attendance = [*kept, *(Attendance(organisation_id=id) for id in sorted(wanted - sitting.present))]
    announce(events.AttendanceRecorded(actor=actor, subject=sitting.ref, touches=_questions(sitting), count=len(wanted),
                                       sight=Sight.GROUP, audience=str(sitting.body.ref)))  # fmt: skip
    return sitting


def _questions(sitting: Sitting) -> tuple[Any, ...]:
    """Give the questions it has taken, whose turns and counts change with it."""
    return tuple(one.ref for one in sitting.questions)


def name_notes(sitting: Sitting, *, notes: str, notes_url: str, actor: Actor) -> Sitting:
    """Say where the notes of a sitting are, or what they say."""
    sitting = hold(queries.sitting_to_change(sitting.id))
    require(actor, P.KEEP_SITTING, sitting)
    if (sitting.notes, sitting.notes_url) != (notes, notes_url):
        sitting.notes, sitting.notes_url = notes, notes_url
        announce(events.NotesLinked(actor=actor, subject=sitting.ref, touches=(sitting.body.ref,)))
    return sitting


def take(sitting: Sitting, *, question: int, actor: Actor) -> Question:
    """Have a sitting take a question; in one of organisations that goes on it opens at once."""
    sitting = _live(sitting, actor)
    taken = hold(queries.to_change(question))
    if objection := rules.not_taken(taken, sitting):
        raise Refused(objection)
    taken.sitting, taken.singly = sitting, False
    db.session.flush()
    announce(events.QuestionTaken(actor=actor, subject=sitting.ref, touches=(taken.ref, *taken.touches),
                                  on=sitting.starts_on.isoformat(), title=taken.title, **_sight(taken)))  # fmt: skip
    if sitting.status == SittingStatus.SITTING and rules.of_organisations(sitting.body):
        return LIFE.act("begin", taken, actor=actor)  # type: ignore[no-any-return]
    return taken


def _sight(question: Question) -> dict[str, Any]:
    """Give the sight of a line about a question that is not open yet: the body's and the leads'."""
    if question.opened_at is not None:
        return {}
    lead = f"lead:{question.group}" if question.group else None
    return {"sight": Sight.GROUP, "audience": f"body:{question.body_id}", "also": lead}


def _of_sitting(sitting: Sitting, question: int) -> Question:
    if not any(one.id == question for one in sitting.questions):
        raise Refused(_("This sitting has not taken this question."))
    return hold(queries.to_change(question))


def take_off(sitting: Sitting, *, question: int, actor: Actor) -> Question:
    """Take a question off a sitting. One that a sitting of organisations has opened is decided there."""
    sitting = _live(sitting, actor)
    taken = _of_sitting(sitting, question)
    if taken.opened_at is not None and rules.of_organisations(sitting.body):
        raise Refused(_("It is open before this sitting: take it out of the bundle instead."))
    taken.sitting = None
    announce(events.QuestionTakenOff(actor=actor, subject=sitting.ref, touches=(taken.ref, *taken.touches),
                                     on=sitting.starts_on.isoformat(), title=taken.title, **_sight(taken)))  # fmt: skip
    return taken


def single(sitting: Sitting, *, question: int, singly: bool, actor: Actor) -> Question:
    """Take a question out of the bundle, to be decided by itself, or put it back."""
    sitting = _live(sitting, actor)
    taken = _of_sitting(sitting, question)
    if taken.singly == singly:
        return taken
    taken.singly = singly
    fact = events.TakenSingly if singly else events.BundledAgain
    announce(fact(actor=actor, subject=sitting.ref, touches=(taken.ref, *taken.touches), title=taken.title,
                  **_sight(taken)))  # fmt: skip
    return taken


@SITTINGS.performs("begin")
def begin_sitting(sitting: Sitting, *, actor: Actor) -> dict[str, Any]:
    """Begin a sitting. One of organisations gives each that attends its seat, and opens its questions to them."""
    touches, drafts = _questions(sitting), [q.id for q in sitting.questions if q.status == QuestionStatus.DRAFT]
    body = hold(queries.body_to_change(sitting.body_id))
    if rules.of_organisations(body):
        _seat_organisations(sitting, body)
        sitting.status = SittingStatus.SITTING
        db.session.flush()
        for one in drafts:
            LIFE.act("begin", hold(queries.to_change(one)), actor=actor)
    return {"body": body.code, "touches": (body.ref, *touches)}


def _seat_organisations(sitting: Sitting, body: Body) -> None:
    """Raise Refused unless enough partners attend; give those that never attended before their seat."""
    attending = queries.voting_organisations(sitting.present)
    if len(attending) * 100 <= body.quorum_percent * queries.partner_count():
        raise Refused(_("Too few partners attend for a quorum: it takes more than %(percent)s%% of them.",
                        percent=body.quorum_percent))  # fmt: skip
    known = {seat.organisation_id for seat in body.seats}
    place = 1 + max((seat.place for seat in body.seats), default=0)
    new = [one for one in attending if one.id not in known]
    for number, one in enumerate(new, place):
        db.session.add(Seat(body_id=body.id, place=number, name=f"{one.name[:70]} ({one.id})", organisation_id=one.id,
                            terms=[]))  # fmt: skip
    db.session.flush()


@SITTINGS.performs("close")
def close_sitting(sitting: Sitting, *, actor: Actor) -> dict[str, Any]:
    """Close a sitting. What it has left open stays open until its closing time."""
    return {"body": sitting.body.code, "touches": (sitting.body.ref, *_questions(sitting))}


@SITTINGS.performs("call off")
def drop_sitting(sitting: Sitting, *, actor: Actor) -> dict[str, Any]:
    """Say that a sitting will not be held; its questions wait for another."""
    touches = (sitting.body.ref, *_questions(sitting))
    for one in list(sitting.questions):
        one.sitting = None
    return {"body": sitting.body.code, "touches": touches}


def record_acclamation(sitting: Sitting, *, actor: Actor) -> list[Question]:
    """Carry all open questions of the bundle at once. Those with an objection that stands are left to be decided singly."""
    sitting = _live(sitting, actor)
    if objection := rules.not_acclaimed(sitting):
        raise Refused(objection)
    return [LIFE.act("acclaim", hold(queries.to_change(one.id)), actor=actor) for one in rules.open_bundle(sitting)]
