"""Taking a ruling back within its ten minutes, if nothing happened since."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from wgtool.decisions import days, rulings
from wgtool.decisions.lifecycle import LIFE
from wgtool.decisions.models import How, Question, QuestionStatus
from wgtool.decisions.operations.concluding import conditions_begin, told_on, watched
from wgtool.history import queries as history
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused


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
    refs = watched(question, question.undo.get("data", {}))
    return history.count_lines(refs) != question.undo.get("lines")


def _undo(question: Question, actor: Actor) -> dict[str, Any]:
    if happened_since(question):
        raise Refused(_("Something has happened with this since, so the ruling stands."))
    outcome = rulings.find(question.about, question.ruling) if question.ruling else None
    assert outcome is not None
    assert outcome.undo is not None
    assert question.ruled_at is not None
    outcome.undo(question, question.undo["data"], actor=actor)
    fact = {"number": question.number, "ruled_at": question.ruled_at.isoformat(), "touches": told_on(question)}
    question.ruling, question.ruled_at, question.ruled_by = None, None, None
    question.conditions, question.undo, question.review_on = "", {}, None
    conditions_begin(question)
    return fact
