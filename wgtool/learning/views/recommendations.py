"""One recommendation: what it says, what was answered, what is done, and where else it was learned."""

from __future__ import annotations

from typing import Any

from flask import Response

from wgtool.history import queries as history
from wgtool.kernel import waits
from wgtool.kernel.actors import actor
from wgtool.kernel.forms import Form
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import allows
from wgtool.kernel.steps import doors, mount_steps
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing
from wgtool.learning import operations, queries, recurring, rules, words
from wgtool.learning.forms import ActionForm, LessonForm
from wgtool.learning.lifecycle import RECOMMENDATIONS
from wgtool.learning.models import AGREED, PUBLISHED, Recommendation, Status
from wgtool.learning.permits import P
from wgtool.learning.views import bp, loading
from wgtool.learning.views.exercises import said


@bp.get("/learning/<number>/r<int:one>")
@guard(P.READ_ONE, loading.one)
def one(one: Recommendation) -> Response:
    """Show a recommendation."""
    return _show(one)


def _show(one: Recommendation, form: Form | None = None) -> Response:
    me = actor()
    writes, due = allows(me, P.WRITE_ONE, one), one.exercise.status == Status.DUE
    opens = allows(me, P.ANSWER, one) and rules.no_action(one) is None
    action_form = form if isinstance(form, ActionForm) else ActionForm(formdata=None) if opens else None
    if action_form is not None and not action_form.is_submitted():
        action_form.owner.data = str(one.party or "")
    shown: dict[str, Any] = {
        "actions": queries.of_recommendations([one.id], seen_by=me).get(one.id, []),
        "meant": queries.intended([one.id]).get(one.id, []) if due else [],
        "same": queries.of_lesson(one, seen_by=me),
        "suggested": recurring.suggestions(one, seen_by=me) if writes and one.exercise.status in PUBLISHED else [],
        "told": history.timeline(one.ref, seen_by=me, most=20),
        "lines": said(list(waits.kept([one.ref], seen_by=me))),
        "doors": doors(RECOMMENDATIONS, one, me) if due or one.exercise.status in rules.WRITTEN else [],
        "read": rules.reads_answer(me, one),
        "agreed": one.status in AGREED,
    }
    return page("learning/one.html", None, form=form, one=one, exercise=one.exercise, words=words, rules=rules, writes=writes,
                action_form=action_form, crumbs=loading.one_crumbs(one), **shown)  # fmt: skip


@bp.post("/learning/<number>/r<int:one>/act")
@guard(P.ANSWER, loading.one)
def act(one: Recommendation) -> Response:
    """Add an action point to the answer."""
    form = ActionForm()
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            operations.act(one, actor=actor(), **form.facts())
            answer.to(f"{loading.one_url(one)}#h-actions")
            answer.say(_("The action point is added."))
        if answer.given:
            return answered(answer)
    return _show(again(), form)


@bp.post("/learning/<number>/r<int:one>/meant/<int:row>/take-out")
@guard(P.ANSWER, loading.meant, on=lambda found: found.one)
def do_without(found: loading.Meant) -> Response:
    """Take an action point out of an answer that is not published."""
    with writing() as answer:
        operations.do_without(found.one, row=found.row, actor=actor())
        answer.to(f"{loading.one_url(found.one)}#h-actions")
        answer.say(_("Taken out."))
    return answered(answer)


@bp.post("/learning/<number>/r<int:one>/lesson")
@guard(P.WRITE_ONE, loading.one)
def lesson(one: Recommendation) -> Response:
    """Say that it says the same lesson as another, or that it is a lesson of its own."""
    form = LessonForm()
    other = form.other.data
    with writing(refusals=form) as answer:
        if other:
            operations.join(one, other=other, actor=actor())
        else:
            operations.part(one, actor=actor())
        answer.to(f"{loading.one_url(one)}#h-same")
        answer.say(_("Saved."))
    if answer.given:
        return answered(answer)
    return _show(again(), form)


mount_steps(bp, RECOMMENDATIONS, "/learning/<number>/r<int:one>", loading.one, back=loading.one_url,
            named=loading.one_named, crumbs=loading.one_crumbs)  # fmt: skip
