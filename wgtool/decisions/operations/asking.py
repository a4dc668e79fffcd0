"""Asking a question, opening it, withdrawing it."""

from __future__ import annotations

import hashlib
from datetime import datetime, time, timedelta
from typing import Any

from wgtool.decisions import days, events, queries, rules, rulings
from wgtool.decisions.lifecycle import LIFE
from wgtool.decisions.models import Body, Electorate, Procedure, Question, QuestionStatus, Ruling
from wgtool.kernel import clock, refs
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.folding import fold
from wgtool.kernel.i18n import _, moment_in
from wgtool.kernel.refusals import Forbidden, Refused
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold

MATTER = "matter"
"""What a question is about that nothing hangs on but the body's own word."""


def ask(*, about: str, title: str, subject: Ref, group: int | None, text: str, body: Body, actor: Actor,
        organisation: int | None = None, procedure: Procedure = Procedure.VOTE,
        closes: datetime | None = None) -> Question:  # fmt: skip
    """Put a fixed text to a body. It opens at once if a quorum can be reached, else it waits for a seat to be filled.

    By silence it closes at `closes`, or at the end of a working day by the body's numbers. In a body of organisations
    it waits for a sitting. Who may ask is who may submit the text: the caller has asked. Raises Refused while a question
    of this kind on the same thing has no ruling, and for a closing time that leaves no notice or is on a weekend.
    """
    body = hold(queries.body_to_change(body.id))
    if subject != body.ref and queries.undecided(subject, about):
        raise Refused(_("The %(body)s has this before it already.", body=body.code))
    if procedure == Procedure.SILENCE and rules.of_organisations(body):
        raise Refused(_("The %(body)s decides at its sittings.", body=body.code))
    if closes is not None:
        _must_suit(closes, body)
    question = Question(
        body_id=body.id, about=about, title=title, folded=fold(title)[:260], subject_kind=subject.kind,
        subject_id=subject.id, group_id=group, text=text, digest=hashlib.sha256(text.encode()).hexdigest(),
        status=QuestionStatus.DRAFT, asked_by=actor.person, asked_for=organisation or actor.organisation,
        asked_at=clock.now(), undo={}, procedure=procedure, zone=body.zone, closes_at=closes, words=fold(text),
    )  # fmt: skip
    db.session.add(question)
    db.session.flush()
    _answer_earlier(question, actor)
    if not rules.seats_short(body) and not rules.of_organisations(body):
        opened: Question = LIFE.act("begin", question, actor=actor)
        return opened
    asked = events.AskedOfMeeting if rules.of_organisations(body) else events.Asked
    announce(asked(
        actor=actor, subject=question.ref, touches=question.touches, title=title, body=body.code, sight=Sight.GROUP,
        audience=str(body.ref), also=str(question.group) if question.group else None,
    ))  # fmt: skip
    return hold(queries.to_change(question.id))


def ask_matter(body: Body, *, title: str, text: str, actor: Actor, procedure: Procedure = Procedure.VOTE,
               closes: datetime | None = None) -> Question:  # fmt: skip
    """Put a question of its own to a body, by its chair or its secretariat; nothing follows but the register's line."""
    if not (rules.chair(actor, body) or rules.secretary(actor, body) or actor.is_tool):
        raise Forbidden(_("Only the chair and the secretariat of the body ask this."))
    return ask(about=MATTER, title=title, subject=body.ref, group=None, text=text, body=body, actor=actor,
               procedure=procedure, closes=closes if procedure == Procedure.SILENCE else None)  # fmt: skip


@LIFE.performs("open")
def open_question(question: Question, *, actor: Actor) -> dict[str, Any]:
    """Open a question: number it, say until when, and write down which seats count."""
    return _open(question)


@LIFE.performs("begin")
def begin(question: Question, *, actor: Actor) -> dict[str, Any]:
    """Open a question with its submission, or with the seat that was still wanted."""
    return _open(question)


def _open(question: Question) -> dict[str, Any]:
    body, now = question.body, clock.now()
    question.number = refs.next_number(body.code, now.year)
    question.opened_at, question.zone = now, body.zone
    if rules.by_silence(question):
        _until_silence(question)
    else:
        _until_vote(question)
    question.quorum_percent = body.quorum_percent
    question.electorate = [Electorate(seat_id=seat.id) for seat in rules.voting(question)]
    return {"number": question.number, "title": question.title}


