"""Mail that did not leave, for the support team; all mail, in a demonstration only."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for

from wgtool.kernel.i18n import _
from wgtool.kernel.installation import is_demo, mail_held_since
from wgtool.kernel.lists import page_asked
from wgtool.kernel.web import answered, guard, page
from wgtool.kernel.writes import writing
from wgtool.notifications import operations, queries, tokens
from wgtool.notifications.models import Mail
from wgtool.notifications.permits import P

bp = Blueprint("notifications", __name__)


def _mail(id: int) -> Mail | None:
    return queries.by_id(id)


def _demo() -> bool | None:
    return is_demo() or None


@bp.get("/mail/undelivered")
@guard(P.SEE_UNDELIVERED)
def undelivered() -> Response:
    """List mail that was tried and did not leave."""
    return page("notifications/undelivered.html", rows=queries.undelivered(page_asked()), held=mail_held_since())


@bp.post("/mail/<int:id>/again")
@guard(P.SEE_UNDELIVERED, _mail)
def again(mail: Mail) -> Response:
    """Try a mail again."""
    with writing() as answer:
        operations.try_again(mail)
        answer.go("notifications.undelivered")
        answer.say(_("It goes out with the next delivery."))
    return answered(answer)


@bp.post("/mail/<int:id>/drop")
@guard(P.SEE_UNDELIVERED, _mail)
def drop(mail: Mail) -> Response:
    """Give a mail up."""
    with writing() as answer:
        operations.drop(mail)
        answer.go("notifications.undelivered")
        answer.say(_("It will not be sent."))
    return answered(answer)


@bp.get("/demo/mails")
@guard(P.SEE_DEMO, _demo)
def demo(here: bool) -> Response:
    """Show the mails of a demonstration, which leave nowhere."""
    return page("notifications/demo.html", rows=queries.latest(page_asked()))


def _reader(token: str) -> str | None:
    return tokens.read(token)


@bp.route("/mail/stop/<token>", methods=["GET", "POST"])
@guard(P.STOP, _reader, guests=True, csrf_exempt=True)
def stop(reader: str) -> Response:
    """Stop reminders to the reader a mailed link names, by one click in a mail program or here; or begin them again."""
    here = url_for("notifications.stop", token=request.view_args["token"] if request.view_args else "")
    if request.method == "POST":
        with writing() as answer:
            operations.stop_reminders(reader, stop=not request.form.get("again"))
            answer.to(here)
            answer.say("")
        return answered(answer)
    return page("notifications/stop.html", here=here, stopped=queries.no_reminders(reader))
