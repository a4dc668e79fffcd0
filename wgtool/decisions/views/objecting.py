"""What is done with an objection: answer it, clear it, overrule it."""

from __future__ import annotations

from flask import Response

from wgtool.decisions import operations, queries, rules
from wgtool.decisions.forms import OverruleForm, PlainForm, ReplyForm
from wgtool.decisions.models import Objection, Question
from wgtool.decisions.permits import P
from wgtool.decisions.views.base import acted, bp, by_number
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _
from wgtool.kernel.web import guard


def _objection(number: str, id: int) -> Objection | None:
    """Load an objection for who may see it; for others it does not exist."""
    found = queries.objection(id, number=number, seen_by=actor())
    return found if found is not None and rules.concerned(actor(), found) else None


def _question(number: str) -> Question:
    """Load the question again, as its page needs it."""
    found = by_number(number)
    assert found is not None
    return found


def _cleared(question: Question) -> str:
    """Say what clearing an objection did."""
    if question.ruling is not None:
        return _("Cleared. With it %(number)s is decided.", number=question.label)
    return _("Your objection is cleared and counts in favour.")


@bp.post("/decisions/<number>/objections/<int:id>/reply")
@guard(P.REPLY, _objection)
def reply(objection: Objection) -> Response:
    """Add to the thread of an objection."""
    form, number = ReplyForm(thing=objection.id), objection.question.number or ""

    def run() -> None:
        operations.reply(objection, actor=actor(), **form.facts())

    return acted(form, objection.question, run, lambda: _question(number), lambda now: _("Added to the thread."))


@bp.post("/decisions/<number>/objections/<int:id>/clear")
@guard(P.CLEAR, _objection)
def clear(objection: Objection) -> Response:
    """Say that one's objection is resolved."""
    number = objection.question.number or ""
    return acted(PlainForm(), objection.question, lambda: operations.clear(objection, actor=actor()),
                 lambda: _question(number), _cleared)  # fmt: skip


@bp.post("/decisions/<number>/objections/<int:id>/overrule")
@guard(P.OVERRULE, _objection)
def overrule(objection: Objection) -> Response:
    """Have the vote go on over an objection."""
    form, number = OverruleForm(thing=objection.id), objection.question.number or ""
    return acted(form, objection.question, lambda: operations.overrule(objection, actor=actor(), **form.facts()),
                 lambda: _question(number), lambda now: _("Overruled. It still counts against."))  # fmt: skip
