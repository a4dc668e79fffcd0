"""Why something cannot be done with a question as it stands, in a sentence; None if it can."""

from __future__ import annotations

from wgtool.decisions import rulings
from wgtool.decisions.models import How, Question, QuestionStatus
from wgtool.decisions.rules.counts import (
    TEN_MINUTES,
    by_silence,
    in_session,
    is_over,
    notice_over,
    of_organisations,
    seats_short,
    standing,
    tally,
)
from wgtool.kernel import clock
from wgtool.kernel.i18n import _


def unfilled(question: Question) -> str | None:
    """Say why a question cannot be opened yet, if it cannot."""
    if of_organisations(question.body):
        return None if in_session(question) else _("It opens when a sitting that takes it begins.")
    if not seats_short(question.body):
        return None
    return _("Too few seats of the %(body)s are filled for a quorum. Fill a seat first.", body=question.body.code)


def unready(question: Question) -> str | None:
    """Say why a question cannot be concluded yet, if it cannot."""
    if by_silence(question):
        return _("A silence procedure closes by itself, at its closing time.")
    if not tally(question).carried:
        return _("It is not carried as it stands.")
    return None if notice_over(question) else _("The minimum notice is not over yet.")


def settled(question: Question) -> str | None:
    """Say that a question has its ruling, if it has."""
    return _("This question has its ruling.") if question.ruling else None


def unreturned(question: Question) -> str | None:
    """Say why a question cannot be returned, if it cannot: a meeting of organisations is asked before it is spoken for."""
    if question.status == QuestionStatus.OPEN and of_organisations(question.body):
        return _("The meeting answers first. It can be returned once it is not carried.")
    return settled(question)


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


def not_extendable(question: Question) -> str | None:
    """Say why a silence procedure cannot be extended, if it cannot."""
    if not by_silence(question):
        return _("Only a silence procedure is extended.")
    if question.extended_at is not None:
        return _("It was extended once; that is all.")
    return _("Its closing time is over.") if is_over(question) else None


def not_turnable(question: Question) -> str | None:
    """Say why a question cannot be turned into a vote, if it cannot."""
    if not by_silence(question) or question.turned_at is not None:
        return _("Only a silence procedure is turned into a vote, and only once.")
    if question.ruling is not None:
        return _("This question has its ruling.")
    return None if standing(question) else _("Nobody’s objection stands: it goes on in silence.")


def not_falling(question: Question) -> str | None:
    """Say why it cannot be said at a sitting that a question is not carried, if it cannot."""
    if not in_session(question) or by_silence(question):
        return _("This is said at a sitting that has taken the question.")
    counted = tally(question)
    if counted.carried or counted.tie:
        return _("It is carried as it stands, or tied.")
    return None if notice_over(question) else _("The minimum notice is not over yet.")
