"""One page for each item, with the small forms that fill it in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Response, request, url_for

from wgtool.history import queries as history
from wgtool.kernel.actors import actor
from wgtool.kernel.forms import Form
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import allows
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing
from wgtool.plan import clauses, moments, operations, queries, rules, words
from wgtool.plan.forms import CategoryForm, StatusForm, TimeframeForm, TitleForm
from wgtool.plan.models import Edition, Item
from wgtool.plan.permits import P
from wgtool.plan.tree import SHAPES, Entry, shape
from wgtool.plan.views import bp

RUNS = {True: "continuing", False: "dates", None: ""}


def _item(edition: str, number: str) -> Item | None:
    return queries.item(edition, number)


def _item_or_then(edition: str, number: str) -> Item | Then | Response | None:
    """Give an item; the one that had this number on the day the address names; or lead on from a number given up."""
    if (asked := request.args.get("as-of")) and (moment := moments.end_of(asked)):
        return _then(edition, number, moment)
    if found := queries.shown(edition, number):
        return found
    new = queries.number_now(edition, number)
    to = url_for("plan.item", edition=edition, number=new) if new else None
    return Response(status=303, headers={"Location": to}) if to else None


@dataclass(frozen=True)
class Then:
    """An item as it was at a moment, and its number of today."""

    entry: Entry
    edition: Edition
    on: date
    now: str


def _then(slug: str, number: str, moment: datetime) -> Then | None:
    edition = queries.edition(slug)
    entry = queries.tree_at(edition, moment).by_number.get(number) if edition else None
    if edition is None or entry is None:
        return None
    now = queries.by_id(entry.id)
    return Then(entry, edition, moment.date(), now.number) if now and not now.void else None


def _activity(edition: str, number: str) -> Item | None:
    item = queries.item(edition, number)
    return item if item and rules.is_activity(item) else None


@bp.get("/plan/<edition>/<number>")
@guard(P.READ, _item_or_then)
def item(item: Item | Then) -> Response:
    """Show an item: what was agreed, how it stands, what stands under it, what happened; or how it was on a day."""
    if isinstance(item, Then):
        return page("plan/item_as_of.html", item=item.entry, edition=item.edition, on=item.on, today_number=item.now, words=words,
                    shape=shape)  # fmt: skip
    return _show(item)


@bp.post("/plan/<edition>/<number>/title")
@guard(P.EDIT, _item)
def title(item: Item) -> Response:
    """Give the short title."""
    return _fill(item, "title", TitleForm(), operations.set_title)


@bp.post("/plan/<edition>/<number>/category")
@guard(P.EDIT, _activity)
def category(item: Item) -> Response:
    """Say how much the activity matters."""
    return _fill(item, "category", CategoryForm(), operations.set_category)


@bp.post("/plan/<edition>/<number>/timeframe")
@guard(P.EDIT, _activity)
def timeframe(item: Item) -> Response:
    """Say when the activity runs."""
    return _fill(item, "timeframe", TimeframeForm(), operations.set_timeframe)


@bp.post("/plan/<edition>/<number>/status")
@guard(P.REPORT_STATUS, _activity)
def status(item: Item) -> Response:
    """Report how the activity stands."""
    return _fill(item, "status", StatusForm(), operations.report_status)


def _fill(item: Item, name: str, form: Form, work: Callable[..., None]) -> Response:
    """Do what one of the small forms asks, or show the page again with it open."""
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            work(item, actor=actor(), **form.facts())
            answer.go("plan.item", edition=item.edition.slug, number=item.number)
            answer.say(_("Saved."))
        if answer.given:
            return answered(answer)
    return _show(again(), form=form, filled=name)


def _show(item: Item, *, form: Form | None = None, filled: str = "") -> Response:
    tree = queries.tree(item.edition)
    parents = tree.parents(item)
    was, became = queries.elsewhere(item) if rules.is_activity(item) else (None, None)
    shown: dict[str, Any] = {
        "forms": _forms(item) | ({filled: form} if form else {}) if _fills(item) else {},
        "children": [(child, tree.tally(child)) for child in tree.children(item)],
        "tally": tree.tally(item),
        "heir": next((one for one in tree.items if one.id == item.into_id), None) if item.into_id else None,
        "neighbours": tree.neighbours(item),
        "reports": queries.reports(item) if rules.is_activity(item) and item.status else [],
        "told": history.timeline(item.ref, seen_by=actor()),
        "clause": words.clause(clauses.structure(item.clause)) if item.clause else [],
    }
    return page("plan/item.html", None, form=form, filled=filled, item=item, edition=item.edition, parents=parents,
                was=was, became=became, words=words, shape=shape, shapes=SHAPES, **shown)  # fmt: skip


def _fills(item: Item) -> bool:
    """Say whether the reader may fill anything in; others are shown no form."""
    return allows(actor(), P.EDIT, item) or allows(actor(), P.REPORT_STATUS, item)


def _forms(item: Item) -> dict[str, Form]:
    """Give the small forms as the item stands. `formdata=None`: what was posted belongs to one of them."""
    return {
        "title": TitleForm(formdata=None, obj=item),
        "category": CategoryForm(formdata=None, obj=item),
        "timeframe": TimeframeForm(formdata=None, obj=item, data={"runs": RUNS[item.continuing]}),
        "status": StatusForm(formdata=None),
    }
