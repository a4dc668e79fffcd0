"""Handing over all that one is the contact of; the successor takes it over on their own word."""

from __future__ import annotations

from flask import Response

from wgtool.actions import operations
from wgtool.actions.permits import P
from wgtool.actions.views import bp
from wgtool.kernel import holdings
from wgtool.kernel.actors import actor
from wgtool.kernel.db import Ref
from wgtool.kernel.forms import Form, email
from wgtool.kernel.i18n import _l, ngettext
from wgtool.kernel.web import answered, guard, page
from wgtool.kernel.writes import writing


class SuccessorForm(Form):
    """Name who takes it over."""

    to = email(_l("Mail address of who takes it over"), hint=_l("They need an account here, and are asked first."))


@bp.route("/actions/hand-over", methods=["GET", "POST"])
@guard(P.ANSWER_MINE)
def hand_over_all() -> Response:
    """Ask somebody to take over all that the reader is the contact of."""
    form, me = SuccessorForm(), actor()
    held = holdings.open(Ref("person", me.person or 0))
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            count = operations.hand_over_all(to=form.to.data, actor=actor())
            answer.go("actions.mine")
            answer.say(ngettext("%(num)s is offered. It stays yours until they say yes.",
                                "%(num)s are offered. They stay yours until they say yes.", count))  # fmt: skip
        if answer.given:
            return answered(answer)
        held = holdings.open(Ref("person", actor().person or 0))
    return page("actions/hand_over.html", "form", form=form, held=held)


@bp.post("/actions/take-over-all")
@guard(P.ANSWER_MINE)
def take_over_all() -> Response:
    """Take over all that the reader was asked to."""
    with writing() as answer:
        count = operations.take_over_all(actor=actor())
        answer.go("actions.mine")
        answer.say(
            ngettext("You are the contact of %(num)s from now.", "You are the contact of %(num)s from now.", count)
        )
    return answered(answer)
