"""Positions, objections and the chair's casting vote."""

from __future__ import annotations

from wgtool.decisions import events, queries, rules
from wgtool.decisions.models import (
    Answer,
    Objection,
    ObjectionState,
    Position,
    Question,
    QuestionStatus,
    Recording,
    Reply,
    Seat,
    SeatRole,
)
from wgtool.decisions.operations.asking import inside, thread
from wgtool.decisions.operations.concluding import settle
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor, wearers
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Forbidden, Refused
from wgtool.kernel.writes import hold
from wgtool.partners import rules as partners

SECRETARIAT = "secretariat"


def answer(question: Question, *, seat: int, answer: Answer, actor: Actor, reason: str = "", remedy: str = "",
           on_behalf: bool = False, source: str = "") -> Question:  # fmt: skip
    """Take or change a seat's position; concludes the question when it was the last one missing and it is carried.

    `on_behalf` is the secretariat's or the support team's, for the holder, who is told and may disown it; `source` says
    how it was given. An objection needs a reason and a remedy. What is recorded at a sitting is kept as taken there.
    """
    question = _voting(question.id)
    chosen = _seat(question, seat)
    role = _role(question, chosen, actor, on_behalf)
    if answer == Answer.OBJECTION and not (reason and remedy):
        raise Refused(_("Say why you object, and what would resolve it."))
    before = next((one for one in question.positions if one.seat_id == seat), None)
    _let(before, role)
    position = before or Position(question_id=question.id, seat_id=seat)
    old = before.answer.value if before else ""
    unchanged = before is not None and (before.answer, before.by_person) == (answer, actor.person)
    note = "" if answer == Answer.OBJECTION else reason
    changed = _object(question, chosen, answer, reason, remedy, actor, role)
    if unchanged and not changed and position.note == note:
        return question
    holder = chosen.holder.person_id if role == SECRETARIAT and chosen.holder else None
    position.answer, position.note, position.by_person, position.by_role = answer, note, actor.person, role
    position.on_behalf_of, position.at = holder, clock.now()
    position.sitting_id = question.sitting_id if rules.in_session(question) else None
    db.session.add(position)
    db.session.flush()
    announce(events.Answered(
        actor=actor, subject=question.ref, seat=chosen.name, answer=answer.value, old=old, recorded=holder or 0,
        on_behalf=chosen.name if role == SECRETARIAT else "", **inside(question),
    ))  # fmt: skip
    if role == SECRETARIAT:
        for owner in [holder] if holder else wearers(f"seat:seat:{seat}"):
            _tell_owner(question, chosen, position, source, owner)
    return settle(question)


def _tell_owner(question: Question, seat: Seat, position: Position, source: str, owner: int) -> None:
    """Keep what was recorded for somebody, and have them told."""
    kept = Recording(question_id=question.id, seat_id=seat.id, owner_id=owner, answer=position.answer, source=source,
                     by_person=position.by_person, at=position.at)  # fmt: skip
    db.session.add(kept)
    db.session.flush()
    announce(events.Recorded(actor=Actor(person=position.by_person), subject=question.ref, seat=seat.called,
                             recording=kept.id))  # fmt: skip


def _voting(id: int) -> Question:
    question = hold(queries.to_change(id))
    if question.status != QuestionStatus.OPEN:
        raise Refused(_("This question is not open any more. Look at the page as it is now."))
    if rules.is_over(question):
        raise Refused(_("The closing time is over; positions cannot change any more."))
    return question


def _seat(question: Question, seat: int) -> Seat:
    found = next((one.seat for one in question.electorate if one.seat_id == seat), None)
    if found is None:
        raise Refused(_("This seat does not count on this question: it was not filled when it opened."))
    return next((one for one in question.body.seats if one.id == seat), found)


def _role(question: Question, seat: Seat, actor: Actor, on_behalf: bool) -> str:
    if on_behalf:
        if not (rules.secretary(actor, question) or partners.support(actor, question)):
            raise Forbidden(_("Only the secretariat of the body records a position for another."))
        return SECRETARIAT
    if seat.id not in rules.own_seats(actor, question):
        raise Forbidden(_("You hold no seat that may answer here."))
    return SeatRole.HOLDER if actor.wears("seat", "seat", seat.id) else SeatRole.ALTERNATE


def _let(before: Position | None, role: str) -> None:
    """Refuse what would undo the holder's own word; recorded for the holder counts as theirs against the alternate."""
    if before is None:
        return
    if role == SeatRole.ALTERNATE and before.by_role != SeatRole.ALTERNATE:
        raise Refused(_("The holder of the seat has answered; the alternate cannot change it."))
    if role == SECRETARIAT and before.by_role == SeatRole.HOLDER:
        raise Refused(_("The holder of the seat has answered in person; only they can change it."))


