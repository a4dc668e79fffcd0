"""What the pages of this room share: the blueprint, the loaders, the page of one question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, Response, url_for

from wgtool.decisions import queries, rules, rulings, words
from wgtool.decisions.forms import (
    CastForm,
    ConcludeForm,
    ExtendForm,
    OverruleForm,
    PositionForm,
    RecordForm,
    ReplyForm,
    ReviewForm,
    RuleForm,
    WithdrawForm,
    seats_of,
)
from wgtool.decisions.lifecycle import CONDITIONS
from wgtool.decisions.models import Question, QuestionStatus, Ruling, Sitting
from wgtool.decisions.permits import P
from wgtool.decisions.shown import view
from wgtool.history import queries as history
from wgtool.kernel import permits
from wgtool.kernel.actors import Actor, actor
from wgtool.kernel.steps import doors
from wgtool.kernel.web import answered, page
from wgtool.kernel.writes import Answer, writing

bp = Blueprint("decisions", __name__)


def by_number(number: str) -> Question | None:
    """Load the question of an address."""
    return queries.by_number(number, seen_by=actor())


def by_id(id: int) -> Question | None:
    """Load the question of an address that has no number yet."""
    return queries.by_id(id, seen_by=actor())


def draft_only(id: int) -> Question | Response | None:
    """Load a question that is not open yet; lead on to the number of one that is."""
    question = by_id(id)
    if question is None or question.number is None:
        return question
    return Response(status=303, headers={"Location": url_for("decisions.detail", number=question.number)})


def there(answer: Answer, question: Question) -> None:
    """Go to the page of a question, by its number if it has one."""
    if question.number:
        answer.go("decisions.detail", number=question.number)
    else:
        answer.go("decisions.draft", id=question.id)


def acted(
    form: Any, question: Question, run: Callable[[], Question | None], again: Callable[[], Question],
    done: Callable[[Question], Any],
) -> Response:  # fmt: skip
    """Do what a form of the question's page asks; show the page again with the form when it could not be done.

    `done` gives the words of the slip, asked of the question as it stands then.
    """
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            after = run() or question
            there(answer, after)
            answer.say(done(after))
        if answer.given:
            return answered(answer)
    now = again()
    if form.refusal and not _offered(form.purpose, now):
        raise form.refusal  # the question's page has no place for these words any more; the page of the refusal keeps them
    return question_page(now, form)


def _offered(purpose: str, question: Question) -> bool:
    """Say whether the page of a question still shows a form that was refused."""
    open_now = question.status == QuestionStatus.OPEN and not rules.is_over(question)
    shown = {
        "position": open_now,
        "record": open_now,
        "conclude": open_now and rules.unready(question) is None,
        "rule": bool(may_rule(question)),
    }
    return shown.get(purpose, True)


def question_page(question: Question, form: Any = None) -> Response:
    """Show a question; `form` is the one just sent, if it came back."""
    me = actor()
    choices = may_rule(question) if permits.allows(me, P.RULE, question) else []
    own = {one.id: one.called for one in question.body.seats if one.id in rules.own_seats(me, question)}
    return page(
        "decisions/detail.html", question=question, shown=view(question, me), words=words, own=own, form=form,
        forms=_forms(question, own, form), log=history.timeline(question.ref, seen_by=me), rulings=Ruling,
        open=question.status == QuestionStatus.OPEN and not rules.is_over(question),
        may_rule=choices, refusals=_refusals(question, choices), ready=rules.unready(question),
        silent=rules.by_silence(question), can_extend=rules.not_extendable(question) is None,
        doors={one.id: doors(CONDITIONS, one, me) for one in question.terms},
        organisations=rules.of_organisations(question.body), shut=rules.unfilled(question), to_sittings=_to_sittings(question, me),
        to_look_at=rules.to_look_at(question),
        can_turn=rules.not_turnable(question) is None, can_fall=rules.not_falling(question) is None,
    )  # fmt: skip


def _to_sittings(question: Question, me: Actor) -> Sequence[Sitting]:
    """Give the sittings to which who keeps them may take a question that is before none."""
    waits = question.status == QuestionStatus.DRAFT and question.sitting_id is None
    if not (waits and rules.of_organisations(question.body) and permits.allows(me, P.KEEP_SITTING, question)):
        return []
    return [one for one in queries.sittings_of(question.body_id) if one.status in rules.LIVE]


def may_rule(question: Question) -> list[Ruling]:
    """Give the rulings to choose from now: all when it was not carried, a return while it is open."""
    if question.ruling is not None or question.status not in (QuestionStatus.OPEN, QuestionStatus.NOT_CARRIED):
        return []
    offered = rulings.refusing(question.about)
    if question.status == QuestionStatus.NOT_CARRIED:
        return offered
    return [r for r in offered if r == Ruling.RETURN and not rules.unreturned(question)]


def _refusals(question: Question, choices: list[Ruling]) -> dict[Ruling, list[str]]:
    """Give what each ruling that the reader may choose now would set in motion."""
    found = {answer: rulings.find(question.about, answer) for answer in choices}
    return {answer: list(outcome.says(question)) for answer, outcome in found.items() if outcome}


def _forms(question: Question, own: dict[int, str], sent: Any) -> dict[str, Any]:
    """Give every form of the page, the one just sent in its place; the own position stands in its form."""
    mine = next((one for one in question.positions if one.seat_id in own), None)
    last = rules.last_objections(question).get(mine.seat_id) if mine else None
    stands = last if mine and mine.answer == "objection" else None
    kept = {"answer": mine.answer, "reason": stands.reason if stands else mine.note} if mine else {}
    forms: dict[str, Any] = {
        "position": PositionForm(None, data={**kept, "remedy": stands.remedy if stands else ""}),
        "record": RecordForm(None).offer(seats_of(question)),
        "cast": CastForm(None),
        "conclude": ConcludeForm(None),
        "extend": ExtendForm(None),
        "review": ReviewForm(None, data={"review_on": question.review_on}),
        "rule": RuleForm(None).offer(may_rule(question)),
        "withdraw": WithdrawForm(None),
        "overrule": {one.id: OverruleForm(None, thing=one.id) for one in question.objections},
        "reply": {one.id: ReplyForm(None, thing=one.id) for one in question.objections},
    }
    if sent is not None and sent.thing is not None:
        forms[sent.purpose][sent.thing] = sent
    elif sent is not None:
        forms[sent.purpose] = sent
    return forms
