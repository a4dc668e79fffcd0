"""Whose turn a question is, said once for its page, the register, the desk and mail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wgtool.decisions import hats, queries, rules
from wgtool.decisions.arithmetic import Tally
from wgtool.decisions.models import Objection, Question, QuestionStatus
from wgtool.kernel import waits
from wgtool.kernel.db import Ref, db
from wgtool.kernel.i18n import _, _l, ngettext
from wgtool.kernel.sight import Sight
from wgtool.kernel.waits import Turn, Wait, sentence

NOBODY = "voters"
"""The role in the public line: nobody wears it, so it is on nobody's desk."""


def needed(params: dict[str, Any]) -> list[str]:
    """Say what is still needed, one part each, from the numbers of a tally."""
    seats, objections, more = params["seats"], params["objections"], params["more"]
    said = {
        "seats": ngettext("%(num)s more seat is needed for a quorum", "%(num)s more seats are needed for a quorum", seats),
        "objections": ngettext("one objection must be cleared", "%(num)s objections must be cleared", objections),
        "approvals": _("at least one seat must approve"),
        "more": ngettext("%(num)s more seat must be in favour", "%(num)s more seats must be in favour", more),
        "casting": _("the chair must break the tie"),
    }  # fmt: skip
    return [words for part, words in said.items() if params[part]]


