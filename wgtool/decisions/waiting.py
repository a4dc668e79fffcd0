"""Whose turn a question is, said once for its page, the register, the desk and mail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wgtool.decisions import hats, queries, rules
from wgtool.decisions import sentences as say
from wgtool.decisions.arithmetic import Tally
from wgtool.decisions.models import Objection, Question, QuestionStatus
from wgtool.kernel import waits
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
    if question.status == QuestionStatus.DRAFT:
        short = rules.seats_short(question.body)
        yield _inside(question, rules.secretariat(question.body), say.FILL, short=short, lead=True)
    elif question.status == QuestionStatus.OPEN:
        yield from _open(question, rules.tally(question))
    elif question.status == QuestionStatus.NOT_CARRIED and question.ruling is None:
        yield Turn(_chair(question), say.RULE, _params(question))
        yield Turn(rules.secretariat(question.body), say.RULE, _params(question))


def _open(question: Question, tally: Tally) -> Iterator[Turn]:
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
    role = "seat" if seat.holder else "alternate" if seat.alternate else ""
    holder = f"{role}:seat:{id}" if role else rules.secretariat(question.body)
    missing: dict[str, Any] = {**tally.missing}
    return _inside(question, holder, says, seat=seat.name, **missing)


def _about_objections(question: Question) -> Iterator[Turn]:
    for objection in rules.standing(question):
        answered = bool(objection.words) and not _own_word(objection)
        if answered:
            yield _inside(question, f"seat:seat:{objection.seat_id}", say.CLEAR, lead=True, seat=objection.seat.name)
        elif question.group_id is not None:
            holder = f"lead:group:{question.group_id}"
            yield _inside(question, holder, say.ANSWER_OBJECTION, lead=True, seat=objection.seat.name)


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


def where(line: Wait) -> str:
    """Give the page of a question, also to mails written where no request is; it leads on to the number."""
    return f"/decisions/draft/{line.thing}"


def register() -> None:
    """Have the turns of questions kept, and the hats of bodies known."""
    assert hats.WORN
    waits.waits_for("question", turns=turns, waiting=queries.waiting_ids, url=where)
