"""Whose turn a question is, said once for its page, the register, the desk and mail."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from wgtool.decisions import days, hats, queries, rules  # noqa: F401 - hats are known once they are loaded
from wgtool.decisions import sentences as say
from wgtool.decisions.arithmetic import Tally
from wgtool.decisions.models import (
    Body,
    Condition,
    ConditionStatus,
    Objection,
    Question,
    QuestionStatus,
    Seat,
    SeatTerm,
    Sitting,
    SittingStatus,
)
from wgtool.kernel import suspension, waits
from wgtool.kernel.db import Ref, db
from wgtool.kernel.sight import Sight
from wgtool.kernel.waits import Turn, Wait

NOBODY = "voters"
"""The role in the public line: nobody wears it, so it is on nobody's desk."""


def turns(id: int) -> list[Turn]:
    """Say whose turn a question is and what is still needed."""
    afresh = queries.to_change(id).execution_options(populate_existing=True)
    question = db.session.scalars(afresh).one_or_none()
    return list(turns_of(question)) if question is not None else []


def turns_of(question: Question) -> Iterator[Turn]:
    """Say the same of a loaded question."""
    if question.status == QuestionStatus.DRAFT and rules.of_organisations(question.body):
        yield _before_sitting(question)
    elif question.status == QuestionStatus.DRAFT:
        short = rules.seats_short(question.body)
        yield _inside(question, rules.secretariat(question.body), say.FILL, short=short, lead=True)
    elif question.status == QuestionStatus.OPEN:
        yield from _open(question, rules.tally(question))
    elif question.status == QuestionStatus.NOT_CARRIED and question.ruling is None:
        yield Turn(_chair(question), say.RULE, _params(question))
        yield Turn(rules.secretariat(question.body), say.RULE, _params(question))
    yield from _afterwards(question)


def _afterwards(question: Question) -> Iterator[Turn]:
    """Say what is left when all is decided: a review, a word that was not its owner's."""
    if question.status == QuestionStatus.CARRIED and question.review_on and rules.reviewed_soon(question):
        on = question.review_on.isoformat()
        due = days.at(question.review_on, days.CLOSES, question.zone)
        yield Turn(rules.secretariat(question.body), say.REVIEW, _params(question, on=on), due=due)
    for recording in rules.to_look_at(question):
        yield _inside(question, rules.secretariat(question.body), say.DISOWNED, seat=recording.seat.called)


def _before_sitting(question: Question) -> Turn:
    """Say that a question waits to be taken to a sitting, or for the sitting that has taken it."""
    sitting = question.sitting
    if sitting is None:
        return _inside(question, rules.secretariat(question.body), say.TAKE, lead=True)
    return _inside(
        question, f"{NOBODY}:body:{question.body_id}", say.COMES, lead=True, on=sitting.starts_on.isoformat()
    )


def _open(question: Question, tally: Tally) -> Iterator[Turn]:
    if question.sitting is not None and not question.singly and rules.of_organisations(question.body):
        on = question.sitting.starts_on.isoformat()
        yield Turn(
            f"{NOBODY}:body:{question.body_id}", say.AT_SITTING, _params(question, on=on), due=question.closes_at
        )
        yield from _about_objections(question)
        return
    if tally.tie and tally.casting is None:
        yield _inside(question, _chair(question), say.CAST)
    if tally.silent:
        yield from _silent(question, tally)
    elif not rules.is_over(question):
        yield Turn(f"{NOBODY}:body:{question.body_id}", say.DECIDE, _params(question), due=question.closes_at)
        yield from _still_voting(question, tally)


def _silent(question: Question, tally: Tally) -> Iterator[Turn]:
    if rules.is_over(question):
        return
    if not tally.standing:
        yield Turn(f"{NOBODY}:body:{question.body_id}", say.SILENCE, _params(question), due=question.closes_at)
    for seat in tally.unanswered:
        yield _seat(question, tally, seat, say.QUIET)
    yield from _about_objections(question)
    if tally.standing:
        yield _inside(question, _chair(question), say.BROKEN)


def _still_voting(question: Question, tally: Tally) -> Iterator[Turn]:
    for seat in tally.unanswered:
        yield _seat(question, tally, seat)
    yield from _about_objections(question)
    if tally.standing and tally.all_answered:
        yield _inside(question, _chair(question), say.OVERRULE)
    if tally.carried and rules.notice_over(question):
        yield _inside(question, rules.secretariat(question.body), say.CONCLUDE)
    if tally.all_answered and not (tally.carried or tally.tie or tally.standing):
        yield _inside(question, rules.secretariat(question.body), say.STUCK)


def _seat(question: Question, tally: Tally, id: int, says: str = say.POSITION) -> Turn:
    """Say that a seat has not answered: its holder's turn, without one its alternate's, else the secretariat's."""
    seat = next(one for one in question.body.seats if one.id == id)
    role = "seat" if seat.holder or seat.organisation_id else "alternate" if seat.alternate else ""
    holder = f"{role}:seat:{id}" if role else rules.secretariat(question.body)
    missing: dict[str, Any] = {**tally.missing}
    if rules.of_organisations(question.body):
        missing["meeting"] = True
    return _inside(question, holder, says, seat=seat.called, **missing)


