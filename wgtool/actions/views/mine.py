"""One page to answer all of mine."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response, request

from wgtool.actions import asking, operations, queries
from wgtool.actions.answers import SAYINGS, Answer, Say
from wgtool.actions.models import ActionPoint
from wgtool.actions.permits import P
from wgtool.actions.rules import flags
from wgtool.actions.views import bp
from wgtool.actions.words import WORDS
from wgtool.kernel import text
from wgtool.kernel.actors import actor
from wgtool.kernel.forms import Form
from wgtool.kernel.i18n import _, ngettext
from wgtool.kernel.lists import page_asked
from wgtool.kernel.refusals import Refused
from wgtool.kernel.web import answered, guard, page
from wgtool.kernel.writes import writing


@bp.route("/actions/mine", methods=["GET", "POST"])
@guard(P.ANSWER_MINE)
def mine() -> Response:
    """Show all that the reader reports on, and take their reports in one go."""
    form = Form()
    rows = queries.mine(actor(), number=page_asked())
    if form.is_submitted():
        answers = list(said(rows.rows))
        if not answers:
            form.refusal = Refused(_("Nothing was said. Choose what your report says, for one at least."))
        else:
            with writing(refusals=form) as answer:
                count = operations.answer_all(answers, actor=actor())
                answer.go("actions.mine")
                answer.say(ngettext("%(num)s report is in.", "%(num)s reports are in.", count))
            if answer.given:
                return answered(answer)
            rows = queries.mine(actor(), number=page_asked())
    owners = {point.id: asking.owner_name(point) for point in rows.rows}
    flagged = {point.id: flags(point) for point in rows.rows}
    return page("actions/mine.html", "form", form=form, listed=rows, owners=owners, flags=flagged, sayings=SAYINGS,
                asked=len(queries.asked_of(actor().person or 0)), given=request.form, **WORDS)  # fmt: skip


def said(rows: Iterable[ActionPoint]) -> Iterable[Answer]:
    """Give what was said of each row, of those of which anything was."""
    for point in rows:
        asked = request.form.get(f"say-{point.id}", "")
        words = text.clean(request.form.get(f"text-{point.id}", ""))
        evidence = text.clean(request.form.get(f"evidence-{point.id}", ""))
        if asked in set(Say) or words or evidence:
            yield Answer(point, Say(asked) if asked in set(Say) else None, words, evidence)
