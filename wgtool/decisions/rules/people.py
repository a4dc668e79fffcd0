"""Who somebody is to a body, a question or an objection."""

from __future__ import annotations

from wgtool.decisions.models import Body, Condition, Electors, How, Objection, Question, QuestionStatus, Sitting
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _l
from wgtool.kernel.permits import who
from wgtool.partners import rules as partners

Decided = Question | Objection | Condition | Sitting | Body


def _body(thing: Decided) -> Body:
    if isinstance(thing, Objection | Condition):
        return thing.question.body
    return thing.body if isinstance(thing, Question | Sitting) else thing


@who(_l("the chair of the body"))
def chair(actor: Actor, thing: Decided) -> bool:
    """Let who holds the chair's seat."""
    return actor.wears("chair", "body", _body(thing).id)


@who(_l("the secretariat of the body"))
def secretary(actor: Actor, thing: Decided) -> bool:
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


def in_body(actor: Actor, thing: Question | Sitting) -> bool:
    """Say whether the actor is among the seats and secretariat of the body, where positions by seat are seen."""
    return actor.is_tool or actor.supports or f"body:{thing.body_id}" in actor.keys


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
    if question.sitting_id and actor.partner and question.body.electors == Electors.ORGANISATIONS:
        return True
    asked = question.asked_by is not None and actor.person == question.asked_by
    return asked or (question.group_id is not None and f"group:{question.group_id}" in actor.keys)


@who(_l("whoever owes the condition"))
def owes(actor: Actor, condition: Condition) -> bool:
    """Let the focal points of the organisation, the leads of the group, or the person named."""
    if condition.person_id is not None and actor.person == condition.person_id:
        return True
    return actor.wears(OWES.get(condition.owner_kind, ""), condition.owner_kind, condition.owner_id)


OWES = {"organisation": "focal", "group": "lead"}
"""Who answers for what owes a condition; for a body its secretariat does."""


def seen_conditions(actor: Actor, question: Question) -> bool:
    """Say whether the actor reads the conditions: everybody once it is carried, till then those concerned."""
    return question.status == QuestionStatus.CARRIED or concerned(actor, question)
