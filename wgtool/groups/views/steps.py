"""The pages of the lifecycle's steps and of the terms of reference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, url_for

from wgtool.documents.mount import mount
from wgtool.documents.outlines import CLOSING
from wgtool.groups import obstacles, operations, rules
from wgtool.groups.forms.plans import GiveUpForm
from wgtool.groups.lifecycle import LIFE
from wgtool.groups.models import Group
from wgtool.groups.permits import P
from wgtool.groups.views import bp, loading
from wgtool.groups.views.describing import asked
from wgtool.groups.views.reading import around_a_text
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _
from wgtool.kernel.steps import mount_steps
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing


def _submit_url(group: Group) -> str:
    """Give where the text is submitted: the first one with the group, a revision by itself."""
    first = group.status not in rules.WORKING
    return url_for("groups.submit" if first else "groups.submit_revision", code=group.code)


mount_steps(
    bp,
    LIFE,
    "/groups/<code>",
    loading.group,
    back=loading.url,
    named=lambda group: str(group.name),
    crumbs=loading.crumbs,
)
mount(
    bp,
    prefix="/groups/<code>",
    loader=loading.group,
    read=P.READ_TEXT,
    write=P.WRITE_TEXT,
    submit=P.SUBMIT,
    submit_url=_submit_url,
    home=loading.url,
    tabs=around_a_text,
    revise=P.REVISE,
    revise_url=lambda group: url_for("groups.revise", code=group.code),
    clarify_url=lambda group: url_for("groups.clarify", code=group.code),
    give_up="give_up",
)
mount(
    bp,
    prefix="/groups/<code>",
    loader=loading.group,
    read=P.READ_TEXT,
    write=P.WRITE_TEXT,
    submit=P.SUBMIT_REPORT,
    submit_url=lambda group: url_for("groups.submit_the_closing_report", code=group.code),
    unless=obstacles.unfinished,
    home=loading.url,
    tabs=around_a_text,
    outline=CLOSING,
)


def _press(group: Group, work: Callable[..., Any], sentence: Any) -> Response:
    """Do what a button on the terms' page asks, and show the page again."""
    with writing() as answer:
        work(group, actor=actor())
        answer.go("groups.terms", code=group.code)
        answer.say(sentence)
    return answered(answer)


@bp.post("/groups/<code>/terms/revise")
@guard(P.REVISE, loading.group)
def revise(group: Group) -> Response:
    """Begin a revision of the terms in force."""
    return _press(
        group, operations.revise, _("The next version is begun. The one in force stays until it is endorsed.")
    )


@bp.post("/groups/<code>/terms/clarify")
@guard(P.REVISE, loading.group)
def clarify(group: Group) -> Response:
    """Begin a clarification of the terms in force."""
    return _press(group, operations.clarify, _("The clarification is begun. The SAG agrees to it by silence."))


@bp.route("/groups/<code>/terms/give-up", methods=["GET", "POST"])
@guard(P.REVISE, loading.group)
def give_up(group: Group) -> Response:
    """Give the begun next version of the terms up; the one in force stays."""
    form = GiveUpForm()
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            operations.give_up(group, actor=actor(), **form.facts())
            answer.go("groups.terms", code=group.code)
            answer.say(_("Given up. The version in force stays."))
        if answer.given:
            return answered(answer)
    here = again()
    back = url_for("groups.terms", code=here.code)
    return page("groups/ask.html", "form", form=form, back=back, **asked(here, "give-up"))


@bp.post("/groups/<code>/terms/ask-glm")
@guard(P.ASK_GLM, loading.group)
def ask_glm(group: Group) -> Response:
    """Ask the GLM to endorse the terms in force."""
    return _press(group, operations.ask_glm, _("Asked: the GLM decides on it at a sitting."))


@bp.post("/groups/<code>/terms/submit")
@guard(P.SUBMIT_REVISION, loading.group)
def submit_revision(group: Group) -> Response:
    """Put a revision of the terms to the SAG."""
    return _press(group, operations.submit_revision, _("Submitted: the text is locked until the SAG has decided."))
