"""The page a mailed link opens: it says what its one button does, and does nothing by itself, since scanners follow links."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response

from wgtool.accounts import operations, queries, rules, tokens
from wgtool.accounts import session as sessions
from wgtool.accounts.forms import AcceptForm, FirstAdminForm, PasswordForm
from wgtool.accounts.models import Link, Person, Purpose
from wgtool.accounts.passwords import hashed
from wgtool.accounts.permits import P
from wgtool.accounts.views import bp
from wgtool.kernel.actors import actor
from wgtool.kernel.forms import Form
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.web import answered, guard, page
from wgtool.kernel.writes import Answer, writing
from wgtool.partners import queries as partners

STATUS = {rules.Standing.USED: 200, rules.Standing.ENDED: 410, rules.Standing.UNKNOWN: 404}
FORMS: dict[Purpose, type[Form]] = {
    Purpose.JOIN: PasswordForm,
    Purpose.RESET: PasswordForm,
    Purpose.EMAIL: Form,
    Purpose.INVITATION: AcceptForm,
    Purpose.FIRST_ADMIN: FirstAdminForm,
}
DONE = {
    Purpose.JOIN: _l(
        "You are in. Until somebody confirms that you belong to your organisation you see the public part."
    ),
    Purpose.RESET: _l("Your new password counts. Everywhere else you are signed out."),
    Purpose.EMAIL: _l("Your new address counts from now."),
    Purpose.INVITATION: _l("You are in, and confirmed."),
    Purpose.FIRST_ADMIN: _l("You administer this installation. Name the support team first, under People."),
}
DOES: dict[Purpose, Callable[..., Person]] = {
    Purpose.JOIN: operations.join,
    Purpose.RESET: operations.set_password,
    Purpose.EMAIL: operations.confirm_email,
    Purpose.INVITATION: operations.accept_as_new,
    Purpose.FIRST_ADMIN: operations.become_first_admin,
}


@bp.route("/link/<token>", methods=["GET", "POST"])
@guard(P.ENTER, guests=True)
def link(token: str) -> Response:
    """Show what a mailed link does, and do it by its button."""
    found = queries.link(tokens.digest(token))
    standing = rules.standing(found)
    if found is None or standing != rules.Standing.OPEN:
        return page("accounts/link_closed.html", status=STATUS[standing], link=found, standing=standing)
    if found.purpose == Purpose.INVITATION:
        return _invitation(found, token)
    return _use(found, token)


def _use(found: Link, token: str, **shown: Any) -> Response:
    """Show the form of a link's purpose and take it; whoever uses one with a password is signed in."""
    form, purpose, owner = FORMS[found.purpose](), found.purpose, found.person_id
    if form.validate_on_submit():
        person, facts = None, _facts(found, form)
        with writing(refusals=form) as answer:
            person = DOES[purpose](found, **facts)
            answer.go(_next(purpose, owner))
        if answer.given and person is not None:
            answer.say(DONE[purpose])
            return _used(answer, purpose, person)
    found = queries.link(tokens.digest(token)) or found
    organisation = _organisation(found)
    return page("accounts/link.html", "form", form=form, link=found, token=token, organisation=organisation, **shown)


def _next(purpose: Purpose, owner: int | None) -> str:
    """Give the page after: home for who is signed in by it; a new address may be confirmed in another browser."""
    if purpose != Purpose.EMAIL:
        return "overview.home"
    return "accounts.me" if owner == actor().person else "accounts.sign_in"


def _used(answer: Answer, purpose: Purpose, person: Person) -> Response:
    if purpose != Purpose.EMAIL:
        sessions.sign_in(person)
    return answered(answer)


def _facts(found: Link, form: Form) -> dict[str, object]:
    """Give what was filled in, with the password hashed before anybody's lock is taken."""
    facts = form.facts()
    if "password" in facts:
        facts["password"] = hashed(facts["password"])
    if found.purpose == Purpose.INVITATION:
        facts["language"] = actor().language
    return facts


def _organisation(found: Link) -> str:
    """Give the name of the organisation a link to join is about."""
    if found.purpose != Purpose.JOIN or not found.facts:
        return ""
    chosen = found.facts.get("organisation")
    return partners.names([chosen]).get(chosen, "") if chosen else str(found.facts.get("new_name", ""))


def _invitation(found: Link, token: str) -> Response:
    """Show an invitation: to somebody new a form, to who has an account one button, once signed in."""
    invitation = queries.invitation(found.subject or 0)
    if invitation is None or not invitation.open:
        return page("accounts/link_closed.html", status=410, link=found, standing=rules.Standing.ENDED)
    known = queries.by_email(invitation.email)
    if known is None:
        return _use(found, token, invitation=invitation)
    form = Form()
    if known.id == actor().person and form.validate_on_submit():
        with writing(refusals=form) as answer:
            operations.accept(found, actor=actor())
            answer.go("accounts.me")
            answer.say(_("Accepted: you belong to the organisation."))
        if answer.given:
            return answered(answer)
        invitation = queries.invitation(found.subject or 0)
        known = queries.with_place(actor().person or 0)
    return page("accounts/invitation.html", "form", form=form, invitation=invitation, known=known, token=token)
