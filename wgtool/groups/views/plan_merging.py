"""Copying the plan of another group, and merging two plans while both groups go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, url_for

from wgtool.groups import operations
from wgtool.groups.forms import CopyPlanForm, PlanMergeForm
from wgtool.groups.models import Group, PlanMerger
from wgtool.groups.permits import P
from wgtool.groups.views import bp, loading
from wgtool.kernel.actors import actor
from wgtool.kernel.forms import Form
from wgtool.kernel.i18n import _, ngettext
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing


@bp.route("/groups/<code>/plan/copy", methods=["GET", "POST"])
@guard(P.PLAN, loading.group)
def copy_plan(group: Group) -> Response:
    """Copy the plan of another group into this one."""
    form = CopyPlanForm()
    form.about(group)
    return _asking(group, form, "copy", _copied)


def _copied(group: Group, **facts: Any) -> str:
    count = operations.copy_plan(group, **facts)
    told: str = ngettext("%(num)s deliverable was copied. Give it an owner and a date.",
                         "%(num)s deliverables were copied. Give each an owner and a date.", count)  # fmt: skip
    return told


@bp.route("/groups/<code>/plan/merge", methods=["GET", "POST"])
@guard(P.MERGE_PLAN, loading.group)
def merge_plan(group: Group) -> Response:
    """Ask another group to take this plan into its own."""
    form = PlanMergeForm()
    form.about(group)
    return _asking(group, form, "merge", _asked)


def _asked(group: Group, **facts: Any) -> str:
    operations.ask_to_merge_plans(group, **facts)
    return _("Asked. It is the turn of that group’s leads.")


def _asking(group: Group, form: Form, what: str, work: Callable[..., str]) -> Response:
    """Show a small form about a plan, and do its work."""
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            said = work(group, actor=actor(), **form.facts())
            answer.go("groups.plan", code=group.code)
            answer.say(said)
        if answer.given:
            return answered(answer)
    here = again()
    crumbs = [*loading.crumbs(here), (_("Action plan"), url_for("groups.plan", code=here.code))]
    return page("groups/plan_ask.html", "form", form=form, group=here, what=what, crumbs=crumbs)


@bp.post("/groups/<code>/plan/merge/<int:id>/take-in")
@guard(P.TAKE_IN_PLAN, loading.plan_merger, on=lambda row: row.into)
def take_in_plan(row: PlanMerger) -> Response:
    """Take the plan of another group into this one."""
    with writing() as answer:
        count = operations.take_in_plan(row, actor=actor())
        answer.go("groups.plan", code=row.into.code)
        answer.say(ngettext("%(num)s deliverable came over.", "%(num)s deliverables came over.", count))
    return answered(answer)


@bp.post("/groups/<code>/plan/merge/<int:id>/decline")
@guard(P.TAKE_IN_PLAN, loading.plan_merger, on=lambda row: row.into)
def decline_plan(row: PlanMerger) -> Response:
    """Say no to a group that asks to have its plan taken in."""
    return _dropped(row, P.TAKE_IN_PLAN, row.into.code, _("Answered with no."))


@bp.post("/groups/<code>/plan/merge/<int:id>/take-back")
@guard(P.MERGE_PLAN, loading.plan_merger, on=lambda row: row.group)
def take_plan_back(row: PlanMerger) -> Response:
    """Leave the plan where it is after all."""
    return _dropped(row, P.MERGE_PLAN, row.group.code, _("Taken back."))


def _dropped(row: PlanMerger, permit: P, code: str, said: str) -> Response:
    with writing() as answer:
        operations.drop_plan_merger(row, permit=permit, actor=actor())
        answer.go("groups.plan", code=code)
        answer.say(said)
    return answered(answer)
