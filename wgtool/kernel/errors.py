"""What bad input gets: a clear sentence that says what to do, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, render_template, request, session, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from wgtool.kernel.actors import actor
from wgtool.kernel.db import db
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Again, Forbidden, Refused
from wgtool.kernel.web import RESENT, SAFE, SignInFirst, go, kept_fields, local, own_origin
from wgtool.kernel.writes import Busy

_sign_in_form: Callable[[], Any] = lambda: None  # noqa: E731


def signs_in_with(form: Callable[[], Any]) -> None:
    """Register the form that the 401 page shows."""
    global _sign_in_form
    _sign_in_form = form


def answer(code: int, title: str, sentence: str, **context: Any) -> Response:
    """Give the error page with what the person had written."""
    kept = kept_fields() if request.method not in SAFE and code != 413 else []  # what is too large was not read
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
        return answer(400, _("This came from elsewhere"), _("Open the page here and send it again."))
    url = url_for("accounts.sign_in")
    return answer(401, _("Sign in first"), _("This needs to know who you are."), form=_sign_in_form(), sign_in_url=url)


def _where_to_return() -> str | None:
    current = request.headers.get("HX-Current-URL", "")
    return local(current.removeprefix(request.host_url.rstrip("/")))


def forbidden(error: Forbidden) -> Response:
    """Say why this person may not."""
    return answer(403, _("Not for this role"), str(error))


def refused(error: Refused) -> Response:
    """Say why the rules say no."""
    return answer(409, _("This was not done"), str(error))


def again(error: Again) -> Response:
    """Give a form sent twice the first one's answer."""
    return go(error.location)


def busy(error: Busy) -> Response:
    """Say that the database cannot take a change now."""
    response = answer(503, _("Too busy just now"), _("Your change could not be saved. Nothing is lost; send it again."))
    response.headers["Retry-After"] = "5"
    return response


def csrf_failed(error: CSRFError) -> Response:
    """Say that the page was open too long, keeping what was written on a page of ours."""
    return answer(400, _("This page was open too long"), _("Look at what you wrote and send it again."))


def http(error: HTTPException) -> Response | HTTPException:
    """Give any other HTTP error its sentence."""
    code = error.code or 500
    if code < 400 or error.response is not None:
        return error
    titles = {
        404: (_("There is nothing here"), _("This page does not exist, or it is not for you.")),
        405: (_("This cannot be done this way"), _("Go back and use the button on the page.")),
        413: (_("This is too large"), _("The largest that can be sent is 10 MB, a text 500 kB.")),
        429: (_("Too many tries"), _("Wait a few minutes, then try again.")),
    }
    title, sentence = titles.get(code, (_("This did not work"), _("Go back and try again.")))
    if code == 404 and not actor().signed_in:
        sentence += " " + _("Sign in: it may be yours.")
    return answer(code, title, sentence)


def broken(error: InternalServerError) -> Response:
    """Say that the fault is ours, without a word of what it was."""
    db.session.rollback()
    return answer(500, _("Something broke"), _("It is our fault and has been written down. Nothing was changed."))


def register(app: Flask) -> None:
    """Have every error answered here."""
    app.register_error_handler(SignInFirst, sign_in_first)
    app.register_error_handler(Forbidden, forbidden)
    app.register_error_handler(Refused, refused)
    app.register_error_handler(Again, again)
    app.register_error_handler(Busy, busy)
    app.register_error_handler(CSRFError, csrf_failed)
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(InternalServerError, broken)
