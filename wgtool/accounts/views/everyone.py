"""All people, and the roles that hang on no single group, body or organisation."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from wgtool.accounts import operations, queries, rules
from wgtool.accounts.forms import CoordinatorForm, RoleForm, TeamForm
from wgtool.accounts.models import Person, Role, RoleName
from wgtool.accounts.permits import P
from wgtool.accounts.views import bp
from wgtool.accounts.words import ROLES
from wgtool.kernel.actors import actor
from wgtool.kernel.addresses import each
from wgtool.kernel.i18n import _
from wgtool.kernel.lists import page_asked
from wgtool.kernel.permits import allows
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing

TEAM, COUNTRY = "team-", "country-"


def _person(id: int) -> Person | None:
    """Load a person for who looks after people; for others there is nobody."""
    return queries.person(id) if allows(actor(), P.READ_PEOPLE) else None


def _role(id: int) -> Role | None:
    return queries.role(id) if allows(actor(), P.READ_PEOPLE) else None


@bp.get("/people")
@guard(P.READ_PEOPLE)
def everyone() -> Response:
    """Find people; who waits to be confirmed stands first."""
    words = request.args.get("q", "")[:100]
    rows = queries.search(words, page_asked())
    return page(
        "accounts/everyone.html", "list", rows=rows, words=words, url=each("accounts.person", "id"),
        partner_url=each("partners.detail", "slug"),
    )  # fmt: skip


@bp.get("/people/<int:id>")
@guard(P.READ_PEOPLE, _person)
def person(person: Person) -> Response:
    """Show a person: where they belong, what they are, what happened."""
    return _page(person, RoleForm(formdata=None))


def _page(person: Person, form: RoleForm) -> Response:
    """Show a person with the forms the actor may use; one that was sent brings its errors."""
    team = form if isinstance(form, TeamForm) else TeamForm(formdata=None, prefix=TEAM)
    coordinator = form if isinstance(form, CoordinatorForm) else CoordinatorForm(formdata=None, prefix=COUNTRY)
    return page(
        "accounts/person.html", form=form, person=person, team=team, coordinator=coordinator, words=ROLES,
        belonging=rules.current_belonging(person), roles=queries.roles_of(person.id),
    )  # fmt: skip


@bp.post("/people/<int:id>/team")
@guard(P.NAME_SUPPORT, _person)
def name_to_team(person: Person) -> Response:
    """Name somebody administrator or into the support team."""
    return _give(person, TeamForm(prefix=TEAM))


@bp.post("/people/<int:id>/coordinator")
@guard(P.GIVE_ROLES, _person)
def name_coordinator(person: Person) -> Response:
    """Name somebody coordinator for a country."""
    return _give(person, CoordinatorForm(prefix=COUNTRY), name=RoleName.COORDINATOR)


def _give(person: Person, form: RoleForm, **more: Any) -> Response:
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            operations.give_role(person, actor=actor(), **more, **form.facts())
            answer.go("accounts.person", id=person.id)
            answer.say(_("The role is given from today."))
        if answer.given:
            return answered(answer)
    return _page(again(), form)


@bp.post("/roles/<int:id>/end")
@guard(P.END_ROLE, _role)
def end_role(role: Role) -> Response:
    """End a role today."""
    person = role.person_id
    with writing() as answer:
        operations.end_role(role, actor=actor())
        answer.go("accounts.person", id=person)
        answer.say(_("The role ends today."))
    return answered(answer)
