"""Reading: the list of action points, one of them with its story."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, request

from wgtool.accounts import queries as people
from wgtool.actions import asking, listing, queries, rules, sources
from wgtool.actions.lifecycle import LIFE
from wgtool.actions.models import ActionPoint
from wgtool.actions.panels import shown as listed
from wgtool.actions.permits import P
from wgtool.actions.views import bp, loading
from wgtool.actions.words import WORDS
from wgtool.files import queries as files
from wgtool.files.models import Attachment
from wgtool.history.queries import timeline
from wgtool.kernel import permits
from wgtool.kernel.actors import actor
from wgtool.kernel.leaving import leaves
from wgtool.kernel.lists import page_asked
from wgtool.kernel.steps import doors
from wgtool.kernel.web import guard, page
from wgtool.kernel.whose import turns
from wgtool.plan import queries as plan


@bp.get("/actions")
@guard(P.READ)
def index() -> Response:
    """List the action points, the newest first."""
    chosen, me = queries.Chosen.of(request.args), actor()
    rows = queries.index(chosen, seen_by=me, number=page_asked())
    owners, areas = queries.owner_choices(seen_by=me), plan.areas()
    return page("actions/index.html", "list", chosen=chosen, owners=owners, areas=areas, **WORDS, **listed(rows))


leaves(bp, "/actions", "index", P.READ, lambda: listing.sheet(queries.Chosen.of(request.args), seen_by=actor()))


@bp.get("/actions/<number>")
@guard(P.READ, loading.shown, on=lambda shown: shown.point)
def detail(shown: queries.Shown) -> Response:
    """Show an action point: how it stands, whose turn it is, what was reported, what happened."""
    me, point = actor(), shown.point
    sees_contact = permits.allows(me, P.SEE_CONTACT, point)
    return page(
        "actions/detail.html", point=point, crumbs=loading.crumbs(point), doors=doors(LIFE, point, me), main=_main(point),
        turns=turns(point.ref, seen_by=me) if shown.has_turns else [], reports=queries.reports_told(point.id, seen_by=me),
        slips=queries.slips(point.id) if point.slips else (), names=_names(point) if sees_contact else {},
        told=timeline(point.ref, seen_by=me), flags=rules.flags(point), owner=asking.owner_name(point),
        attached=_attached(point) if shown.has_files else (), source_url=source_url(point),
        sees_contact=sees_contact, **WORDS,
    )  # fmt: skip


def _names(point: ActionPoint) -> dict[int, str]:
    """Name the contact and who was asked to take it over, for who may know them."""
    return people.names([id for id in (point.contact_id, point.heir_id) if id], seen_by=actor())


def _attached(point: ActionPoint) -> Sequence[Attachment]:
    return files.of(point.kind, [point.id], seen_by=actor()).get(point.id, ())


def _main(point: ActionPoint) -> str:
    """Name the step that is the next one: the check of what was reported done, else a report."""
    return "verify" if rules.waits_for_a_check(point) else "report progress" if not point.has_ended else ""


def source_url(point: ActionPoint) -> str:
    """Give the page of what it came from."""
    return sources.page_of(point.source_kind, point.source_label)
