"""Facts about actors, bodies and questions. Pure: they look at hats and at what the query has loaded."""

from __future__ import annotations

from datetime import datetime, timedelta

from wgtool.decisions import rulings
from wgtool.decisions.arithmetic import Tally, needed_of
from wgtool.decisions.arithmetic import tally as count
from wgtool.decisions.models import Body, How, Objection, ObjectionState, Question, QuestionStatus, Seat
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.permits import who
from wgtool.partners import rules as partners

TEN_MINUTES = timedelta(minutes=10)


def _body(thing: Question | Objection | Body) -> Body:
    if isinstance(thing, Objection):
        return thing.question.body
    return thing.body if isinstance(thing, Question) else thing


@who(_l("the chair of the body"))
def chair(actor: Actor, thing: Question | Objection | Body) -> bool:
    """Let who holds the chair's seat."""
    return actor.wears("chair", "body", _body(thing).id)


@who(_l("the secretariat of the body"))
def secretary(actor: Actor, thing: Question | Objection | Body) -> bool:
    """Let the body's secretariat; while nobody is named, the support team."""
    body = _body(thing)
    return actor.wears("secretariat", "body", body.id) or (actor.supports and not has_secretary(body))


def has_secretary(body: Body) -> bool:
    """Say whether somebody is named secretariat of the body today."""
    return any(one.is_current for one in body.secretaries)


def secretariat(body: Body) -> str:
    """Give the holder of the secretariat's turns."""
    return f"secretariat:body:{body.id}" if has_secretary(body) else "support:world:"


def own_seats(actor: Actor, question: Question) -> list[int]:
    """Give the seats for which the actor may answer: holder or alternate of a seat that counts, able to vote.

    Administrators cannot vote, nor can people of observers.
    """
    if actor.wears("admin") or not partners.partner(actor, None):
        return []
    mine = set(actor.ids("seat", "seat", "alternate"))
    return sorted(one.seat_id for one in question.electorate if one.seat_id in mine)


@who(_l("holders and alternates of seats that vote on it"))
def sits(actor: Actor, question: Question) -> bool:
    """Let who may answer for a seat."""
    return bool(own_seats(actor, question))


@who(_l("the holder or alternate of the seat that objected"))
def objects(actor: Actor, objection: Objection) -> bool:
    """Let the seat that raised an objection."""
    return objection.seat_id in own_seats(actor, objection.question)


def in_body(actor: Actor, question: Question) -> bool:
    """Say whether the actor is among the seats and secretariat of the body, where positions by seat are seen."""
    return actor.is_tool or actor.supports or f"body:{question.body_id}" in actor.keys


@who(_l("leads of the group concerned"))
def leads(actor: Actor, question: Question) -> bool:
    """Let leads of the group the question concerns."""
    return question.group_id is not None and actor.wears("lead", "group", question.group_id)


@who(_l("the body, its secretariat and leads of the group concerned"))
def concerned(actor: Actor, thing: Question | Objection) -> bool:
    """Let who sees objections and their threads."""
    question = thing.question if isinstance(thing, Objection) else thing
    return in_body(actor, question) or leads(actor, question)


@who(_l("the chair, the secretariat of the body, or who gave the ruling"))
def gave_ruling(actor: Actor, question: Question) -> bool:
    """Let who may take a ruling back; where all had answered, that is not the last voter alone."""
    mine = question.ruled_by is not None and actor.person == question.ruled_by
    return chair(actor, question) or secretary(actor, question) or (mine and question.concluded_how != How.ALL)


def reads_text(actor: Actor, question: Question) -> bool:
    """Say whether the actor reads the fixed text: its group and the body; everybody once it is endorsed."""
    if question.status == QuestionStatus.CARRIED or in_body(actor, question):
        return True
    asked = question.asked_by is not None and actor.person == question.asked_by
    return asked or (question.group_id is not None and f"group:{question.group_id}" in actor.keys)


def last_objections(question: Question) -> dict[int, Objection]:
    """Give each seat's last objection."""
    return {one.seat_id: one for one in question.objections}


def standing(question: Question) -> list[Objection]:
    """Give the objections that are neither cleared nor overruled."""
    return [one for one in question.objections if one.state == ObjectionState.STANDS]


def tally(question: Question) -> Tally:
    """Count the question as it stands."""
    return count(
        eligible=[one.seat_id for one in question.electorate],
        answers={one.seat_id: one.answer for one in question.positions},
        objections={seat: one.state for seat, one in last_objections(question).items()},
        percent=question.body.quorum_percent if question.quorum_percent is None else question.quorum_percent,
        casting=question.casting,
    )


def filled(body: Body) -> list[Seat]:
    """Give the seats that vote and have a holder today, without the chair."""
    return [seat for seat in body.seats if seat.counts and seat.holder]


def seats_short(body: Body) -> int:
    """Say how many more seats must be filled before a quorum of all that vote can be reached."""
    voting = sum(seat.counts for seat in body.seats)
    return max(0, needed_of(voting, body.quorum_percent) - len(filled(body)))


def unfilled(question: Question) -> str | None:
    """Say why a question cannot be opened yet, if it cannot."""
    if not seats_short(question.body):
        return None
    return _("Too few seats of the %(body)s are filled for a quorum. Fill a seat first.", body=question.body.code)


def is_over(question: Question, now: datetime | None = None) -> bool:
    """Say whether the closing time has come."""
    return question.closes_at is not None and question.closes_at <= (now or clock.now())


def notice_over(question: Question) -> bool:
    """Say whether the minimum notice is over."""
    return question.notice_until is not None and question.notice_until <= clock.now()


def unready(question: Question) -> str | None:
    """Say why a question cannot be concluded yet, if it cannot."""
    if not tally(question).carried:
        return _("It is not carried as it stands.")
    return None if notice_over(question) else _("The minimum notice is not over yet.")


def settled(question: Question) -> str | None:
    """Say that a question has its ruling, if it has."""
    return _("This question has its ruling.") if question.ruling else None


def firm(question: Question) -> str | None:
    """Say why a ruling cannot be taken back, if it cannot; whether something happened since is not asked here."""
    if question.ruling is None or question.ruled_at is None:
        return _("There is no ruling to take back.")
    if question.status == QuestionStatus.CARRIED and question.concluded_how == How.TIMER:
        return _("What was concluded at the closing time cannot be taken back.")
    outcome = rulings.find(question.about, question.ruling)
    if outcome is None or outcome.undo is None:
        return _("What this ruling set in motion cannot be undone.")
    if clock.now() >= question.ruled_at + TEN_MINUTES:
        return _("The ten minutes in which it could be taken back are over.")
    return None
