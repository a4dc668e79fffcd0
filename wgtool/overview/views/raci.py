"""Who is Responsible, Accountable, Consulted, Informed: of an edition, a pillar or an output, to read and to print."""

from __future__ import annotations

from flask import Response, request

from wgtool.kernel.actors import actor
from wgtool.kernel.addresses import each
from wgtool.kernel.web import guard, page
from wgtool.overview.permits import P
from wgtool.overview.views import bp
from wgtool.overview.views.plan import _edition
from wgtool.plan import queries, words
from wgtool.plan.models import Edition, Level
from wgtool.plan.tree import Entry, Tree
from wgtool.signups import raci as matrices


@bp.get("/plan/<edition>/raci")
@guard(P.READ, _edition)
def raci(edition: Edition) -> Response:
    """Show who answers for what, with what nobody answers for counted."""
    tree = queries.tree(edition)
    under = tree.by_number.get(request.args.get("under", ""))
    items = [item for item in (tree.below(under) if under else tree.activities) if not item.dropped_at]
    lines = matrices.matrix(edition, items, seen_by=actor())
    return page(
        "overview/raci.html", "list", edition=edition, editions=queries.editions(), under=under, choices=_choices(tree), lines=lines,
        figures=matrices.figures(lines), letters=matrices.LETTERS, mapping=matrices.mapping(matrices.OF_ACTIVITIES), words=words,
        item_url=each("plan.item", "number", edition=edition.slug), partner_url=each("partners.detail", "slug"),
        group_url=each("groups.detail", "code"),
    )  # fmt: skip


def _choices(tree: Tree) -> list[Entry]:
    """Give what a matrix can be drawn of: pillars, outcomes and outputs."""
    return [item for item in tree.items if item.level != Level.ACTIVITY and not item.dropped_at]
