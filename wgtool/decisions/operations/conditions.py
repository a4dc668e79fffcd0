"""What hangs on a ruling: conditions with who owes them, and the day on which it is reviewed."""

from __future__ import annotations

from datetime import date
from typing import Any

from wgtool.decisions import events, queries
from wgtool.decisions.lifecycle import CONDITIONS
from wgtool.decisions.models import Condition, ConditionStatus, Question, QuestionStatus
from wgtool.decisions.permits import P
from wgtool.kernel import clock, holdings
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import require
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold

SETTABLE = (QuestionStatus.OPEN, QuestionStatus.CARRIED)


def set_condition(question: Question, *, text: str, owner: Ref, owner_name: str, actor: Actor, person: int | None = None,
                  due: date | None = None) -> Condition:  # fmt: skip
    """Give a question a condition, which binds once it is carried. The body and leads know of it before."""
    question = hold(queries.to_change(question.id))
    require(actor, P.SET_CONDITIONS, question)
    if question.status not in SETTABLE:
        raise Refused(_("Conditions hang on a question that is open or carried."))
    _must_be_open(owner)
    number = 1 + max((one.number for one in question.terms), default=0)
    condition = Condition(
        question_id=question.id, number=number, text=text, owner_kind=owner.kind, owner_id=owner.id,
        owner_name=owner_name, person_id=person, due=due,
    )  # fmt: skip
    db.session.add(condition)
    db.session.flush()
    narrow: dict[str, Any] = {}
    if question.status == QuestionStatus.OPEN:
        lead = f"lead:{question.group}" if question.group else None
        narrow = {"sight": Sight.GROUP, "audience": str(question.body.ref), "also": lead}
    announce(events.ConditionSet(actor=actor, subject=condition.ref, touches=(question.ref, owner), number=number,
                                 text=text, **narrow))  # fmt: skip
    return condition


def _must_be_open(owner: Ref) -> None:
    """Refuse to have somebody owe something under whom nothing new begins."""
    if (why := holdings.closed(owner)) is not None:
        raise Refused(why)


def _settled(condition: Condition, actor: Actor, how: str) -> dict[str, Any]:
    condition.settled_at, condition.settled_by, condition.settled_how = clock.now(), actor.person, how
    return {"number": condition.number, "decision": condition.question.label, "why": how}


@CONDITIONS.performs("meet")
def meet(condition: Condition, *, actor: Actor, how: str) -> dict[str, Any]:
    """Say how a condition is met."""
    if condition.question.status != QuestionStatus.CARRIED:
        raise Refused(_("It binds only once the question is carried."))
    return _settled(condition, actor, how)


@CONDITIONS.performs("drop")
def drop(condition: Condition, *, actor: Actor, how: str) -> dict[str, Any]:
    """Let a condition go, and say why."""
    return _settled(condition, actor, how)


@CONDITIONS.performs("reopen")
def reopen(condition: Condition, *, actor: Actor, how: str) -> dict[str, Any]:
    """Open a condition again, and say why."""
    _must_be_open(condition.owner)
    told = _settled(condition, actor, how)
    condition.settled_at = condition.settled_by = None
    return told


def hand_condition_over(id: int, owner: Ref, *, name: str, called: str, actor: Actor) -> None:
    """Have another one owe a condition, as its owner goes: whoever settles what is open there has asked who may."""
    condition = hold(queries.condition_to_change(id))
    touches = (*condition.touches, owner)
    condition.owner_kind, condition.owner_id = owner.kind, owner.id
    condition.owner_name = "" if owner == condition.question.group else name
    db.session.flush()
    announce(events.ConditionHandedOver(actor=actor, to=called, **{**_told(condition), "touches": touches}))


def let_condition_go(id: int, why: str, *, actor: Actor) -> None:
    """Drop a condition as its owner goes; nobody's right is asked here either."""
    condition = hold(queries.condition_to_change(id))
    condition.status = ConditionStatus.DROPPED
    _settled(condition, actor, why)
    db.session.flush()
    announce(events.ConditionDropped(actor=actor, why=why, **_told(condition)))


def bind_condition_again(id: int, *, actor: Actor) -> None:
    """Open a condition again that was dropped with its owner, as that one goes on."""
    condition = hold(queries.condition_to_change(id))
    condition.status, condition.settled_how = ConditionStatus.OPEN, ""
    condition.settled_at = condition.settled_by = None
    db.session.flush()
    announce(events.ConditionReopened(actor=actor, **_told(condition)))


def redate_condition(id: int, on: date, *, actor: Actor) -> None:
    """Set another day by which a condition is due, as its owner goes on after a pause."""
    condition = hold(queries.condition_to_change(id))
    if condition.due != on:
        condition.due = on
        db.session.flush()
        announce(events.ConditionDueMoved(actor=actor, due=on.isoformat(), **_told(condition)))


def _told(condition: Condition) -> dict[str, Any]:
    label = condition.question.label
    return {"subject": condition.ref, "touches": condition.touches, "number": condition.number, "decision": label}


def set_review(question: Question, *, review_on: date | None, actor: Actor) -> Question:
    """Say by which day a ruling is reviewed; none says that it was, or need not be."""
    question = hold(queries.to_change(question.id))
    require(actor, P.SET_CONDITIONS, question)
    if question.status != QuestionStatus.CARRIED:
        raise Refused(_("Only what is carried is reviewed."))
    if question.review_on == review_on:
        return question
    question.review_on = review_on
    on = review_on.isoformat() if review_on else None
    announce(
        events.ReviewSet(actor=actor, subject=question.ref, touches=question.touches, number=question.label, on=on)
    )
    return question
