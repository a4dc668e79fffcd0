"""Changing roles, handing over, leaving."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response

from wgtool.groups import operations
from wgtool.groups.forms import EndForm, HandOverForm, RoleForm
from wgtool.groups.models import Membership
from wgtool.groups.permits import P
from wgtool.groups.views import bp, loading
from wgtool.groups.views.describing import asked
from wgtool.kernel import holdings
from wgtool.kernel.actors import actor
from wgtool.kernel.forms import Form
from wgtool.kernel.i18n import _
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing


def _asking(row: Membership, form: Form, what: str, work: Callable[..., Any], done: Any) -> Response:
    """Show a small form about a membership, and do its work."""
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            work(row, actor=actor(), **form.facts())
            answer.go("groups.members", code=row.group.code)
            answer.say(done)
        if answer.given:
            return answered(answer)
    here = again()
    held = holdings.open(here.ref) if what == "end" else []
    return page("groups/ask.html", "form", form=form, row=here, own=here.person_id == actor().person, held=held,
                **asked(here.group, what))  # fmt: skip


@bp.route("/groups/<code>/members/<int:id>/role", methods=["GET", "POST"])
@guard(P.CHANGE_ROLE, loading.membership)
def role(row: Membership) -> Response:
    """Give somebody another role."""
    return _asking(row, RoleForm(obj=row), "role", operations.change_role, _("The role is changed from today."))


@bp.route("/groups/<code>/members/<int:id>/end", methods=["GET", "POST"])
@guard(P.END, loading.membership)
def end(row: Membership) -> Response:
    """Leave, or have somebody leave."""
    return _asking(row, EndForm(), "end", operations.end, _("The membership ends today."))


@bp.route("/groups/<code>/members/<int:id>/hand-over", methods=["GET", "POST"])
@guard(P.HAND_OVER, loading.membership)
def hand_over(row: Membership) -> Response:
    """Hand a role over."""
    form = HandOverForm()
    form.about(row)
    return _asking(row, form, "hand-over", operations.hand_over, _("Done. Who takes it over is told."))
