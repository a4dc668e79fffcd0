"""What bad input gets: a clear sentence that says what to do, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, current_app, render_template, request, session, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException, InternalServerError

from wgtool.kernel import doors, once
from wgtool.kernel.actors import actor, last_known
from wgtool.kernel.asked import SAFE
from wgtool.kernel.db import db
from wgtool.kernel.i18n import _
from wgtool.kernel.kept import told
from wgtool.kernel.outages import Outage, outage_of
from wgtool.kernel.refusals import Again, Forbidden, Refused
from wgtool.kernel.web import MEGABYTE, RESENT, SignInFirst, go, kept_fields, local, own_origin

_sign_in_form: Callable[[], Any] = lambda: None  # noqa: E731


def signs_in_with(form: Callable[[], Any]) -> None:
    """Register the form that the 401 page shows."""
    global _sign_in_form
    _sign_in_form = form


def answer(code: int, title: str, sentence: str, **context: Any) -> Response:
    """Give the error page with what the person had written."""
    pairs = kept_fields() if request.method not in SAFE and code != 413 else []  # what is too large was not read
    kept = told(pairs, request.path, asks=code < 500)
    back = local(request.referrer and request.referrer.removeprefix(request.host_url.rstrip("/")))
    html = render_template(
        "error.html", code=code, title=title, sentence=sentence, kept=kept, back=back, form=context.pop("form", None),
        **context,
    )  # fmt: skip
    return Response(html, status=code)


def sign_in_first(error: SignInFirst) -> Response:
    """Ask a guest to sign in, keeping a form of ours; a foreign one gets 400 and no text."""
    here = request.full_path.rstrip("?")
    if request.headers.get("HX-Request") == "true":
        url = url_for("accounts.sign_in", next=_where_to_return())
        return Response(status=401, headers={"HX-Redirect": url})
    if request.method not in SAFE:
        if not own_origin():
            return _from_elsewhere()
        session[RESENT] = here
    url = url_for("accounts.sign_in", next=here)
    return answer(401, _("Sign in first"), _("This needs to know who you are."), form=_sign_in_form(), sign_in_url=url)


def _from_elsewhere() -> Response:
    """Answer a form that no page of ours sent; an old browser that does not say is asked to sign in."""
    if own_origin() is False:
        doors.closed("a form from elsewhere")
        return answer(400, _("This came from elsewhere"), _("Open the page here and send it again."))
    url = url_for("accounts.sign_in")
    return answer(401, _("Sign in first"), _("This needs to know who you are."), form=_sign_in_form(), sign_in_url=url)


def _where_to_return() -> str | None:
    current = request.headers.get("HX-Current-URL", "")
    return local(current.removeprefix(request.host_url.rstrip("/")))


def forbidden(error: Forbidden) -> Response:
    """Say why this person may not."""
    doors.closed("not for this role")
    return answer(403, _("Not for this role"), str(error))


def refused(error: Refused) -> Response:
    """Say why the rules say no."""
    return answer(409, _("This was not done"), str(error))


def again(error: Again) -> Response:
    """Give a form sent twice the first one's answer."""
    return go(error.location)


def database(error: SQLAlchemyError) -> Response:
    """Answer for a database that is busy, full or away; anything else about it is a fault of ours."""
    if (outage := outage_of(error)) is None:
        raise error
    return _out(outage, error)


RETRY = {Outage.BUSY: "5", Outage.FULL: "300", Outage.AWAY: "30"}


def _out(outage: Outage, error: BaseException) -> Response:
    """Give the page of an outage, which asks the database nothing.

    Its form carries the token it came with: should the change have been kept although we were not told, as when the
    line breaks after the commit, sending it again is answered with the first one's page.
    """
    current_app.logger.error("the database is %s: %s", outage, type(getattr(error, "orig", error)).__name__)
    _without_database()
    once.same_again()
    response = answer(503, _title(outage), " ".join(_sentences(outage)))
    response.headers["Retry-After"] = RETRY[outage]
    return response


def _without_database() -> None:
    """Have the page's frame show what is known by now."""
    last_known()


def _title(outage: Outage) -> str:
    titles = {
        Outage.BUSY: _("Too busy just now"),
        Outage.FULL: _("There is no room left"),
        Outage.AWAY: _("The database does not answer"),
    }
    return titles[outage]


def _sentences(outage: Outage) -> list[str]:
    if request.method in SAFE:
        return [_("This page cannot be shown now. Nothing is lost; open it again in a minute.")]
    told = {
        Outage.BUSY: _("Your change could not be saved. Nothing is lost; send it again."),
        Outage.FULL: _("The disk of this installation is full, so your change could not be saved. Keep what you wrote, "
                       "tell the support team, and send it again later."),
        Outage.AWAY: _("Your change could not be saved. Nothing is lost; send it again in a minute."),
    }  # fmt: skip
    never_twice = [_("Should it have been saved after all, it is not done twice.")] if once.sent() else []
    return [told[outage], *never_twice]


def csrf_failed(error: CSRFError) -> Response:
    """Say that the page was open too long, keeping what was written on a page of ours."""
    doors.closed("a form without a token of ours")
    return answer(400, _("This page was open too long"), _("Look at what you wrote and send it again."))


def http(error: HTTPException) -> Response | HTTPException:
    """Give any other HTTP error its sentence."""
    code = error.code or 500
    if code < 400 or error.response is not None:
        return error
    titles = {
        404: (_("There is nothing here"), _("This page does not exist, or it is not for you.")),
        405: (_("This cannot be done this way"), _("Go back and use the button on the page.")),
        413: (_("This is too large"), _too_large()),
        429: (_("Too many tries"), _("Wait a few minutes, then try again.")),
    }
    if code == 429:
        doors.closed("too many tries")
    title, sentence = titles.get(code, (_("This did not work"), _("Go back and try again.")))
    if code == 404 and not actor().signed_in:
        sentence += " " + _("Sign in: it may be yours.")
    return answer(code, title, sentence)


def _too_large() -> str:
    """Say how much the form takes that was sent, or how much can be sent at all."""
    most = current_app.config["MAX_CONTENT_LENGTH"]
    takes = getattr(current_app.view_functions.get(request.endpoint or ""), "takes", most)
    said = f"{min(takes, most) / MEGABYTE:.3g}"
    if takes < most:
        return _("The largest file that this form takes is %(most)s MB, the longest text 500 kB.", most=said)
    return _("The largest that can be sent is %(most)s MB, a text 500 kB.", most=said)


def broken(error: InternalServerError) -> Response:
    """Say that the fault is ours, without a word of what it was; unless another page broke on a database that is away."""
    cause = getattr(error, "original_exception", None)
    if outage := outage_of(cause):
        return _out(outage, cause or error)
    _without_database()
    _let_go()
    return answer(500, _("Something broke"), _("It is our fault and has been written down. Nothing was changed."))


def _let_go() -> None:
    """End the transaction, if there is still somebody to tell."""
    try:
        db.session.rollback()
    except SQLAlchemyError:
        db.session().invalidate()


def register(app: Flask) -> None:
    """Have every error answered here."""
    app.register_error_handler(SignInFirst, sign_in_first)
    app.register_error_handler(Forbidden, forbidden)
    app.register_error_handler(Refused, refused)
    app.register_error_handler(Again, again)
    app.register_error_handler(SQLAlchemyError, database)
    app.register_error_handler(CSRFError, csrf_failed)
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(InternalServerError, broken)
