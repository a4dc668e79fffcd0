"""Concluding, ruling, taking back. What concludes also carries the ruling out, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from flask import current_app

from wgtool.decisions import days, queries, rules, rulings
from wgtool.decisions.lifecycle import LIFE
from wgtool.decisions.models import How, Question, QuestionStatus, Ruling
from wgtool.decisions.operations.asking import open_waiting
from wgtool.history import queries as history
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import hold


def settle(question: Question, *, actor: Actor | None = None) -> Question:
    """Conclude a question if the act just done was the last one it needed.

    When all have answered wgtool concludes, not the last voter, whose answer the public must not learn from it. After
    the closing time only the chair's casting vote (of `actor`) was waited for.
    """
    question = hold(queries.to_change(question.id))
    tally = rules.tally(question)
    if rules.by_silence(question):
        return question
    if rules.is_over(question):
        return _after_casting(question, tally.carried, actor) if actor and question.casting else question
    if tally.carried and tally.all_answered and not question.reopened:
        LIFE.act("carry", question, actor=Actor.tool(), how=How.ALL)
    return question


def _after_casting(question: Question, carried: bool, actor: Actor) -> Question:
    LIFE.act("carry" if carried else "fail at closing", question, actor=actor, how=How.CAST)
    return question


@LIFE.performs("carry")
def carry(question: Question, *, actor: Actor, how: How) -> dict[str, Any]:
    """Carry a question when the last missing piece is there."""
    return _carry(question, actor, how)


@LIFE.performs("carry at closing")
def carry_at_closing(question: Question, *, actor: Actor) -> dict[str, Any]:
    """Carry a question at its closing time."""
    return _carry(question, actor, How.TIMER)


@LIFE.performs("agree")
def agree(question: Question, *, actor: Actor) -> dict[str, Any]:
    """Carry a question because nobody's objection stands when the silence ends."""
    return _carry(question, actor, How.TIMER)


@LIFE.performs("acclaim")
def acclaim(question: Question, *, actor: Actor) -> dict[str, Any]:
    """Carry a question by acclamation, which its sitting has recorded."""
    return _carry(question, actor, How.ACCLAMATION)


@LIFE.performs("conclude")
def conclude(question: Question, *, actor: Actor, conditions: str = "") -> dict[str, Any]:
    """Conclude a question that is carried, after the minimum notice, with conditions if there are any."""
    return _carry(question, actor, How.SITTING if rules.in_session(question) else How.PRESSED, conditions)


def _carry(question: Question, actor: Actor, how: How, conditions: str = "") -> dict[str, Any]:
    outcome = rulings.carrying(question.about)
    if outcome is None:
        raise LookupError(f"no outcome for a carried question about {question.about}")
    question.conditions, question.concluded_at, question.concluded_how = conditions, clock.now(), how
    _set_in_motion(question, outcome, actor, conditions=conditions)
    return {"number": question.number, "how": how.value}


def _set_in_motion(question: Question, outcome: rulings.Outcome, actor: Actor, **facts: Any) -> None:
    """Carry a ruling out, and keep what taking it back needs: the outcome's data and how much had happened."""
    data = dict(outcome.does(question, actor=actor, **facts) or {})
    question.ruling, question.ruled_at, question.ruled_by = outcome.answer, clock.now(), actor.person
    lines = history.count_lines(_watched(question, data)) + 1  # the line of the ruling itself is still to come
    question.undo = {"data": data, "lines": lines}


def _watched(question: Question, data: dict[str, Any]) -> list[Ref]:
    named = [Ref(kind, id) for kind, id in data.get("refs", [])]
    return [question.ref, *question.touches, *named]


@LIFE.performs("fail at closing")
def fail_at_closing(question: Question, *, actor: Actor, how: How = How.TIMER) -> dict[str, Any]:
    """End a vote that did not carry; the chair or the secretariat chooses the ruling."""
    return fail_at_closing_of(question, how)


@LIFE.performs("fall")
def fall(question: Question, *, actor: Actor) -> dict[str, Any]:
    """End at a sitting a vote that does not carry."""
    return fail_at_closing_of(question, How.SITTING)


def fail_at_closing_of(question: Question, how: How) -> dict[str, Any]:
    """Write down that it did not carry, and how that was found."""
    question.concluded_at, question.concluded_how = clock.now(), how
    return {"number": question.number}


@LIFE.performs("return")
def return_(question: Question, *, actor: Actor, checklist: Iterable[str]) -> dict[str, Any]:
    """Return the text with a checklist: after it was not carried, or without a vote."""
    if question.status == QuestionStatus.OPEN:
        question.concluded_at, question.concluded_how = clock.now(), How.RETURNED
    return _refuse(question, Ruling.RETURN, actor, checklist=list(checklist))


@LIFE.performs("decline")
def decline(question: Question, *, actor: Actor, reason: str) -> dict[str, Any]:
    """Decline what was asked, with a reason everybody reads."""
    question.conditions = reason
    return _refuse(question, Ruling.DECLINE, actor, reason=reason)


