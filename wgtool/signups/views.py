"""Pages of sign-ups: signing up for an activity, and one sign-up with its steps."""

from __future__ import annotations

from flask import Blueprint, Response, url_for

from wgtool.history import queries as history
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _
from wgtool.kernel.steps import doors, mount_steps
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing
from wgtool.plan import queries as plan
from wgtool.plan import rules as plan_rules
from wgtool.plan.models import Item
from wgtool.signups import operations, panels, queries, suspended, words
from wgtool.signups.forms import OfferForm
from wgtool.signups.lifecycle import LIFE
from wgtool.signups.models import SignUp, Status
from wgtool.signups.permits import P

bp = Blueprint("signups", __name__)


def _activity(edition: str, number: str) -> Item | None:
    item = plan.item(edition, number)
    return item if item and plan_rules.is_activity(item) else None


def _signup(id: int) -> SignUp | None:
    return queries.seen(id, seen_by=actor())


def _url(signup: SignUp) -> str:
    return url_for("signups.detail", id=signup.id)


def _name(signup: SignUp) -> str:
    return _("%(organisation)s for %(number)s", organisation=signup.organisation.name, number=signup.item.number)


def _crumbs(signup: SignUp) -> list[tuple[str, str]]:
    item = signup.item
    above = url_for("plan.item", edition=item.edition.slug, number=item.number)
    return [(item.number, above), (signup.organisation.name, _url(signup))]


def _stands(signup: SignUp) -> str:
    """Say where a new sign-up stands."""
    if signup.status == Status.CONFIRMED:
        return _("Signed up. It counts from today.")
    if signup.provisional:
        return _("Your offer is kept. It is shown once somebody confirms that you belong to your organisation.")
    return _("Your offer stands. It waits to be confirmed.")


@bp.route("/plan/<edition>/<number>/sign-up", methods=["GET", "POST"])
@guard(P.OFFER, _activity)
def offer(item: Item) -> Response:
    """Sign up for an activity."""
    me = actor()
    form = OfferForm().fit(item, queries.organisation(me.organisation), me)
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            signup = operations.offer(item, actor=actor(), **form.facts_for(me.organisation))
            answer.go("signups.detail", id=signup.id)
            answer.say(_stands(signup))
        if answer.given:
            return answered(answer)
    return page("signups/offer.html", "form", form=form, **panels.around(again(), me, form))


@bp.get("/signups/<int:id>")
@guard(P.READ, _signup)
def detail(signup: SignUp) -> Response:
    """Show a sign-up: who offers what, where it stands, whose turn it is."""
    return page(
        "signups/detail.html", signup=signup, words=words, crumbs=_crumbs(signup), doors=doors(LIFE, signup, actor()),
        told=history.timeline(signup.ref, seen_by=actor()), lines=queries.turns(signup, seen_by=actor()),
        stands_still=bool(signup.is_open and signup.ends_on and suspended.suspended([signup.id])),
    )  # fmt: skip


mount_steps(bp, LIFE, "/signups/<int:id>", _signup, back=_url, named=_name, crumbs=_crumbs)
