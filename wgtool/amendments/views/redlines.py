"""The plan against itself: between two days, two versions, or two editions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Response, abort, request

from wgtool.amendments import comparing
from wgtool.amendments.comparing import Pair, Row
from wgtool.amendments.permits import P
from wgtool.amendments.views import bp
from wgtool.kernel.addresses import each
from wgtool.kernel.i18n import _, day
from wgtool.kernel.web import guard, page
from wgtool.plan import moments, queries, words
from wgtool.plan.models import Edition, PlanVersion
from wgtool.plan.tree import Tree


@dataclass(frozen=True)
class Side:
    """A state of the plan that can be compared: its name in the address, its words, the tree, and the day if one was asked for."""

    name: str
    title: str
    tree: Tree
    on: date | None = None


def _edition(edition: str) -> Edition | None:
    return queries.edition(edition)


@bp.get("/plan/<edition>/redline")
@guard(P.READ, _edition)
def redline(edition: Edition) -> Response:
    """Show what changed between two states of the plan: by default from its first version to today."""
    versions, editions = queries.versions(edition), queries.editions()
    oldest = versions[-1].label if versions else next((x.slug for x in editions if x.starts < edition.starts), "now")
    asked = [request.args.get("from") or oldest, request.args.get("to") or "now"]
    unheard = [name for name in asked if moments.like_a_day(name) and moments.end_of(name) is None]
    was, now = (_side("now" if name in unheard else name, edition, versions, editions) for name in asked)
    return page("amendments/redline.html", None, edition=edition, versions=versions, editions=editions, before=was, after=now,
                rows=_rows(was, now), words=words, unheard=unheard, item_url=each("plan.item", "number", edition=edition.slug),
                since=queries.kept_since(edition))  # fmt: skip


def _side(name: str, edition: Edition, versions: Sequence[PlanVersion], editions: Sequence[Edition]) -> Side:
    """Give a side by its name: now, v2, a day, an edition. What names nothing is not found."""
    if name == "now":
        return Side(name, _("%(edition)s, today", edition=edition.slug), queries.tree(edition))
    if version := next((one for one in versions if one.label == name), None):
        title = _("%(edition)s, version %(number)s", edition=edition.slug, number=version.number)
        return Side(name, title, queries.tree_at(edition, version.at))
    if other := next((one for one in editions if one.slug == name), None):
        return Side(name, _("edition %(edition)s", edition=other.slug), queries.tree(other))
    if (moment := moments.end_of(name)) is None:
        abort(404)
    title = _("%(edition)s on %(day)s", edition=edition.slug, day=day(moment.date()))
    return Side(name, title, queries.tree_at(edition, moment), moment.date())


def _rows(was: Side, now: Side) -> list[Row]:
    if was.tree.edition.id == now.tree.edition.id:
        return comparing.of_trees(was.tree, now.tree)
    return comparing.of_trees(was.tree, now.tree, _across(was.tree, now.tree))


def _across(old: Tree, new: Tree) -> Iterator[Pair]:
    """Pair the activities of two editions by what is settled; what nothing settled leads to stands alone."""
    links = queries.links_between(old.edition.id, new.edition.id)
    before, after = {x.id: x for x in old.activities}, {x.id: x for x in new.activities}
    turned = bool(links) and links[0].old_id not in before
    gone = {item.id for item in (after if turned else before).values() if item.dropped_at}
    links = [link for link in links if link.old_id not in gone]  # what took it in has a line of its own
    pairs = [(link.new_id, link.old_id) if turned else (link.old_id, link.new_id) for link in links]
    used = {id for pair in pairs for id in pair}
    yield from ((before.get(a or 0), after.get(b or 0)) for a, b in pairs)
    yield from ((item, None) for id, item in before.items() if id not in used)
    yield from ((None, item) for id, item in after.items() if id not in used)