def joined(parts: list[str]) -> str:
    """Join parts of a sentence as one says them: a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s and %(last)s", first=", ".join(parts[:-1]), last=parts[-1])


def still_needed(params: dict[str, Any]) -> str:
    """Say in one sentence what is still needed and by when."""
    if parts := needed(params):
        return _("%(parts)s, by %(when)s.", parts=joined(parts), when=params["closes_at"])
    return _("It is carried as it stands; nothing more is needed by %(when)s.", when=params["closes_at"])


def _position(params: dict[str, Any]) -> str:
    first = _("Take a position on %(number)s, “%(title)s”, for seat %(seat)s:", **params)
    return f"{first} {still_needed(params)}"


def _others_position(params: dict[str, Any]) -> str:
    return _("Waiting for seat %(seat)s:", **params) + " " + still_needed(params)


FILL = sentence("question.fill",
    yours=_l("Fill a seat of the %(body)s: “%(title)s” opens when %(short)s more are filled."),
    others=_l("Waiting for the secretariat of the %(body)s to fill a seat; %(short)s more are needed to open."))  # fmt: skip
POSITION = sentence("question.position", yours=_position, others=_others_position)
DECIDE = sentence("question.decide",
    yours=_l("The %(body)s decides on %(number)s by %(closes_at)s."),
    others=_l("Waiting for the %(body)s to decide on %(number)s by %(closes_at)s."))  # fmt: skip
ANSWER_OBJECTION = sentence("question.answer-objection",
    yours=_l("Answer the objection of seat %(seat)s to %(number)s by %(closes_at)s."),
    others=_l("Waiting for the leads of the group to answer the objection of seat %(seat)s."))  # fmt: skip
CLEAR = sentence("question.clear",
    yours=_l("Your objection to %(number)s was answered: clear it, or say what is still missing, by %(closes_at)s."),
    others=_l("Waiting for seat %(seat)s to clear its objection, or for the chair to overrule it."))  # fmt: skip
OVERRULE = sentence("question.overrule",
    yours=_l("Only objections hold %(number)s up: see them cleared, or overrule them with a reason, by %(closes_at)s."),
    others=_l("Waiting for objections to be cleared, or overruled by the chair."))  # fmt: skip
CAST = sentence("question.cast",
    yours=_l("Break the tie on %(number)s with your casting vote."),
    others=_l("Waiting for the chair’s casting vote on %(number)s."))  # fmt: skip
CONCLUDE = sentence("question.conclude",
    yours=_l("%(number)s is carried as it stands: conclude it, or leave it open until %(closes_at)s."),
    others=_l("Carried as it stands: waiting for the chair or the secretariat to conclude it."))  # fmt: skip
STUCK = sentence("question.stuck",
    yours=_l("All have answered %(number)s and it is not carried: return it, or leave it open until %(closes_at)s."),
    others=_l("All have answered and it is not carried as it stands; it closes on %(closes_at)s."))  # fmt: skip
RULE = sentence("question.rule",
    yours=_l("%(number)s was not carried: choose the ruling."),
    others=_l("%(number)s was not carried: waiting for the chair or the secretariat of the %(body)s to choose the "
              "ruling."))  # fmt: skip


def turns(id: int) -> list[Turn]:
    """Say whose turn a question is and what is still needed."""
    afresh = queries.to_change(id).execution_options(populate_existing=True)
    question = db.session.scalars(afresh).one_or_none()
    return list(turns_of(question)) if question is not None else []


def turns_of(question: Question) -> Iterator[Turn]:
    """Say the same of a loaded question."""
    if question.status == QuestionStatus.DRAFT:
        short = rules.seats_short(question.body)
        yield _inside(question, rules.secretariat(question.body), FILL, short=short, lead=True)
    elif question.status == QuestionStatus.OPEN:
        yield from _open(question, rules.tally(question))
    elif question.status == QuestionStatus.NOT_CARRIED and question.ruling is None:
        yield Turn(_chair(question), RULE, _params(question))
        yield Turn(rules.secretariat(question.body), RULE, _params(question))


def _open(question: Question, tally: Tally) -> Iterator[Turn]:
    if tally.tie and tally.casting is None:
        yield _inside(question, _chair(question), CAST)
    if not rules.is_over(question):
        yield Turn(f"{NOBODY}:body:{question.body_id}", DECIDE, _params(question), due=question.closes_at)
        yield from _still_voting(question, tally)


def _still_voting(question: Question, tally: Tally) -> Iterator[Turn]:
    for seat in tally.unanswered:
        yield _seat(question, tally, seat)
    yield from _about_objections(question, tally)
    if tally.carried and rules.notice_over(question):
        yield _inside(question, rules.secretariat(question.body), CONCLUDE)
    if tally.all_answered and not (tally.carried or tally.tie or tally.standing):
        yield _inside(question, rules.secretariat(question.body), STUCK)


def _seat(question: Question, tally: Tally, id: int) -> Turn:
    """Say that a seat has not answered: its holder's turn, without one its alternate's, else the secretariat's."""
    seat = next(one for one in question.body.seats if one.id == id)
    role = "seat" if seat.holder else "alternate" if seat.alternate else ""
    holder = f"{role}:seat:{id}" if role else rules.secretariat(question.body)
    missing: dict[str, Any] = {**tally.missing}
    return _inside(question, holder, POSITION, seat=seat.name, **missing)


def _about_objections(question: Question, tally: Tally) -> Iterator[Turn]:
    for objection in rules.standing(question):
        answered = bool(objection.words) and not _own_word(objection)
        if answered:
            yield _inside(question, f"seat:seat:{objection.seat_id}", CLEAR, lead=True, seat=objection.seat.name)
        elif question.group_id is not None:
            holder = f"lead:group:{question.group_id}"
            yield _inside(question, holder, ANSWER_OBJECTION, lead=True, seat=objection.seat.name)
    if tally.standing and tally.all_answered:
        yield _inside(question, _chair(question), OVERRULE)


def _own_word(objection: Objection) -> bool:
    return objection.words[-1].person_id == objection.raised_by


def _chair(question: Question) -> str:
    return f"chair:body:{question.body_id}"


def _params(question: Question, **more: Any) -> dict[str, Any]:
    closes = question.closes_at.isoformat() if question.closes_at else ""
    return {"number": question.label, "title": question.title, "body": question.body.code, "closes_at": closes, **more}


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
    waits.waits_for("question", turns=turns, waiting=queries.waiting_ids, url=where, clocked=True)
