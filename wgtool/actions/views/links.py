"""The page of a mailed link, where a contact without account reports; and the one where they say that they did not."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, request

from wgtool.actions import asking, operations, queries, rules, tokens
from wgtool.actions.answers import SAYINGS, Answer, Say
from wgtool.actions.forms import LinkForm
from wgtool.actions.models import ActionPoint, Report
from wgtool.actions.permits import P
from wgtool.actions.views import bp
from wgtool.actions.words import WORDS
from wgtool.files import queries as files
from wgtool.files.models import Attachment
from wgtool.kernel import text
from wgtool.kernel.actors import actor
from wgtool.kernel.forms import Form
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing


@dataclass(frozen=True)
class Opened:
    """A link that was opened: what it says, the action point, and the report that came by it."""

    token: str
    ticket: tokens.Ticket
    point: ActionPoint
    report: Report | None
    file: Attachment | None = None

    @property
    def fixed(self) -> str | None:
        """Say why the file that came by it stays, if it does."""
        return operations.fixed(self.point, self.ticket)


def _opened(token: str) -> Opened | None:
    ticket = tokens.read_report(token)
    point = queries.by_id(ticket.point) if ticket else None
    if ticket is None or point is None:
        return None
    given = queries.by_link(ticket.digest)
    return Opened(token, ticket, point, given, files.there(given.file_id) if given else None)


@bp.route("/actions/report/<token>", methods=["GET", "POST"])
@guard(P.USE_LINK, _opened, guests=True)
def report(opened: Opened) -> Response:
    """Show what is asked, and take one report as the contact the link names."""
    form = LinkForm()
    if form.is_submitted() and _takes(opened, form):
        with writing(refusals=form) as answer:
            operations.report_by_link(opened.ticket, _said(opened.point, form), actor=actor())
            answer.go("actions.report", token=opened.token)
            answer.say("")
        if answer.given:
            return answered(answer)
        opened = again()
    point = opened.point
    return page(
        "actions/report.html", "form", form=form, opened=opened, point=point, owner=asking.owner_name(point),
        closed=operations.closed_to(point, opened.ticket), flags=rules.flags(point), sayings=SAYINGS,
        given=request.form, **WORDS,
    )  # fmt: skip


@bp.post("/actions/report/<token>/remove-file")
@guard(P.USE_LINK, _opened, guests=True)
def remove_file(opened: Opened) -> Response:
    """Take away the file that came by the link."""
    with writing() as answer:
        operations.take_file_back(opened.ticket, actor=actor())
        answer.go("actions.report", token=opened.token)
        answer.say(_("The file is removed. That it was there stays told."))
    return answered(answer)


def _takes(opened: Opened, form: LinkForm) -> bool:
    """Take the file in, but nothing by a link that is closed: who holds one leaves nothing here."""
    if objection := operations.closed_to(opened.point, opened.ticket):
        form.refusal = Refused(objection)
        return False
    return bool(form.validate())


def _said(point: ActionPoint, form: LinkForm) -> Answer:
    given = {name: text.clean(request.form.get(name, "")) for name in ("say", "text", "evidence")}
    say = Say(given["say"]) if given["say"] in set(Say) else None
    return Answer(point, say, given["text"], given["evidence"], file=form.kept)


def _reported(token: str) -> Report | None:
    ticket = tokens.read_disown(token)
    found = queries.report_with(ticket.point) if ticket and not ticket.late else None
    return found if found and found.link else None


@bp.route("/actions/not-mine/<token>", methods=["GET", "POST"])
@guard(P.USE_LINK, _reported, guests=True)
def not_mine(report: Report) -> Response:
    """Show a report that came by somebody's link; by the one button they say that it is not theirs."""
    form = Form()
    token = request.view_args["token"] if request.view_args else ""
    if form.is_submitted():
        with writing(refusals=form) as answer:
            operations.disown(report, actor=actor())
            answer.go("actions.not_mine", token=token)
            answer.say("")
        if answer.given:
            return answered(answer)
        report = again()
    point = queries.by_id(report.action_id)
    return page("actions/not_mine.html", form=form, report=report, point=point, token=token, **WORDS)
