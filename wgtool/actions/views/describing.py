"""Opening an action point, describing it, naming its contact."""

from __future__ import annotations

from flask import Response

from wgtool.actions import operations
from wgtool.actions.forms import ContactForm, EditForm, OpenForm
from wgtool.actions.models import ActionPoint
from wgtool.actions.permits import P
from wgtool.actions.views import bp, loading
from wgtool.actions.words import WORDS
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing


@bp.route("/actions/new", methods=["GET", "POST"])
@guard(P.OPEN)
def new() -> Response:
    """Open an action point."""
    form = OpenForm()
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            point = operations.give(actor=actor(), **form.facts())
            answer.go("actions.detail", number=point.number)
            answer.say(_("%(number)s is open. Who answers for it sees it from now.", number=point.number))
        if answer.given:
            return answered(answer)
    return page("actions/new.html", "form", form=form)


@bp.route("/actions/<number>/edit", methods=["GET", "POST"])
@guard(P.EDIT, loading.point)
def edit(point: ActionPoint) -> Response:
    """Describe an action point anew."""
    form = EditForm()
    if not form.is_submitted():
        form.about(point)
    elif form.validate():
        with writing(refusals=form) as answer:
            operations.describe(point, actor=actor(), **form.facts())
            answer.go("actions.detail", number=point.number)
            answer.say(_("Saved."))
        if answer.given:
            return answered(answer)
    here = again()
    return page("actions/edit.html", "form", form=form, point=here, crumbs=loading.crumbs(here), **WORDS)


@bp.route("/actions/<number>/contact", methods=["GET", "POST"])
@guard(P.EDIT, loading.point)
def contact(point: ActionPoint) -> Response:
    """Name who is asked about it."""
    form = ContactForm()
    if not form.is_submitted():
        form.contact_name.data, form.contact_email.data = point.contact_name, point.contact_email
    elif form.validate():
        with writing(refusals=form) as answer:
            operations.name_contact(point, actor=actor(), **form.facts())
            answer.go("actions.detail", number=point.number)
            answer.say(_("Saved. Somebody with an account is asked first whether they take it over."))
        if answer.given:
            return answered(answer)
    here = again()
    return page("actions/contact.html", "form", form=form, point=here, crumbs=loading.crumbs(here))


@bp.post("/actions/<number>/take-over")
@guard(P.TAKE_OVER, loading.point)
def take_over(point: ActionPoint) -> Response:
    """Say yes: be its contact from now."""
    with writing() as answer:
        operations.take_over(point, actor=actor())
        answer.go("actions.detail", number=point.number)
        answer.say(_("You are its contact from now."))
    return answered(answer)


@bp.post("/actions/<number>/decline")
@guard(P.TAKE_OVER, loading.point)
def decline(point: ActionPoint) -> Response:
    """Say no: who was its contact stays."""
    with writing() as answer:
        operations.decline_contact(point, actor=actor())
        answer.go("actions.detail", number=point.number)
        answer.say(_("You said no. Its contact stays who it was."))
    return answered(answer)
