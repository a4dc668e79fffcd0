"""Preparing the next edition: begin it, map its numbers, see what comes of it, publish it."""

from __future__ import annotations

from collections import Counter

from flask import Response

from wgtool.history import queries as history
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing
from wgtool.plan import operations, queries, renewal, words
from wgtool.plan.forms import BeginForm, DiscardForm, MapForm, PublishForm
from wgtool.plan.models import Draft
from wgtool.plan.permits import P
from wgtool.plan.views import bp


def _draft(id: int) -> Draft | None:
    return queries.draft(id)


def _open_draft(id: int) -> Draft | None:
    found = queries.draft(id)
    return found if found and found.published_id is None and found.discarded_at is None else None


@bp.route("/plan/next", methods=["GET", "POST"])
@guard(P.RENEW)
def begin_next() -> Response:
    """Begin the edition that follows the one in force."""
    form = BeginForm()
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            draft = operations.begin_draft(actor=actor(), **form.facts())
            answer.go("plan.next_edition", id=draft.id)
            answer.say(_("Begun. Nobody but the support team sees it."))
        if answer.given:
            return answered(answer)
    return page("plan/begin_next.html", "form", form=form, old=queries.current(), drafts=queries.drafts(), words=words)


@bp.route("/plan/next/<int:id>", methods=["GET", "POST"])
@guard(P.RENEW, _draft)
def next_edition(draft: Draft) -> Response:
    """Write the map of numbers, and see what comes of it."""
    form = MapForm(obj=draft)
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            operations.save_map(draft, actor=actor(), **form.facts())
            answer.go("plan.next_edition", id=draft.id)
            answer.say(_("Saved. This is what comes of it."))
        if answer.given:
            return answered(answer)
    return _show(again(), form, None)


@bp.post("/plan/next/<int:id>/publish")
@guard(P.RENEW, _draft)
def publish_next(draft: Draft) -> Response:
    """Publish the edition and put it in force."""
    form = PublishForm()
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            edition = operations.publish(draft, seen=form.seen.data, actor=actor())
            answer.go("overview.edition", edition=edition.slug)
            answer.say(_("Published: it is in force from now on."))
        if answer.given:
            return answered(answer)
    return _show(again(), None, form)


@bp.route("/plan/next/<int:id>/discard", methods=["GET", "POST"])
@guard(P.RENEW, _open_draft)
def discard_next(draft: Draft) -> Response:
    """Give the edition up, after seeing what goes with it."""
    form = DiscardForm()
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            operations.discard(draft, seen=form.seen.data, actor=actor())
            answer.go("plan.begin_next")
            answer.say(_("Discarded. Its year can be begun again."))
        if answer.given:
            return answered(answer)
    draft = again()
    form.seen.data = draft.version
    lines = sum(1 for line in draft.map.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    return page("plan/discard_next.html", "form", form=form, draft=draft, lines=lines)


def _show(draft: Draft, form: MapForm | None, refused: PublishForm | None) -> Response:
    shown = form or MapForm(None, obj=draft)
    if not shown.is_submitted() or form is None:
        shown.seen.data = draft.version
    found = renewal.renewed(queries.tree(draft.old), draft.map, queries.taken_in(draft.old))
    return page(
        "plan/next_edition.html", None, form=refused or shown, map_form=shown, draft=draft, found=found, words=words,
        fates=Counter(way.fate for way in found.ways),
        told=history.timeline(draft.ref, seen_by=actor()),
    )  # fmt: skip
