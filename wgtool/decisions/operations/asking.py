"""Asking a question, opening it, withdrawing it."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from wgtool.decisions import events, queries, rules, rulings
from wgtool.decisions.lifecycle import LIFE
from wgtool.decisions.models import Body, Electorate, Question, QuestionStatus, Ruling
from wgtool.kernel import clock, refs
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.folding import fold
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold


def ask(*, about: str, title: str, subject: Ref, group: int | None, text: str, body: Body, actor: Actor,
        organisation: int | None = None) -> Question:  # fmt: skip
    """Put a fixed text to a body. It opens at once if a quorum can be reached, else it waits for a seat to be filled.

    Who may ask is who may submit the text: the caller has asked. Raises Refused while a question of this kind on the
    same thing has no ruling.
    """
    body = hold(queries.body_to_change(body.id))
    if queries.undecided(subject, about):
        raise Refused(_("The %(body)s has this before it already.", body=body.code))
    question = Question(
        body_id=body.id, about=about, title=title, folded=fold(title)[:260], subject_kind=subject.kind,
        subject_id=subject.id, group_id=group, text=text, digest=hashlib.sha256(text.encode()).hexdigest(),
        status=QuestionStatus.DRAFT, asked_by=actor.person, asked_for=organisation or actor.organisation,
        asked_at=clock.now(), undo={},
    )  # fmt: skip
    db.session.add(question)
    db.session.flush()
    if not rules.seats_short(body):
        opened: Question = LIFE.act("begin", question, actor=actor)
        return opened
    announce(events.Asked(
        actor=actor, subject=question.ref, touches=question.touches, title=title, body=body.code, sight=Sight.GROUP,
        audience=str(body.ref), also=str(question.group) if question.group else None,
    ))  # fmt: skip
    return hold(queries.to_change(question.id))


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
    question.opened_at = now
    question.notice_until = now + timedelta(days=body.notice_days)
    question.closes_at = now + timedelta(days=body.open_days)
    question.quorum_percent = body.quorum_percent
    question.electorate = [Electorate(seat_id=seat.id) for seat in rules.filled(body)]
    return {"number": question.number, "title": question.title}


def open_waiting(body: Body, *, actor: Actor) -> list[Question]:
    """Open the questions that waited for a seat to be filled, oldest first, if a quorum can be reached now."""
    if rules.seats_short(body):
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
