"""The people of an organisation: confirmed, invited, named focal point, ended."""

from __future__ import annotations

from flask import Response, url_for

from wgtool.accounts import operations, queries
from wgtool.accounts.forms import InviteForm
from wgtool.accounts.models import Belonging, Invitation
from wgtool.accounts.permits import P
from wgtool.accounts.views import bp
from wgtool.kernel import limits
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _
from wgtool.kernel.web import again, answered, go, guard, page
from wgtool.kernel.writes import Answer, writing
from wgtool.partners import queries as partners
from wgtool.partners.models import Organisation


def _by_slug(slug: str) -> Organisation | None:
    return partners.bare(slug, seen_by=actor())


def _by_id(id: int) -> Organisation | None:
    return partners.by_id(id, seen_by=actor())


def _known(organisation: int) -> bool:
    """Say whether who belongs to an organisation is the reader's to know: its own people's and the support team's."""
    return actor().supports or organisation in actor().ids("organisation")


def _belonging(id: int) -> Belonging | None:
    found = queries.belonging(id)
    return found if found and _known(found.organisation_id) else None


def _invitation(id: int) -> Invitation | None:
    found = queries.invitation(id)
    return found if found and _known(found.organisation_id) else None


@bp.get("/organisations/<int:id>/people")
@guard(P.MANAGE_PEOPLE, _by_id)
def organisation(organisation: Organisation) -> Response:
    """Lead from a waiting line to the page of the people."""
    return go(url_for("accounts.people_of", slug=organisation.slug))


@bp.route("/partners/<slug>/people", methods=["GET", "POST"])
@guard(P.MANAGE_PEOPLE, _by_slug)
def people_of(organisation: Organisation) -> Response:
    """Show who belongs to an organisation, and invite."""
    form = InviteForm()
    if form.validate_on_submit():
        limits.take("50/hour", "invitations by", str(actor().person))
        with writing(refusals=form) as answer:
            operations.invite(organisation, actor=actor(), **form.facts())
            answer.go("accounts.people_of", slug=organisation.slug, anchor="invited")
            answer.say(_("Invited. They are told by mail."))
        if answer.given:
            return answered(answer)
        organisation = again()
    people, former = queries.people_of(organisation.id)
    return page(
        "accounts/people_of.html", "form", form=form, organisation=organisation, people=people, former=former,
        invitations=queries.open_invitations(organisation.id),
    )  # fmt: skip


@bp.post("/belongings/<int:id>/confirm")
@guard(P.CHANGE_BELONGING, _belonging)
def confirm(belonging: Belonging) -> Response:
    """Say that somebody belongs there."""
    slug = belonging.organisation.slug
    with writing() as answer:
        operations.confirm(belonging, actor=actor())
        answer.go("accounts.people_of", slug=slug)
        answer.say(_("Confirmed. What they proposed or offered stands now."))
    return answered(answer)


@bp.post("/belongings/<int:id>/end")
@guard(P.CHANGE_BELONGING, _belonging)
def end(belonging: Belonging) -> Response:
    """Say that somebody does not belong there, or no more."""
    slug, own = belonging.organisation.slug, belonging.person_id == actor().person
    with writing() as answer:
        operations.end(belonging, actor=actor())
        _back(answer, slug, own)
        answer.say(_("It ends today."))
    return answered(answer)


@bp.post("/belongings/<int:id>/focal")
@guard(P.CHANGE_BELONGING, _belonging)
def name_focal(belonging: Belonging) -> Response:
    """Make somebody focal point."""
    return _set_focal(belonging, focal=True)


@bp.post("/belongings/<int:id>/no-focal")
@guard(P.CHANGE_BELONGING, _belonging)
def end_focal(belonging: Belonging) -> Response:
    """End that somebody is focal point."""
    return _set_focal(belonging, focal=False)


def _set_focal(belonging: Belonging, *, focal: bool) -> Response:
    slug, own = belonging.organisation.slug, belonging.person_id == actor().person
    with writing() as answer:
        operations.set_focal(belonging, focal=focal, actor=actor())
        _back(answer, slug, own)
        answer.say(_("Focal point from today.") if focal else _("Not focal point any more."))
    return answered(answer)


def _back(answer: Answer, slug: str, own: bool) -> None:
    """Go back to the people, or to one's own account where one's own part has ended."""
    if own and not actor().supports:
        answer.go("accounts.me")
    else:
        answer.go("accounts.people_of", slug=slug)


@bp.post("/invitations/<int:id>/resend")
@guard(P.CHANGE_INVITATION, _invitation)
def resend(invitation: Invitation) -> Response:
    """Send an invitation again."""
    limits.take("50/hour", "invitations by", str(actor().person))
    slug = invitation.organisation.slug
    with writing() as answer:
        operations.resend(invitation, actor=actor())
        answer.go("accounts.people_of", slug=slug, anchor="invited")
        answer.say(_("Sent again."))
    return answered(answer)


@bp.post("/invitations/<int:id>/revoke")
@guard(P.CHANGE_INVITATION, _invitation)
def revoke(invitation: Invitation) -> Response:
    """Take an invitation back."""
    slug = invitation.organisation.slug
    with writing() as answer:
        operations.revoke(invitation, actor=actor())
        answer.go("accounts.people_of", slug=slug, anchor="invited")
    return answered(answer)