@LIFE.performs("no")
def say_no(question: Question, *, actor: Actor, reason: str) -> dict[str, Any]:
    """Say no to what was asked, with a reason everybody reads."""
    question.conditions = reason
    return _refuse(question, Ruling.NO, actor, reason=reason)


def _refuse(question: Question, answer: Ruling, actor: Actor, **facts: Any) -> dict[str, Any]:
    outcome = rulings.find(question.about, answer)
    if outcome is None:
        raise Refused(_("This question has no such answer."))
    _set_in_motion(question, outcome, actor, **facts)
    return {"number": question.number, "ruling": answer.value, "why": facts.get("reason", "")}


def rule(question: Question, *, answer: Ruling, actor: Actor, checklist: Iterable[str] = (),
         reason: str = "") -> Question:  # fmt: skip
    """Choose the ruling of a question that is not carried; a return may also come without a vote.

    Raises Refused for a return without a checklist, any other without a reason.
    """
    if answer not in rulings.NEGATIVE:
        raise Refused(_("A carried question has its ruling by the vote."))
    points = [point for point in checklist if point.strip()]
    if answer == Ruling.RETURN and not points:
        raise Refused(_("Write at least one point that is to be mended."))
    if answer != Ruling.RETURN and not reason:
        raise Refused(_("Give the reason; everybody reads it."))
    facts: dict[str, Any] = {"checklist": points} if answer == Ruling.RETURN else {"reason": reason}
    ruled: Question = LIFE.act(answer.value, question, actor=actor, **facts)
    return ruled


def take_back(question: Question, *, actor: Actor) -> Question:
    """Take a ruling back within its ten minutes, if nothing happened since: its effects are undone, mail is cancelled.

    The question is open again, and then concludes only by hand or at its closing time. A ruling on what had closed
    without being carried only leaves the choice open again.
    """
    whole = question.status == QuestionStatus.CARRIED or question.concluded_how == How.RETURNED
    taken: Question = LIFE.act("take back" if whole else "take ruling back", question, actor=actor)
    return taken


@LIFE.performs("take back")
def _take_back(question: Question, *, actor: Actor) -> dict[str, Any]:
    """Undo the ruling and open the question again."""
    fact = _undo(question, actor)
    question.concluded_at, question.concluded_how, question.reopened = None, None, True
    least = clock.now() + timedelta(days=max(1, question.body.notice_days))
    latest = max(question.closes_at or least, least)
    question.closes_at = days.off_weekend(latest, question.zone, question.body.weekend)
    return fact


@LIFE.performs("take ruling back")
def _take_ruling_back(question: Question, *, actor: Actor) -> dict[str, Any]:
    """Undo the ruling on a question that was not carried, to choose again."""
    return _undo(question, actor)


def happened_since(question: Question) -> bool:
    """Say whether any later event names or touches the group, the text or the question."""
    watched = _watched(question, question.undo.get("data", {}))
    return history.count_lines(watched) != question.undo.get("lines")


def _undo(question: Question, actor: Actor) -> dict[str, Any]:
    if happened_since(question):
        raise Refused(_("Something has happened with this since, so the ruling stands."))
    outcome = rulings.find(question.about, question.ruling) if question.ruling else None
    assert outcome is not None
    assert outcome.undo is not None
    assert question.ruled_at is not None
    outcome.undo(question, question.undo["data"], actor=actor)
    fact = {"number": question.number, "ruled_at": question.ruled_at.isoformat()}
    question.ruling, question.ruled_at, question.ruled_by = None, None, None
    question.conditions, question.undo = "", {}
    return fact


def close(question: Question, *, actor: Actor, now: datetime | None = None) -> bool:
    """Conclude a question whose closing time has come; say whether it did. At a tie it stays open for the chair."""
    question = hold(queries.to_change(question.id))
    if question.status != QuestionStatus.OPEN or not rules.is_over(question, now):
        return False
    tally = rules.tally(question)
    if tally.tie and question.casting is None:
        return False
    carries = "agree" if tally.silent else "carry at closing"
    LIFE.act(carries if tally.carried else "fail at closing", question, actor=actor)
    return True


def conclude_due(now: datetime | None = None) -> list[int]:
    """Do what time alone asks for: conclude what has closed, open what a seat filled from today allows. Repeatable.

    Gives the ids of what changed. What cannot be concluded is undone by itself and holds nothing else up.
    """
    tool = Actor.tool()
    closed = [id for id in queries.due_ids(now or clock.now()) if _closed(id, tool, now)]
    waiting = [hold(queries.body_to_change(id)) for id in queries.bodies_with_drafts()]
    opened = [question.id for body in waiting for question in open_waiting(body, actor=tool)]
    return [*closed, *opened]


def _closed(id: int, actor: Actor, now: datetime | None) -> bool:
    try:
        with db.session.begin_nested():
            return close(hold(queries.to_change(id)), actor=actor, now=now)
    except Refused as refused:
        current_app.logger.warning("question %s could not be concluded: %s", id, refused)
        return False
