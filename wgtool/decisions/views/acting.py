"""What is done with a question: answer, conclude, rule, withdraw, take back."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, url_for

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


def post(
    path: str, permit: P, loader: Callable[..., Question | None] = by_number
) -> Callable[..., Callable[..., Response]]:
    """Give a route that only takes forms, at the address of a question."""
    start = "/decisions/draft/<int:id>" if loader is by_id else "/decisions/<number>"

    def register(view: Callable[..., Response]) -> Callable[..., Response]:
        route: Callable[..., Response] = bp.post(f"{start}/{path}")(guard(permit, loader)(view))
        return route

    return register


@post("position", P.ANSWER)
def position(question: Question) -> Response:
    """Take a position for one's own seat."""
    form = PositionForm()
    seat = rules.own_seats(actor(), question)[0]
    return acted(
        form, question, lambda: operations.answer(question, seat=seat, actor=actor(), **form.facts()), again, _answered
    )


@post("record", P.RECORD)
def record(question: Question) -> Response:
    """Record a position for a seat, on behalf of its holder."""
    form = RecordForm().offer(seats_of(question))
    return acted(
        form,
        question,
        lambda: operations.answer(question, actor=actor(), on_behalf=True, **form.facts()),
        again,
        _answered,
    )


@post("cast", P.CAST)
def cast(question: Question) -> Response:
    """Break a tie."""
    form = CastForm()
    return acted(form, question, lambda: operations.cast(question, actor=actor(), **form.facts()), again, _answered)


@post("conclude", P.CONCLUDE)
def conclude(question: Question) -> Response:
    """Conclude what is carried."""
    form = ConcludeForm()
    return acted(form, question, lambda: operations.conclude(question, actor=actor(), **form.facts()), again, _ruled)


@post("rule", P.RULE)
def rule(question: Question) -> Response:
    """Choose the ruling of what was not carried, or return it without a vote."""
    form = RuleForm().offer(may_rule(question))
    return acted(form, question, lambda: operations.rule(question, actor=actor(), **form.facts()), again, _ruled)


def _answered(question: Question) -> str:
    """Say what came of a position."""
    if question.ruling is not None:
        return _("Recorded. With it %(number)s is decided.", number=question.label)
    return _("Recorded. It can be changed until the question concludes.")


def _ruled(question: Question) -> dict[str, str]:
    """Say that a ruling is given, with the way back."""
    told = _("%(number)s has its ruling. Mail leaves in ten minutes.", number=question.label)
    return {"sentence": told, "action": url_for("decisions.take_back", number=question.number)}


@post("take-back", P.TAKE_BACK)
def take_back(question: Question) -> Response:
    """Take a ruling back within its ten minutes."""
    return acted(
        PlainForm(),
        question,
        lambda: operations.take_back(question, actor=actor()),
        again,
        lambda now: _("The ruling is taken back, and the mail with it. The question is as it was before."),
    )


@post("withdraw", P.WITHDRAW)
def withdraw(question: Question) -> Response:
    """Withdraw a question."""
    form = WithdrawForm()
    return acted(
        form,
        question,
        lambda: operations.withdraw(question, actor=actor(), **form.facts()),
        again,
        lambda now: _("The question is withdrawn."),
    )


@post("withdraw", P.WITHDRAW, by_id)
def withdraw_draft(question: Question) -> Response:
    """Withdraw a question that is not open yet."""
    form = WithdrawForm()
    return acted(
        form,
        question,
        lambda: operations.withdraw(question, actor=actor(), **form.facts()),
        again,
        lambda now: _("The question is withdrawn."),
    )


@post("open", P.OPEN, by_id)
def open_draft(question: Question) -> Response:
    """Open a question that waited."""
    return acted(
        PlainForm(),
        question,
        lambda: operations.open_question(question, actor=actor()),
        again,
        lambda now: _("The question is open; its seats are asked."),
    )
