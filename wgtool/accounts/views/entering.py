"""Coming in: signing in and out."""

from __future__ import annotations

from flask import Response, request, url_for

from wgtool.accounts import queries, session
from wgtool.accounts.forms import SignInForm
from wgtool.accounts.passwords import matches
from wgtool.accounts.permits import P
from wgtool.accounts.views import bp
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.web import go, guard, kept_fields, local, page


@bp.route("/sign-in", methods=["GET", "POST"])
@guard(P.ENTER, guests=True)
def sign_in() -> Response:
    """Sign in; what was written before the session ended comes back to be sent."""
    form = SignInForm()
    next_page = local(request.args.get("next"))
    kept = [(n, n.replace("_", " ").capitalize(), v) for n, v in kept_fields() if n not in form]
    if form.validate_on_submit():
        person = queries.by_email(form.email.data)
        if matches(person, form.password.data) and person is not None:
            session.sign_in(person)
            if kept:
                return page("accounts/kept.html", kept=kept, again=next_page or url_for("overview.home"))
            return go(next_page or url_for("overview.home"))
        form.refusal = Refused(_("This address and password do not go together. Try again, or ask for a new password."))
    return page("accounts/sign_in.html", "form", form=form, kept=kept, next=next_page)


@bp.post("/sign-out")
@guard(P.ENTER, guests=True)
def sign_out() -> Response:
    """Sign out here."""
    session.sign_out()
    return go(url_for("overview.home"))


@bp.get("/join")
@guard(P.ENTER)
def join() -> Response:
    """Come in."""
    return page("accounts/sign_in.html", "form", form=SignInForm(), kept=[], next=None)
