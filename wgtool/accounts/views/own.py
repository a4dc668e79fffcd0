"""One's own account."""

from __future__ import annotations

from flask import Response, session

from wgtool.accounts import operations, queries, rules
from wgtool.accounts import session as sessions
from wgtool.accounts.forms import ChangePasswordForm, EmailForm, LeaveForm, ProfileForm
from wgtool.accounts.models import Person
from wgtool.accounts.passwords import hashed, matches
from wgtool.accounts.permits import P
from wgtool.accounts.views import bp
from wgtool.accounts.words import ROLES
from wgtool.kernel import doors, limits
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _, reading_as
from wgtool.kernel.web import SignInFirst, answered, guard, page
from wgtool.kernel.writes import Answer, writing


def _me() -> Person:
    """Give the row of who is signed in, as it is now."""
    found = queries.with_place(actor().person or 0)
    if found is None:
        raise SignInFirst
    return found


def _is_theirs(field: object, password: str) -> bool:
    """Say whether the password is right; put the sentence on the field if not. Tries are counted."""
    limits.take("20/hour", "password of", str(actor().person))
    if matches(_me(), password):
        return True
    doors.closed("asked for the password again, and it was not right")
    field.errors = [_("This is not your password.")]  # type: ignore[attr-defined]
    return False


@bp.route("/me", methods=["GET", "POST"])
@guard(P.OWN)
def me() -> Response:
    """Show one's own account, and change what it says."""
    form = ProfileForm(obj=_me())
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            operations.describe(_me(), actor=actor(), **form.facts())
            answer.go("accounts.me")
            with reading_as(form.language.data):  # the next page is in what was just chosen
                answer.say(_("Saved."))
        if answer.given:
            session.pop("language", None)  # what this browser chose gives way to what was just saved
            return answered(answer)
    person = _me()
    return page(
        "accounts/me.html", "form", form=form, person=person, belonging=rules.current_belonging(person),
        roles=[role for role in queries.roles_of(person.id) if role.is_current], words=ROLES,
    )  # fmt: skip


@bp.route("/me/email", methods=["GET", "POST"])
@guard(P.OWN)
def email() -> Response:
    """Change the address: a link goes to the new one."""
    form = EmailForm()
    if form.validate_on_submit() and _is_theirs(form.password, form.password.data):
        limits.take("10/hour", "new address of", str(actor().person))
        with writing(refusals=form) as answer:
            operations.ask_for_email(_me(), email=form.email.data, actor=actor())
            answer.go("accounts.mailed", what="email")
            answer.say("")
        if answer.given:
            return answered(answer)
    return page("accounts/email.html", "form", form=form, person=_me())


@bp.route("/me/password", methods=["GET", "POST"])
@guard(P.OWN)
def password() -> Response:
    """Change the password; every other session ends."""
    form = ChangePasswordForm()
    if form.validate_on_submit() and _is_theirs(form.old_password, form.old_password.data):
        new = hashed(form.password.data)
        with writing(refusals=form) as answer:
            operations.change_password(_me(), password=new, actor=actor())
            answer.go("accounts.me")
        if answer.given:
            answer.say(_("Your password is changed. Everywhere else you are signed out."))
            return _stay(answer)
    return page("accounts/password.html", "form", form=form)


def _stay(answer: Answer) -> Response:
    """Keep this session, of all that a new password ends."""
    if person := queries.by_id(sessions.person_of_cookie()):
        sessions.sign_in(person)
    return answered(answer)


@bp.post("/me/sign-out-everywhere")
@guard(P.OWN)
def sign_out_everywhere() -> Response:
    """End all sessions, this one too."""
    with writing() as answer:
        operations.sign_out_everywhere(_me(), actor=actor())
        answer.go("accounts.sign_in")
        answer.say(_("You are signed out everywhere."))
    sessions.sign_out()
    return answered(answer)


@bp.route("/me/leave", methods=["GET", "POST"])
@guard(P.OWN)
def leave() -> Response:
    """Leave and be forgotten."""
    form = LeaveForm()
    if form.validate_on_submit() and _is_theirs(form.password, form.password.data):
        with writing(refusals=form) as answer:
            operations.forget(_me(), actor=actor())
            answer.go("overview.home")
            answer.say(_("You have left. Your name and address are gone from here."))
        if answer.given:
            sessions.sign_out()
            return answered(answer)
    return page("accounts/leave.html", "form", form=form, person=_me())