def _until_vote(question: Question) -> None:
    """Say until when a vote runs, from now on: to the end of its sitting, if it is before one that decides it."""
    body, now = question.body, clock.now()
    question.notice_until = now + timedelta(days=body.notice_days)
    question.closes_at = days.off_weekend(now + timedelta(days=body.open_days), body.zone, body.weekend)
    if question.sitting is not None and rules.of_organisations(body):
        after = question.sitting.ends_on + timedelta(days=1)
        question.notice_until = question.asked_at + timedelta(days=body.notice_days)
        question.closes_at = days.at(after, time(0), body.zone)


def _until_silence(question: Question) -> None:
    """Say until when a silence runs. A time chosen before it could open counts only if it still leaves the notice."""
    body, now = question.body, clock.now()
    question.notice_until = least = days.notice(now, body.notice_days, body.zone, body.weekend)
    usual = days.closing(now, body.silence_days, body.zone, body.weekend)
    chosen = question.closes_at if question.closes_at and question.closes_at >= least else usual
    question.closes_at = days.off_weekend(max(chosen, least), body.zone, body.weekend)


def _must_suit(closes: datetime, body: Body) -> None:
    """Refuse a closing time on a weekend of the body, or one that leaves less than its notice."""
    if closes != days.off_weekend(closes, body.zone, body.weekend):
        raise Refused(_("The %(body)s rests on that day. Choose a working day.", body=body.code))
    least = days.notice(clock.now(), body.notice_days, body.zone, body.weekend)
    if closes < least:
        raise Refused(_("The notice is %(days)s working days: choose %(when)s or later.", days=body.notice_days,
                        when=moment_in(least, body.zone)))  # fmt: skip


def _answer_earlier(question: Question, actor: Actor) -> None:
    """Note on objections to earlier texts about the same thing, which were never settled, that this text answers them."""
    for objection in queries.unanswered_objections(question):
        objection.answered_in = question.id
        earlier = Ref("question", objection.question_id)
        announce(events.ObjectionAnswered(actor=actor, subject=objection.ref, touches=(earlier,), seat=objection.seat.called,
                                          **thread(question)))  # fmt: skip


def inside(question: Question) -> dict[str, Any]:
    """Give the sight of positions by seat: the body and its secretariat."""
    return {"sight": Sight.GROUP, "audience": str(Ref("body", question.body_id))}


def thread(question: Question) -> dict[str, Any]:
    """Give the sight of objections: the leads of the group concerned, too."""
    return {**inside(question), "also": f"lead:{question.group}" if question.group else None}


@LIFE.performs("extend")
def extend(question: Question, *, actor: Actor, closes: datetime, why: str) -> dict[str, Any]:
    """Give a silence procedure a later closing time, once."""
    _must_suit(closes, question.body)
    if question.closes_at is not None and closes <= question.closes_at:
        raise Refused(_("Choose a time after the one it has now."))
    question.closes_at, question.extended_at = closes, clock.now()
    return {"number": question.number, "closes": closes.isoformat(), "why": why}


@LIFE.performs("turn into a vote")
def turn(question: Question, *, actor: Actor) -> dict[str, Any]:
    """Go on with a broken silence as a vote: positions stay, silence no longer counts, the time begins anew."""
    question.procedure, question.turned_at = Procedure.VOTE, clock.now()
    question.concluded_at = question.concluded_how = None
    _until_vote(question)
    return {"number": question.number}


def open_waiting(body: Body, *, actor: Actor) -> list[Question]:
    """Open the questions that waited for a seat to be filled, oldest first, if a quorum can be reached now."""
    if rules.seats_short(body) or rules.of_organisations(body):
        return []
    return [LIFE.act("begin", hold(queries.to_change(id)), actor=actor) for id in queries.drafts_of(body.id)]


@LIFE.performs("withdraw")
def _withdraw(question: Question, *, actor: Actor, why: str) -> dict[str, Any]:
    """Take a question from the table; its outcome brings the text back to its group."""
    outcome = rulings.find(question.about, Ruling.WITHDRAW)
    if outcome is not None:
        outcome.does(question, actor=actor, reason=why)
    return _end(question, why, moot=False)


@LIFE.performs("become moot")
def become_moot(question: Question, *, actor: Actor, why: str) -> dict[str, Any]:
    """Take a question from the table because its group is gone; runs no outcome."""
    return _end(question, why, moot=True)


def _end(question: Question, why: str, *, moot: bool) -> dict[str, Any]:
    question.concluded_at = clock.now()
    return {"label": question.label, "why": why, "moot": moot}


def withdraw(question: Question, *, actor: Actor, why: str, moot: bool = False) -> Question:
    """Withdraw a question that has no ruling.

    With `moot` no outcome runs and nobody's right is asked: the caller has asked, by its own lifecycle.
    """
    withdrawn: Question = LIFE.act("become moot" if moot else "withdraw", question, actor=actor, why=why)
    return withdrawn
