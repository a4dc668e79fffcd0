"""An edition as it was on another day, to read and to print."""

from __future__ import annotations

from flask import Response

from wgtool.kernel import clock
from wgtool.kernel.addresses import each
from wgtool.kernel.web import page
from wgtool.plan import moments, queries, words
from wgtool.plan.models import Edition
from wgtool.plan.tree import shape

NOW = "now"
"""What stands in an address for this moment, as in a comparison."""


def as_of(edition: Edition, asked: str) -> Response:
    """Show an edition at the end of a day; today where the address names none that has come."""
    moment = clock.now() if asked == NOW else moments.end_of(asked)
    tree, since = queries.tree_at(edition, moment or clock.now()), queries.kept_since(edition)
    versions = [one for one in queries.versions(edition) if one.at <= (moment or clock.now())]
    return page(
        "overview/as_of.html", edition=edition, on=(moment or clock.now()).date(), understood=moment is not None, tree=tree, editions=queries.editions(),
        version=versions[0] if versions else None, since=since, words=words, shape=shape, today=clock.today(),
        item_url=each("plan.item", "number", edition=edition.slug),
    )  # fmt: skip
