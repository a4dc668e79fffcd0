"""What a ruling on terms of reference sets in motion."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from wgtool.decisions.models import Question, Ruling
from wgtool.decisions.operations import MATTER
from wgtool.decisions.rulings import Outcome
from wgtool.documents import operations as documents
from wgtool.documents.models import Level
from wgtool.groups import operations as groups
from wgtool.groups import queries, texts
from wgtool.groups.texts import FIRST, REVISED
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _, _l
from wgtool.outcomes.shared import Data, data_of, group_of, version_of

CLARIFIED = texts.CLARIFIED


def a_year_on(day: date) -> date:
    """Give the day on which an endorsed text is to be reviewed."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _endorse(question: Question, actor: Actor) -> Data:
    today = clock.today()
    version = documents.endorse(version_of(question), Level.SAG, today, actor=actor, review_by=a_year_on(today))
    return data_of(version)


def endorse_first(question: Question, /, *, actor: Actor, **facts: Any) -> Data:
    """Put the terms in force and the group to work."""
    data = _endorse(question, actor)
    groups.activate(group_of(question), actor=actor)
    return data


def endorse_revised(question: Question, /, *, actor: Actor, **facts: Any) -> Data:
    """Put the new terms in the place of the old."""
    return _endorse(question, actor)


def endorse_clarified(question: Question, /, *, actor: Actor, **facts: Any) -> Data:
    """Put the clarified terms in the place of the old; the day of their review stays."""
    version = version_of(question)
    review_by = texts.review_by(question.subject)
    return data_of(documents.endorse(version, Level.SAG, clock.today(), actor=actor, review_by=review_by))


def return_first(question: Question, /, *, actor: Actor, **facts: Any) -> Data:
    """Send the terms back with a checklist."""
    data = return_revised(question, actor=actor, **facts)
    groups.return_text(group_of(question), actor=actor)
    return data


def return_revised(question: Question, /, *, actor: Actor, **facts: Any) -> Data:
    """Send the new terms back with a checklist."""
    body = question.body.code
    return data_of(documents.to_draft(version_of(question), facts["checklist"], body=body, actor=actor))


def decline_first(question: Question, /, *, actor: Actor, **facts: Any) -> Data:
    """Decline the terms and with them the group."""
    data = decline_revised(question, actor=actor, **facts)
    groups.decline_group(group_of(question), actor=actor)
    return data


def decline_revised(question: Question, /, *, actor: Actor, **facts: Any) -> Data:
    """Decline the new terms."""
    return data_of(documents.decline(version_of(question), actor=actor))


def withdraw_first(question: Question, /, *, actor: Actor, **facts: Any) -> Data:
    """Open the terms again; the group goes on drafting."""
    data = withdraw_revised(question, actor=actor, **facts)
    groups.back_to_drafting(group_of(question), actor=actor)
    return data


def withdraw_revised(question: Question, /, *, actor: Actor, **facts: Any) -> Data:
    """Open the new terms again."""
    return data_of(documents.to_draft(version_of(question), actor=actor))


def unendorse(question: Question, data: Data, /, *, actor: Actor) -> None:
    """Put the terms before the SAG again, and what they superseded in force."""
    documents.unendorse(texts.held(data["version"]), actor=actor)


def reopen(question: Question, data: Data, /, *, actor: Actor) -> None:
    """Lock the terms before the SAG again."""
    documents.reopen(texts.held(data["version"]), actor=actor)


def _with_group(undo: Callable[..., None]) -> Callable[..., None]:
    """Give an undo that also puts the group back into review."""

    def both(question: Question, data: Data, /, *, actor: Actor) -> None:
        undo(question, data, actor=actor)
        groups.back_to_review(group_of(question), actor=actor)

    return both


def _says(*sentences: Callable[[str, str], str]) -> Callable[[Question], Iterable[str]]:
    def said(question: Question) -> list[str]:
        code, label = queries.before_body(question.subject_id)
        return [sentence(code, label) for sentence in sentences]

    return said


def _active(code: str, label: str) -> str:
    return _("activate %(code)s", code=code)


def _publish(code: str, label: str) -> str:
    return _("publish its terms %(label)s", label=label)


def _confirming(code: str, label: str) -> str:
    return _("let its leads confirm sign-ups of the activities it serves")


def _unlock(code: str, label: str) -> str:
    return _("open the terms %(label)s of %(code)s to its writers again, with the checklist", label=label, code=code)


def _back(code: str, label: str) -> str:
    return _("open the terms %(label)s of %(code)s to its writers again", label=label, code=code)


def _declined(code: str, label: str) -> str:
    return _("decline the terms %(label)s", label=label)


def _ended(code: str, label: str) -> str:
    return _("end %(code)s; its story stays readable", code=code)


def say_so(question: Question, /, *, actor: Actor, **facts: Any) -> Data:
    """Do nothing but let the register say it."""
    return {}


def unsay(question: Question, data: Data, /, *, actor: Actor) -> None:
    """Undo nothing: the register says again that it is open."""


def _registered(question: Question) -> list[str]:
    return [_("stand in the register as a decision of the %(body)s", body=question.body.code)]


def not_so(question: Question) -> list[str]:
    """Say what a no does where it changes nothing else."""
    return [_("stand in the register as not agreed, with your reason")]


KINDS = {
    FIRST: _l("First terms of a group"),
    REVISED: _l("Revised terms of a group"),
    CLARIFIED: _l("Clarified terms of a group"),
    MATTER: _l("A matter of the body’s own"),
}
OUTCOMES = (
    Outcome(CLARIFIED, Ruling.ENDORSE, endorse_clarified, _says(_publish), unendorse),
    Outcome(CLARIFIED, Ruling.RETURN, return_revised, _says(_unlock), reopen),
    Outcome(CLARIFIED, Ruling.DECLINE, decline_revised, _says(_declined), reopen),
    Outcome(CLARIFIED, Ruling.WITHDRAW, withdraw_revised, _says(_back)),
    Outcome(MATTER, Ruling.YES, say_so, _registered, unsay),
    Outcome(MATTER, Ruling.NO, say_so, not_so, unsay),
    Outcome(MATTER, Ruling.WITHDRAW, say_so, not_so),
    Outcome(FIRST, Ruling.ENDORSE, endorse_first, _says(_active, _publish, _confirming), _with_group(unendorse)),
    Outcome(FIRST, Ruling.RETURN, return_first, _says(_unlock), _with_group(reopen)),
    Outcome(FIRST, Ruling.DECLINE, decline_first, _says(_declined, _ended), _with_group(reopen)),
    Outcome(FIRST, Ruling.WITHDRAW, withdraw_first, _says(_back)),
    Outcome(REVISED, Ruling.ENDORSE, endorse_revised, _says(_publish), unendorse),
    Outcome(REVISED, Ruling.RETURN, return_revised, _says(_unlock), reopen),
    Outcome(REVISED, Ruling.DECLINE, decline_revised, _says(_declined), reopen),
    Outcome(REVISED, Ruling.WITHDRAW, withdraw_revised, _says(_back)),
)
