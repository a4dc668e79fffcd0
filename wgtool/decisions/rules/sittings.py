"""Facts about sittings, and why something cannot be done with one."""

from __future__ import annotations

from wgtool.decisions.models import Question, QuestionStatus, Sitting, SittingStatus
from wgtool.decisions.rules.counts import of_organisations, standing
from wgtool.kernel import clock
from wgtool.kernel.i18n import _, day

LIVE = (SittingStatus.PLANNED, SittingStatus.SITTING)
WAITING = (QuestionStatus.DRAFT, QuestionStatus.OPEN)


def not_beginning(sitting: Sitting) -> str | None:
    """Say why a sitting cannot begin yet, if it cannot."""
    if clock.today(sitting.body.zone) < sitting.starts_on:
        return _("It begins on %(day)s.", day=day(sitting.starts_on))
    if of_organisations(sitting.body) and not sitting.attendance:
        return _("Record first who attends: attendance makes the quorum.")
    return None


def bundle(sitting: Sitting) -> list[Question]:
    """Give the questions decided together."""
    return [one for one in sitting.questions if not one.singly]


def open_bundle(sitting: Sitting) -> list[Question]:
    """Give the questions of the bundle that acclamation would carry: open, and nobody's objection stands."""
    return [one for one in bundle(sitting) if one.status == QuestionStatus.OPEN and not standing(one)]


def not_acclaimed(sitting: Sitting) -> str | None:
    """Say why acclamation cannot be recorded, if it cannot."""
    if not of_organisations(sitting.body):
        return _("The %(body)s answers by its seats, not by acclamation.", body=sitting.body.code)
    if sitting.status != SittingStatus.SITTING:
        return _("Acclamation is recorded while the sitting goes on.")
    return None if open_bundle(sitting) else _("No question of the bundle is open.")


def not_taken(question: Question, sitting: Sitting) -> str | None:
    """Say why a sitting cannot take a question, if it cannot."""
    if sitting.status not in LIVE:
        return _("This sitting is over.")
    if question.body_id != sitting.body_id or question.status not in WAITING:
        return _("This question does not wait for this body.")
    if question.sitting is not None and question.sitting.status in LIVE:
        return _("Another sitting has it; take it off there first.")
    return None
