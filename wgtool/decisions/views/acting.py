"""What is done with a question: answer, conclude, rule, withdraw, take back."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, flash, url_for

from wgtool.decisions import operations, rules
from wgtool.decisions.forms import (
    CastForm,
    ConcludeForm,
    PlainForm,
    PositionForm,
    RecordForm,
    RuleForm,
    WithdrawForm,
    seats_of,
)
from wgtool.decisions.models import Question
from wgtool.decisions.permits import P
from wgtool.decisions.views.base import acted, bp, by_id, by_number, may_rule
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _
from wgtool.kernel.web import again, guard


def _post(
    path: str, permit: P, loader: Callable[..., Question | None] = by_number
) -> Callable[..., Callable[..., Response]]:
    """Give a route that only takes forms, at the address of a question."""
    start = "/decisions/draft/<int:id>" if loader is by_id else "/decisions/<number>"

    def register(view: Callable[..., Response]) -> Callable[..., Response]:
        route: Callable[..., Response] = bp.post(f"{start}/{path}")(guard(permit, loader)(view))
        return route

    return register


@_post("position", P.ANSWER)
def position(question: Question) -> Response:
    """Take a position for one's own seat."""
    form = PositionForm()
    seat = rules.own_seats(actor(), question)[0]
    return acted(form, question, lambda: operations.answer(question, seat=seat, actor=actor(), **form.facts()), again)


@_post("record", P.RECORD)
def record(question: Question) -> Response:
    """Record a position for a seat, on behalf of its holder."""
    form = RecordForm().offer(seats_of(question))
    return acted(
        form, question, lambda: operations.answer(question, actor=actor(), on_behalf=True, **form.facts()), again
    )


@_post("cast", P.CAST)
def cast(question: Question) -> Response:
    """Break a tie."""
    form = CastForm()
    return acted(form, question, lambda: operations.cast(question, actor=actor(), **form.facts()), again)


@_post("conclude", P.CONCLUDE)
def conclude(question: Question) -> Response:
    """Conclude what is carried."""
    form = ConcludeForm()
    answer = acted(form, question, lambda: operations.conclude(question, actor=actor(), **form.facts()), again)
    return _offer_back(answer, question)


@_post("rule", P.RULE)
def rule(question: Question) -> Response:
    """Choose the ruling of what was not carried, or return it without a vote."""
    form = RuleForm().offer(may_rule(question))
    answer = acted(form, question, lambda: operations.rule(question, actor=actor(), **form.facts()), again)
    return _offer_back(answer, question)


def _offer_back(answer: Response, question: Question) -> Response:
    """Show the slip with the way back, if it was done."""
    if answer.status_code in (204, 303):
        flash({
            "sentence": _("%(number)s has its ruling. Mail leaves in ten minutes.", number=answer_number(question)),
            "action": url_for("decisions.take_back", number=answer_number(question)),
        })  # type: ignore[arg-type]  # fmt: skip
    return answer


def answer_number(question: Question) -> str:
    """Give the number of an open question."""
    return question.number or ""


@_post("take-back", P.TAKE_BACK)
def take_back(question: Question) -> Response:
    """Take a ruling back within its ten minutes."""
    return acted(PlainForm(), question, lambda: operations.take_back(question, actor=actor()), again)


@_post("withdraw", P.WITHDRAW)
def withdraw(question: Question) -> Response:
    """Withdraw a question."""
    form = WithdrawForm()
    return acted(form, question, lambda: operations.withdraw(question, actor=actor(), **form.facts()), again)


@_post("withdraw", P.WITHDRAW, by_id)
def withdraw_draft(question: Question) -> Response:
    """Withdraw a question that is not open yet."""
    form = WithdrawForm()
    return acted(form, question, lambda: operations.withdraw(question, actor=actor(), **form.facts()), again)


@_post("open", P.OPEN, by_id)
def open_draft(question: Question) -> Response:
    """Open a question that waited."""
    return acted(PlainForm(), question, lambda: operations.open_question(question, actor=actor()), again)
