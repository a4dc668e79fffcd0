"""Questions a body asks itself, and what is done with a silence: extended, turned into a vote."""

from __future__ import annotations

from flask import Response

from wgtool.decisions import operations, queries, words
from wgtool.decisions.forms import AskForm, ExtendForm, PlainForm, in_zone
from wgtool.decisions.models import Body, Question
from wgtool.decisions.permits import P
from wgtool.decisions.shown import closing
from wgtool.decisions.views.acting import post
from wgtool.decisions.views.base import acted, bp, there
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing


@bp.route("/decisions/bodies/<code>/ask", methods=["GET", "POST"])
@guard(P.ASK, lambda code: queries.body_by_code(code))
def ask(body: Body) -> Response:
    """Put a question of the body's own to it."""
    form = AskForm()
    form.closes.description = _(
        "On a clock in %(zone)s. Empty: at 17:00, %(days)s days from now, or on the next working day.",
        zone=body.zone, days=body.silence_days,
    )  # fmt: skip
    if form.validate_on_submit():
        facts = {**form.facts(), "closes": in_zone(form.closes.data, body.zone)}
        with writing(refusals=form) as answer:
            asked = operations.ask_matter(body, actor=actor(), **facts)
            there(answer, asked)
            answer.say(_("Asked: the text is fixed."))
        if answer.given:
            return answered(answer)
    return page("decisions/edit.html", "form", form=form, body=again(), title=words.ASK, button=words.ASK,
                hints={"procedure": words.PROCEDURE_HINTS})  # fmt: skip


@post("extend", P.EXTEND)
def extend(question: Question) -> Response:
    """Give a silence more time, once."""
    form, zone = ExtendForm(), question.zone

    def run() -> Question:
        closes = in_zone(form.closes.data, zone)
        return operations.extend(question, actor=actor(), closes=closes, why=form.why.data)  # type: ignore[no-any-return]

    return acted(form, question, run, again, lambda now: _("Extended to %(when)s.", when=closing(now)))


@post("turn-into-vote", P.TURN)
def turn(question: Question) -> Response:
    """Go on with a broken silence as a vote."""
    return acted(
        PlainForm(), question, lambda: operations.turn(question, actor=actor()), again,
        lambda now: _("It is a vote now; it closes %(when)s.", when=closing(now)),
    )  # fmt: skip


@post("fall", P.CONCLUDE)
def fall(question: Question) -> Response:
    """Say at a sitting that a question is not carried."""
    return acted(
        PlainForm(), question, lambda: operations.fall(question, actor=actor()), again,
        lambda now: _("It is not carried. Choose the ruling."),
    )  # fmt: skip
