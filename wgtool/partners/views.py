"""Pages of partners."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from wgtool.kernel import permits, waits
from wgtool.kernel.actors import actor
from wgtool.kernel.addresses import each
from wgtool.kernel.db import Ref
from wgtool.kernel.i18n import _
from wgtool.kernel.leaving import leaves
from wgtool.kernel.lists import page_asked
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing
from wgtool.partners import listing, operations, queries
from wgtool.partners.forms import OrganisationForm
from wgtool.partners.models import Organisation, Type
from wgtool.partners.permits import P
from wgtool.partners.words import STANDINGS, TYPES

bp = Blueprint("partners", __name__)


def _organisation(slug: str) -> Organisation | None:
    return queries.by_slug(slug, seen_by=actor())


def _chosen() -> dict[str, Any]:
    """Give what the directory is narrowed to, as the address asks."""
    asked = request.args
    return {
        "words": asked.get("q", ""),
        "type": Type(asked["type"]) if asked.get("type") in set(Type) else None,
        "country": asked.get("country", ""),
    }


@bp.get("/partners")
@guard(P.READ)
def index() -> Response:
    """List who takes part."""
    chosen = _chosen()
    rows = queries.directory(seen_by=actor(), number=page_asked(), **chosen)
    return page(
        "partners/index.html", "list", rows=rows, chosen=chosen, types=TYPES, url=each("partners.detail", "slug")
    )


leaves(bp, "/partners", "index", P.READ, lambda: listing.sheet(_chosen(), seen_by=actor()))


@bp.get("/partners/<slug>")
@guard(P.READ, _organisation)
def detail(organisation: Organisation) -> Response:
    """Show an organisation: who it is, what it took on."""
    turns = waits.kept([Ref("organisation", organisation.id)], seen_by=actor()) if actor().signed_in else []
    return page("partners/detail.html", organisation=organisation, types=TYPES, standings=STANDINGS, turns=turns)


@bp.route("/partners/<slug>/edit", methods=["GET", "POST"])
@guard(P.EDIT, _organisation)
def edit(organisation: Organisation) -> Response:
    """Describe an organisation."""
    here = {"countries": [p.country for p in organisation.countries], "seen": organisation.version}
    form = OrganisationForm(obj=organisation, data=here)
    if not permits.allows(actor(), P.SET_STANDING, organisation):
        del form.standing
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            operations.describe(organisation, actor=actor(), **form.facts())
            answer.go("partners.detail", slug=organisation.slug)
            answer.say(_("Saved."))
        if answer.given:
            return answered(answer)
    return page("partners/edit.html", "form", form=form, organisation=again())


@bp.post("/partners/<slug>/look-at")
@guard(P.LOOK_AT, _organisation)
def look_at(organisation: Organisation) -> Response:
    """Say that the organisation exists."""
    with writing() as answer:
        operations.look_at(organisation, actor=actor())
        answer.go("partners.detail", slug=organisation.slug)
        answer.say(_("It is marked as looked at; its people can be confirmed."))
    return answered(answer)
