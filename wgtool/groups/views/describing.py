"""Proposing a group and describing it."""

from __future__ import annotations

from typing import Any

from flask import Response

from wgtool.groups import operations, queries
from wgtool.groups.forms import CodeForm, EditForm, FollowPlanForm, ProposeForm
from wgtool.groups.models import Group
from wgtool.groups.permits import P
from wgtool.groups.rules import hidden
from wgtool.groups.views import bp, loading
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing
from wgtool.partners.queries import names as organisations


@bp.route("/groups/propose", methods=["GET", "POST"])
@guard(P.PROPOSE)
def propose() -> Response:
    """Propose a group."""
    form = ProposeForm()
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            group = operations.propose(actor=actor(), **form.facts())
            answer.go("groups.detail", code=group.code)
            answer.say(
                _("Proposed. You and the support team see it until your organisation confirms you.")
                if hidden(group)
                else _("Proposed. Who was named to lead it and to be its secretariat is asked now.")
            )
        if answer.given:
            return answered(answer)
    me = actor()
    place = organisations([me.organisation] if me.organisation else []).get(me.organisation or 0)
    return page("groups/propose.html", "form", form=form, place=place, hidden=me.provisional)


@bp.route("/groups/<code>/edit", methods=["GET", "POST"])
@guard(P.EDIT, loading.group)
def edit(group: Group) -> Response:
    """Describe a group."""
    form = EditForm()
    if not form.is_submitted():
        form.about(group)
    elif form.validate():
        with writing(refusals=form) as answer:
            operations.describe(group, actor=actor(), **form.facts())
            answer.go("groups.detail", code=group.code)
            answer.say(_("Saved."))
        if answer.given:
            return answered(answer)
    here = again()
    return page("groups/edit.html", "form", form=form, group=here, crumbs=loading.crumbs(here))


@bp.route("/groups/<code>/code", methods=["GET", "POST"])
@guard(P.SET_CODE, loading.group)
def code(group: Group) -> Response:
    """Give a group another code."""
    form = CodeForm(obj=group)
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            operations.set_code(group, actor=actor(), **form.facts())
            answer.go("groups.detail", code=form.code.data)
            answer.say(_("It is called %(code)s now; the old code leads here.", code=form.code.data))
        if answer.given:
            return answered(answer)
    here = again()
    return page("groups/ask.html", "form", form=form, **asked(here, "code"))


def asked(group: Group, what: str) -> dict[str, Any]:
    """Give the frame of a small form about a group."""
    return {"group": group, "crumbs": loading.crumbs(group), "what": what}


@bp.route("/groups/<code>/follow-the-plan", methods=["GET", "POST"])
@guard(P.FOLLOW_PLAN, loading.group)
def follow_plan(group: Group) -> Response:
    """Have a group serve what became of what it serves, in the edition in force, after seeing what that is."""
    form = FollowPlanForm()
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            operations.follow_plan(group, shown=form.shown.data or "", actor=actor())
            answer.go("groups.detail", code=group.code)
            answer.say(_("It serves the edition in force now."))
        if answer.given:
            return answered(answer)
    here = again()
    found = queries.became(here)
    form.shown.data = operations.digest(found)
    stay = [
        row.item
        for row in here.alignments
        if not row.item.edition.current and row.item not in [old for old, _new in found]
    ]
    return page(
        "groups/follow_plan.html", "form", form=form, group=here, found=found, stay=stay, crumbs=loading.crumbs(here)
    )
