"""Concluding, ruling, taking back. What concludes also carries the ruling out, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from wgtool.decisions import queries, rules, rulings
from wgtool.decisions.lifecycle import LIFE
from wgtool.decisions.models import How, Question, QuestionStatus, Ruling
from wgtool.history import queries as history
from wgtool.kernel import clock, waits
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref
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
def conclude(question: Question, *, actor: Actor, conditions: str = "",
             review_on: date | None = None) -> dict[str, Any]:  # fmt: skip
    """Conclude a question that is carried, after the minimum notice, with conditions and a review date if there are any."""
    question.review_on = review_on
    return _carry(question, actor, How.SITTING if rules.in_session(question) else How.PRESSED, conditions)


def _carry(question: Question, actor: Actor, how: How, conditions: str = "") -> dict[str, Any]:
    outcome = rulings.carrying(question.about)
    if outcome is None:
        raise LookupError(f"no outcome for a carried question about {question.about}")
    question.conditions, question.concluded_at, question.concluded_how = conditions, clock.now(), how
    _set_in_motion(question, outcome, actor, conditions=conditions)
    conditions_begin(question)
    return {"number": question.number, "how": how.value, "touches": told_on(question)}


def told_on(question: Question) -> tuple[Ref, ...]:
    """Give the timelines on which its end is told: that of the sitting, too, at which it came about."""
    there = rules.in_session(question) or question.concluded_how in (How.SITTING, How.ACCLAMATION)
    return (*question.touches, question.sitting.ref) if question.sitting is not None and there else question.touches


def conditions_begin(question: Question) -> None:
    """Have the turns of a question's conditions seen again: they begin and end with its ruling."""
    for condition in question.terms:
        waits.touched(condition.ref)


def _set_in_motion(question: Question, outcome: rulings.Outcome, actor: Actor, **facts: Any) -> None:
    """Carry a ruling out, and keep what taking it back needs: the outcome's data and how much had happened."""
    data = dict(outcome.does(question, actor=actor, **facts) or {})
    question.ruling, question.ruled_at, question.ruled_by = outcome.answer, clock.now(), actor.person
    lines = history.count_lines(watched(question, data)) + 1  # the line of the ruling itself is still to come
    question.undo = {"data": data, "lines": lines}


def watched(question: Question, data: dict[str, Any]) -> list[Ref]:
    """Give the timelines on which nothing may happen before a ruling is taken back.

    An outcome that changes nothing of the group leaves it "unwatched": a meeting may rule on several of its questions.
    """
    named = [Ref(kind, id) for kind, id in data.get("refs", [])]
    going_on = {"body", *data.get("unwatched", [])}  # whose story goes on with every question
    things = [ref for ref in question.touches if ref.kind not in going_on]
    return [question.ref, *things, *named]


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
    return {"number": question.number, "touches": told_on(question)}


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
    said = {"number": question.number, "ruling": answer.value, "why": facts.get("reason", "")}
    return {**said, "touches": told_on(question)}


def rule(question: Question, *, answer: Ruling, actor: Actor, checklist: Iterable[str] = (),
         reason: str = "") -> Question:  # fmt: skip
    """Choose the ruling of a question that is not carried; a return may also come without a vote.

    Raises Refused for a return without a checklist, any other without a reason, and for words that would be lost.
    """
    if answer not in rulings.NEGATIVE:
        raise Refused(_("A carried question has its ruling by the vote."))
    points = [point for point in checklist if point.strip()]
    if answer == Ruling.RETURN and not points:
        raise Refused(_("Write at least one point that is to be mended."))
    if answer != Ruling.RETURN and not reason:
        raise Refused(_("Give the reason; everybody reads it."))
    if reason if answer == Ruling.RETURN else points:
        raise Refused(_("A return takes a checklist, a no its reason. Leave only the one that goes with your ruling."))
    facts: dict[str, Any] = {"checklist": points} if answer == Ruling.RETURN else {"reason": reason}
    ruled: Question = LIFE.act(answer.value, question, actor=actor, **facts)
    return ruled
