"""Pages of sign-ups: signing up for an activity or a deliverable, and one sign-up with its steps."""

from __future__ import annotations

from flask import Blueprint, Response, request

from wgtool.groups import queries as groups
from wgtool.groups.models import Deliverable, Group, Progress
from wgtool.history import queries as history
from wgtool.kernel.actors import actor
from wgtool.kernel.addresses import each, url_for
from wgtool.kernel.i18n import _, ngettext
from wgtool.kernel.leaving import leaves
from wgtool.kernel.steps import doors, mount_steps
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.whose import turns
from wgtool.kernel.writes import writing
from wgtool.plan import queries as plan
from wgtool.plan import rules as plan_rules
from wgtool.plan.models import Item
from wgtool.signups import listing, operations, panels, queries, raci, rules, suspended, words
from wgtool.signups.forms import FollowForm, OfferForm
from wgtool.signups.lifecycle import LIFE
from wgtool.signups.models import SignUp, Status, Taken
from wgtool.signups.permits import P

bp = Blueprint("signups", __name__)
leaves(bp, "/signups", "index", P.READ, lambda: listing.sheet(request.args, seen_by=actor()))


def _activity(edition: str, number: str) -> Item | None:
    item = plan.shown(edition, number)
    return item if item and plan_rules.is_activity(item) else None


def _group(code: str) -> Group | None:
    return groups.by_code(code, seen_by=actor())


def _deliverable(code: str, serial: int) -> Deliverable | None:
    group = _group(code)
    return groups.deliverable(group, serial, seen_by=actor()) if group else None


def _signup(id: int) -> SignUp | None:
    return queries.seen(id, seen_by=actor())


def _shown(id: int) -> SignUp | None:
    return queries.shown(id, seen_by=actor())


def _url(signup: SignUp) -> str:
    return url_for("signups.detail", id=signup.id)


def _name(signup: SignUp) -> str:
    return _("%(organisation)s for %(number)s", organisation=signup.organisation.name, number=signup.number)


def _crumbs(signup: SignUp) -> list[tuple[str, str]]:
    return [*_way(signup.on), (signup.organisation.name, _url(signup))]


def _way(on: Taken) -> list[tuple[str, str]]:
    """Give the way to what can be taken on."""
    if isinstance(on, Deliverable):
        plan = (on.group.code, url_for("groups.plan", code=on.group.code))
        return [plan, (f"D{on.serial}", _above(on))]
    return [(_("Plan"), url_for("overview.edition", edition=on.edition.slug)), (on.number, _above(on))]


def _above(on: Taken) -> str:
    """Give the page of what can be taken on."""
    if isinstance(on, Deliverable):
        return url_for("groups.deliverable", code=on.group.code, serial=on.serial)
    return url_for("plan.item", edition=on.edition.slug, number=on.number)


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
    return _offer(item)


@bp.route("/groups/<code>/plan/<int:serial>/sign-up", methods=["GET", "POST"])
@guard(P.OFFER, _deliverable)
def offer_to_make(row: Deliverable) -> Response:
    """Sign up for a deliverable of a group."""
    return _offer(row)


def _offer(on: Taken) -> Response:
    me = actor()
    form = OfferForm().fit(on, queries.organisation(me.organisation), me)
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            signup = operations.offer(on, actor=actor(), **form.facts_for(me.organisation))
            answer.go("signups.detail", id=signup.id)
            answer.say(_stands(signup))
        if answer.given:
            return answered(answer)
    here = again()
    return page("signups/offer.html", "form", form=form, crumbs=_way(here), **panels.around(here, me, form))


@bp.get("/groups/<code>/plan/raci")
@guard(P.READ, _group)
def plan_raci(group: Group) -> Response:
    """Show who answers for what in the action plan of a group, to read and to print."""
    rows = [row for row in groups.deliverables(group, seen_by=actor()) if row.status != Progress.DROPPED]
    lines = raci.plan_matrix(rows, queries.making(group.id))
    return page(
        "signups/plan_raci.html", group=group, lines=lines, figures=raci.figures(lines), letters=raci.LETTERS,
        whole=raci.whole(lines), mapping=raci.mapping(raci.OF_PLANS), partner_url=each("partners.detail", "slug"),
        group_url=each("groups.detail", "code"),
    )  # fmt: skip


@bp.route("/plan/<edition>/<number>/follow", methods=["GET", "POST"])
@guard(P.FOLLOW, _activity)
def follow(item: Item) -> Response:
    """Let the sign-ups of an activity follow it into a later edition, after seeing what that does."""
    form = FollowForm()
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            count = operations.follow(item, shown=form.shown.data or "", actor=actor())
            answer.go("plan.item", edition=item.edition.slug, number=item.number)
            answer.say(ngettext("%(num)s sign-up followed.", "%(num)s sign-ups followed.", count))
        if answer.given:
            return answered(answer)
    item = again()
    found = operations.moves(item, actor=actor())
    form.shown.data = operations.digest(found)
    return page("signups/follow.html", "form", form=form, item=item, moves=found, words=words)


@bp.get("/signups/<int:id>")
@guard(P.READ, _shown)
def detail(signup: SignUp) -> Response:
    """Show a sign-up: who offers what, where it stands, whose turn it is; nobody is waited for where nothing waits."""
    waits = rules.waits_for_a_yes(signup)
    return page(
        "signups/detail.html", signup=signup, above=_above(signup.on), words=words, crumbs=_crumbs(signup), doors=doors(LIFE, signup, actor()),
        told=history.timeline(signup.ref, seen_by=actor(), known={signup.organisation_id: signup.organisation.name}), lines=turns(signup.ref, seen_by=actor()) if waits else [],
        stands_still=bool(signup.is_open and signup.ends_on and suspended.suspended([signup.id])),
    )  # fmt: skip


mount_steps(bp, LIFE, "/signups/<int:id>", _signup, back=_url, named=_name, crumbs=_crumbs)