def _object(question: Question, seat: Seat, answer: Answer, reason: str, remedy: str, actor: Actor, role: str) -> bool:
    """Keep the seat's objection in step with its answer; say whether anything changed."""
    last = rules.last_objections(question).get(seat.id)
    stands = last is not None and last.state == ObjectionState.STANDS
    if answer != Answer.OBJECTION:
        if last is not None and stands:
            _settle(last, ObjectionState.CLEARED, actor)
            announce(_cleared(question, last, actor, role))
        return stands
    if last is not None and (last.reason, last.remedy) == (reason, remedy) and last.state != ObjectionState.CLEARED:
        return False
    if last is not None and stands:
        _reword(last, reason, remedy, actor)
        return True
    raised = Objection(question_id=question.id, seat_id=seat.id, reason=reason, remedy=remedy, words=[],
                       state=ObjectionState.STANDS, raised_by=actor.person, raised_at=clock.now())  # fmt: skip
    db.session.add(raised)
    return True


def _reword(objection: Objection, reason: str, remedy: str, actor: Actor) -> None:
    """Give a standing objection new words; the old ones go to its thread."""
    assert actor.person is not None
    old = f"{objection.reason}\n\n{objection.remedy}"
    db.session.add(Reply(objection_id=objection.id, person_id=actor.person, at=clock.now(), text=old))
    objection.reason, objection.remedy = reason, remedy


def _settle(objection: Objection, state: ObjectionState, actor: Actor, why: str = "") -> None:
    objection.state, objection.settled_by = state, actor.person
    objection.settled_at, objection.settled_why = clock.now(), why


def _cleared(question: Question, objection: Objection, actor: Actor, role: str) -> events.Cleared:
    behalf = objection.seat.called if role == SECRETARIAT else ""
    return events.Cleared(actor=actor, subject=objection.ref, touches=(question.ref,), seat=objection.seat.called,
                          on_behalf=behalf, **thread(question))  # fmt: skip


def _held(objection: Objection) -> tuple[Question, Objection]:
    """Hold the question of an objection, which is what its changes wait for; give both as they are now."""
    question = _voting(objection.question_id)
    return question, next(one for one in question.objections if one.id == objection.id)


def clear(objection: Objection, *, actor: Actor) -> Question:
    """Say that an objection is resolved: by the seat that raised it."""
    question, objection = _held(objection)
    if objection.seat_id not in rules.own_seats(actor, question):
        raise Forbidden(_("Only the seat that objected clears its objection."))
    _must_stand(objection)
    _settle(objection, ObjectionState.CLEARED, actor)
    announce(_cleared(question, objection, actor, ""))
    return settle(question)


def overrule(objection: Objection, *, why: str, actor: Actor) -> Question:
    """Have the vote go on over an objection, which counts against: by the chair, with a reason."""
    question, objection = _held(objection)
    if not rules.chair(actor, question):
        raise Forbidden(_("Only the chair overrules an objection."))
    _must_stand(objection)
    if rules.by_silence(question):
        raise Refused(_("In a silence procedure nothing is overruled. See it cleared, or turn it into a vote."))
    _settle(objection, ObjectionState.OVERRULED, actor, why)
    announce(events.Overruled(actor=actor, subject=objection.ref, touches=(question.ref,), seat=objection.seat.called,
                              why=why, **thread(question)))  # fmt: skip
    return settle(question)


def _must_stand(objection: Objection) -> None:
    if objection.state != ObjectionState.STANDS:
        raise Refused(_("This objection is settled already."))


def reply(objection: Objection, *, text: str, actor: Actor) -> None:
    """Add to the thread of an objection."""
    question, objection = _held(objection)
    if actor.person is None or not rules.concerned(actor, question):
        raise Forbidden(_("This thread is for the body, its secretariat and the leads concerned."))
    db.session.add(Reply(objection_id=objection.id, person_id=actor.person, at=clock.now(), text=text))
    announce(events.Replied(actor=actor, subject=objection.ref, touches=(question.ref,), seat=objection.seat.called,
                            **thread(question)))  # fmt: skip


def cast(question: Question, *, answer: Answer, actor: Actor) -> Question:
    """Cast the chair's vote at a tie, also after the closing time, when only this is waited for."""
    question = hold(queries.to_change(question.id))
    if not rules.chair(actor, question):
        raise Forbidden(_("Only the chair casts this vote."))
    if answer not in (Answer.APPROVE, Answer.OBJECTION):
        raise Refused(_("A casting vote is for or against."))
    if question.status != QuestionStatus.OPEN or not rules.tally(question).tie:
        raise Refused(_("There is no tie to break."))
    if question.casting == answer:
        return question
    question.casting = answer
    announce(events.Cast(actor=actor, subject=question.ref, answer=answer.value, **inside(question)))
    return settle(question, actor=actor)
