"""Coming into a group: asking, inviting, answering."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response

from wgtool.groups import operations, queries
from wgtool.groups.forms import AskForm, InviteForm, SomebodyForm
from wgtool.groups.models import Group, Membership
from wgtool.groups.permits import P
from wgtool.groups.views import bp, loading
from wgtool.groups.views.describing import asked
from wgtool.groups.views.reading import said
from wgtool.groups.words import ROLES
from wgtool.kernel.actors import actor
from wgtool.kernel.forms import Form
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing


def _asking(group: Group, form: Form, what: str, work: Callable[..., Any], done: Any) -> Response:
    """Show a small form about a group, and do its work."""
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            work(group, actor=actor(), **form.facts())
            answer.go("groups.members", code=group.code)
            answer.say(done)
        if answer.given:
            return answered(answer)
    return page("groups/ask.html", "form", form=form, **asked(again(), what))


@bp.route("/groups/<code>/join", methods=["GET", "POST"])
@guard(P.ASK, loading.group)
def join(group: Group) -> Response:
    """Ask to join."""
    return _asking(group, AskForm(), "join", operations.ask, _("Asked. It is the turn of its leads now."))


@bp.route("/groups/<code>/invite", methods=["GET", "POST"])
@guard(P.INVITE, loading.group)
def invite(group: Group) -> Response:
    """Invite somebody."""
    return _asking(group, InviteForm(), "invite", operations.invite, _("Invited. They are told by mail."))


@bp.route("/groups/<code>/focal", methods=["GET", "POST"])
@guard(P.NAME_FOCAL, loading.group)
def focal(group: Group) -> Response:
    """Name the SAG focal point."""
    return _asking(group, SomebodyForm(), "focal", operations.name_focal, _("The SAG focal point is named."))


@bp.get("/groups/<code>/members/<int:id>")
@guard(P.SEE_MEMBERSHIP, loading.membership)
def membership(row: Membership) -> Response:
    """Show a membership and what can be done with it."""
    heirs = [m for m in row.group.memberships if m.id == row.handed_to]
    givers = [m for m in row.group.memberships if m.handed_to == row.id]
    names = queries.known_names([row, *heirs, *givers], seen_by=actor())
    return page("groups/membership.html", row=row, group=row.group, heir=next(iter(heirs), None),
                giver=next(iter(givers), None), names=names, roles=ROLES, crumbs=loading.crumbs(row.group),
                turns=said(queries.turns([row.ref], seen_by=actor())))  # fmt: skip


def _button(path: str, permit: P, work: Callable[..., Any], done: Any) -> None:
    """Mount a step on a membership that needs no words."""

    def press(row: Membership) -> Response:
        with writing() as answer:
            work(row, actor=actor())
            answer.go("groups.members", code=row.group.code)
            answer.say(done)
        return answered(answer)

    press.__name__, press.__doc__ = path.replace("-", "_"), work.__doc__
    bp.post(f"/groups/<code>/members/<int:id>/{path}")(guard(permit, loading.membership)(press))


_button("accept", P.ANSWER, operations.accept, _l("Accepted: you are in the group."))
_button("decline", P.ANSWER, operations.decline, _l("Declined. Who invited you sees it."))
_button("admit", P.ANSWER_REQUEST, operations.admit, _l("They are in the group."))
_button("turn-down", P.ANSWER_REQUEST, operations.turn_down, _l("Answered with no."))
_button("revoke", P.REVOKE, operations.revoke, _l("Taken back."))
_button("take-over", P.TAKE_OVER, operations.receive, _l("You took it over."))
_button("keep", P.KEEP, operations.keep, _l("It stays where it is."))
