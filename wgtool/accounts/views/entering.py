"""Coming in: joining, signing in and out, a forgotten password."""

from __future__ import annotations

from flask import Response, request, session, url_for

from wgtool.accounts import operations, queries
from wgtool.accounts import session as sessions
from wgtool.accounts.forms import ForgottenForm, JoinForm, SignInForm
from wgtool.accounts.models import Person
from wgtool.accounts.passwords import matches
from wgtool.accounts.permits import P
from wgtool.accounts.views import bp
from wgtool.kernel import doors, limits
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _
from wgtool.kernel.kept import told
from wgtool.kernel.refusals import Refused
from wgtool.kernel.web import KEPT, RESENT, answered, go, guard, kept_fields, local, page
from wgtool.kernel.writes import writing


@bp.route("/sign-in", methods=["GET", "POST"])
@guard(P.ENTER, guests=True)
def sign_in() -> Response:
    """Sign in; what was written before the session ended comes back to be sent."""
    form = SignInForm()
    next_page = local(request.args.get("next"))
    kept = told(kept_fields(KEPT), next_page or "")
    if form.validate_on_submit():
        if person := _who_is(form.email.data, form.password.data):
            resent = bool(kept) or (next_page is not None and session.get(RESENT) == next_page)
            sessions.sign_in(person)
            if resent and next_page:
                return page("accounts/kept.html", kept=kept, again=next_page)
            return go(next_page or url_for("overview.home"))
        doors.closed("not signed in: address and password do not go together", address=form.email.data)
        form.refusal = Refused(_("This address and password do not go together. Try again, or ask for a new password."))
    return page("accounts/sign_in.html", "form", form=form, kept=kept, next=next_page)


def _who_is(email: str, password: str) -> Person | None:
    """Give the person of an address and password; tries are counted by account and by network address."""
    limits.from_here("100/hour", "sign-in")
    limits.from_here("10/5 minutes", "sign-in", email)
    limits.take("100/hour", "sign-in to", email)
    person = queries.by_email(email)
    return person if matches(person, password) else None


@bp.post("/sign-out")
@guard(P.ENTER, guests=True)
def sign_out() -> Response:
    """Sign out here."""
    sessions.sign_out()
    return go(url_for("overview.home"))


@bp.route("/join", methods=["GET", "POST"])
@guard(P.ENTER, guests=True)
def join() -> Response:
    """Ask to come in; a link goes by mail, and the answer is the same whether the address is known."""
    form = JoinForm(data={"language": actor().language})
    if form.validate_on_submit():
        limits.from_here("60/hour", "join")
        limits.take("5/hour", "join as", form.email.data)
        with writing(refusals=form) as answer:
            operations.ask_to_join(actor=actor(), **form.facts())
            answer.go("accounts.mailed", what="join")
            answer.say("")
        if answer.given:
            return answered(answer)
    return page("accounts/join.html", "form", form=form)


@bp.route("/forgotten", methods=["GET", "POST"])
@guard(P.ENTER, guests=True)
def forgotten() -> Response:
    """Ask for a new password; the answer is the same whether the address is known."""
    form = ForgottenForm()
    if form.validate_on_submit():
        limits.from_here("60/hour", "forgotten")
        limits.take("5/hour", "forgotten by", form.email.data)
        with writing(refusals=form) as answer:
            operations.ask_for_password(email=form.email.data, actor=actor())
            answer.go("accounts.mailed", what="password")
            answer.say("")
        if answer.given:
            return answered(answer)
    return page("accounts/forgotten.html", "form", form=form)


@bp.get("/look-into-your-mail/<any(join, password, email):what>")
@guard(P.ENTER)
def mailed(what: str) -> Response:
    """Say that a mail is under way."""
    return page("accounts/mailed.html", what=what)
