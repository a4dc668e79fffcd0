"""What became of the activities of one edition in the next: for all to read, for the support team to settle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, request

from wgtool.kernel.actors import actor
from wgtool.kernel.addresses import each
from wgtool.kernel.i18n import _, ngettext
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing
from wgtool.plan import crosswalk as walks
from wgtool.plan import operations, queries, words
from wgtool.plan.crosswalk import FLOOR, MARKS, Crosswalk, Way
from wgtool.plan.forms import AcceptForm, FateForm
from wgtool.plan.models import Edition, Fate, Item
from wgtool.plan.permits import P
from wgtool.plan.views import bp

OPEN, DROPPED = "open", "dropped"


@dataclass(frozen=True)
class Pair:
    """An activity of the edition before, and the edition in which it became something or nothing."""

    item: Item
    into: Edition


def _later(edition: str) -> Edition | None:
    """Give an edition that follows another."""
    found = queries.edition(edition)
    return found if found and queries.before(found) else None


def _pair(edition: str, number: str) -> Pair | None:
    into = _later(edition)
    old = queries.before(into) if into else None
    found = queries.numbered(old, [number]) if old else {}
    return Pair(found[number], into) if into and number in found else None


@bp.get("/plan/<edition>/crosswalk")
@guard(P.READ, _later)
def crosswalk(edition: Edition) -> Response:
    """Show what became of every activity of the edition before, and which of this one are new."""
    return _show(edition)


@bp.post("/plan/<edition>/crosswalk/accept")
@guard(P.SETTLE, _later)
def accept(edition: Edition) -> Response:
    """Settle the proposals that were ticked."""
    form = AcceptForm()
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            count = operations.accept(edition, pairs=form.read(), actor=actor())
            answer.go("plan.crosswalk", edition=edition.slug)
            answer.say(ngettext("%(num)s activity settled.", "%(num)s activities settled.", count))
        if answer.given:
            return answered(answer)
    return _show(again(), form)


def _show(edition: Edition, form: AcceptForm | None = None) -> Response:
    found = _walk(edition)
    mark = request.args.get("mark", "")
    asked = int(mark) if mark in map(str, MARKS) else 0
    show = request.args.get("show", "")
    return page(
        "plan/crosswalk.html", None, form=form, edition=edition, old=found.old.edition, found=found, mark=asked, show=show,
        shown=found.above(asked) if asked else [way for way in found.ways if _wanted(way, show)], words=words,
        marks=[(one, len(found.above(one))) for one in MARKS], floor=FLOOR, known={x.number: x for x in found.new.activities},
        item_url=each("plan.item", "number", edition=edition.slug), old_url=each("plan.item", "number", edition=found.old.edition.slug),
        settle_url=each("plan.settle", "number", edition=edition.slug),
    )  # fmt: skip


def _wanted(way: Way, show: str) -> bool:
    if show == OPEN:
        return not way.settled
    return way.settled and way.fate == Fate.DROPPED if show == DROPPED else True


def _walk(edition: Edition) -> Crosswalk:
    old = queries.before(edition)
    assert old is not None  # the guard has looked
    return walks.crosswalk(queries.tree(old), queries.tree(edition), queries.links(old, edition), queries.taken_in(old))


@bp.route("/plan/<edition>/crosswalk/<number>", methods=["GET", "POST"])
@guard(P.SETTLE, _pair)
def settle(pair: Pair) -> Response:
    """Say what became of one activity."""
    form = FateForm()
    way, known = _way(pair)
    form.about(way, known, operations.mark(way.links))
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            operations.settle(pair.item, pair.into, actor=actor(), **form.facts())
            answer.go("plan.crosswalk", edition=pair.into.slug, anchor=f"a{pair.item.number}")
            answer.say(_("Saved."))
        if answer.given:
            return answered(answer)
        pair = again()
        way, known = _way(pair)
    shown: dict[str, Any] = {"way": way, "known": known, "item": pair.item, "edition": pair.into}
    return page("plan/settle.html", "form", form=form, words=words, **shown)


def _way(pair: Pair) -> tuple[Way, dict[int, Any]]:
    found = _walk(pair.into)
    return next(way for way in found.ways if way.item.id == pair.item.id), found.by_id