def _about_objections(question: Question) -> Iterator[Turn]:
    for objection in rules.standing(question):
        answered = bool(objection.words) and not _own_word(objection)
        if answered:
            yield _inside(question, f"seat:seat:{objection.seat_id}", say.CLEAR, lead=True, seat=objection.seat.called)
        elif question.group_id is not None:
            holder = f"lead:group:{question.group_id}"
            yield _inside(question, holder, say.ANSWER_OBJECTION, lead=True, seat=objection.seat.called)


def _own_word(objection: Objection) -> bool:
    return objection.words[-1].person_id == objection.raised_by


def _chair(question: Question) -> str:
    return f"chair:body:{question.body_id}"


def _params(question: Question, **more: Any) -> dict[str, Any]:
    closes = question.closes_at.isoformat() if question.closes_at else ""
    return {"number": question.label, "title": question.title, "body": question.body.code, "closes_at": closes,
            "closes_iso": closes, "zone": question.zone, **more}  # fmt: skip


def _inside(question: Question, holder: str, says: str, *, lead: bool = False, **more: Any) -> Turn:
    """Give a turn that only the body sees, and with `lead` the leads of the group concerned."""
    also = f"lead:{question.group}" if lead and question.group else None
    return Turn(holder, says, _params(question, **more), due=question.closes_at, sight=Sight.GROUP,
                audience=str(Ref("body", question.body_id)), also=also)  # fmt: skip


def condition_turns(id: int) -> list[Turn]:
    """Say who owes a condition of what is carried: who answers for its owner, and the person named."""
    afresh = queries.condition_to_change(id).execution_options(populate_existing=True)
    condition = db.session.scalars(afresh).one_or_none()
    return turns_of_condition(condition, suspension.of([condition.owner])) if condition is not None else []


def turns_of_condition(condition: Condition, paused: Collection[Ref]) -> list[Turn]:
    """Say the same of a loaded condition; while its owner is paused no day is named."""
    question = condition.question
    if condition.status != ConditionStatus.OPEN or question.status != QuestionStatus.CARRIED:
        return []
    role = rules.OWES.get(condition.owner_kind)
    holders = [f"{role}:{condition.owner}" if role else rules.secretariat(question.body)]
    if condition.person_id is not None:
        holders.append(f"self:person:{condition.person_id}")
    due = days.at(condition.due, days.CLOSES, question.zone) if condition.due else None
    params = {"condition": condition.number, "number": question.label, "text": condition.text[:160],
              "due": condition.due.isoformat() if condition.due and condition.owner not in paused else ""}  # fmt: skip
    return [Turn(holder, say.MEET, params, due=due, under=condition.owner) for holder in holders]


def body_turns(id: int) -> list[Turn]:
    """Say which seats are vacant and whose terms end within three months: the secretariat's turn."""
    afresh = queries.body_to_change(id).execution_options(populate_existing=True)
    body = db.session.scalars(afresh).one_or_none()
    return turns_of_body(body) if body is not None else []


def turns_of_body(body: Body) -> list[Turn]:
    """Say the same of a loaded body."""
    holder = rules.secretariat(body)
    vacant = [Turn(holder, say.VACANT, {"seat": seat.called, "body": body.code}) for seat in rules.vacant(body)]
    return [*vacant, *(_ending(body, seat, term, holder) for seat, term in rules.ending(body))]


def _ending(body: Body, seat: Seat, term: SeatTerm, holder: str) -> Turn:
    assert term.until is not None
    params = {"seat": seat.called, "body": body.code, "on": term.until.isoformat()}
    return Turn(holder, say.ENDING, params, due=days.at(term.until, days.CLOSES, body.zone))


def _where_body(line: Wait) -> str:
    return f"/decisions/bodies/{line.params['body']}"


def sitting_turns(id: int) -> list[Turn]:
    """Say that a sitting is to be prepared, kept, or its notes named: the secretariat's turn."""
    afresh = queries.sitting_to_change(id).execution_options(populate_existing=True)
    sitting = db.session.scalars(afresh).one_or_none()
    return turns_of_sitting(sitting) if sitting is not None else []


def turns_of_sitting(sitting: Sitting) -> list[Turn]:
    """Say the same of a loaded sitting."""
    if sitting.status == SittingStatus.HELD and (sitting.notes or sitting.notes_url):
        return []
    says = {SittingStatus.PLANNED: say.PREPARE, SittingStatus.SITTING: say.KEEP, SittingStatus.HELD: say.NOTE}
    if sitting.status not in says:
        return []
    params = {"body": sitting.body.code, "on": sitting.starts_on.isoformat()}
    due = days.at(sitting.starts_on, days.CLOSES, sitting.body.zone) if sitting.status != SittingStatus.HELD else None
    return [Turn(rules.secretariat(sitting.body), says[sitting.status], params, due=due)]


def _where_sitting(line: Wait) -> str:
    return f"/decisions/sittings/{line.thing}"


def _where_condition(line: Wait) -> str:
    return f"/decisions/{line.params['number']}"


def where(line: Wait) -> str:
    """Give the page of a question, also to mails written where no request is; it leads on to the number."""
    return f"/decisions/draft/{line.thing}"


def register() -> None:
    """Have the turns of questions kept, and the hats of bodies known."""
    waits.waits_for("body", turns=body_turns, waiting=queries.body_ids, url=_where_body)
    waits.waits_for("sitting", turns=sitting_turns, waiting=queries.waiting_sittings, url=_where_sitting)
    waits.waits_for("condition", turns=condition_turns, waiting=queries.open_conditions, url=_where_condition)
    waits.waits_for("question", turns=turns, waiting=queries.waiting_ids, url=where, clocked=True)
