"""Who works where: organisations beside the pillars of an edition, as a picture that is its own table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from flask import Response, request, url_for

from wgtool.kernel.addresses import each
from wgtool.kernel.lists import page_asked
from wgtool.kernel.web import go, guard, page
from wgtool.overview.permits import P
from wgtool.overview.views import bp
from wgtool.overview.views.plan import _edition, in_force
from wgtool.partners.models import Type
from wgtool.partners.words import TYPES
from wgtool.plan import queries, words
from wgtool.plan.models import Edition
from wgtool.plan.tree import Tree
from wgtool.signups import queries as signups

DRAWN = 12
"""Marks that are drawn of one cell at most; its number tells all."""


class Cell(NamedTuple):
    """In how many activities of a pillar an organisation takes part, and how many of them it leads."""

    activities: int
    leads: int

    @property
    def marks(self) -> str:
        """Draw it: a full mark for what is led, an empty one for the rest."""
        full, empty = min(self.leads, DRAWN), min(self.activities, DRAWN) - min(self.leads, DRAWN)
        return "●" * full + "○" * empty + ("…" if self.activities > DRAWN else "")


@bp.get("/plan/partners")
@guard(P.READ)
def where_now() -> Response:
    """Go to who works where in the edition in force."""
    return go(url_for("overview.where", edition=in_force().slug))


@bp.get("/plan/<edition>/partners")
@guard(P.READ, _edition)
def where(edition: Edition) -> Response:
    """Show in how many activities of each pillar every organisation takes part."""
    tree = queries.tree(edition)
    chosen = Type(request.args["type"]) if request.args.get("type") in set(Type) else None
    found = signups.at_work(edition, chosen, number=page_asked())
    cells = _cells(tree, signups.parts(edition, [one.id for one in found.rows]))
    return page(
        "overview/where.html", "list", edition=edition, editions=queries.editions(), pillars=tree.pillars, found=found, cells=cells,
        chosen=chosen, types=TYPES, words=words, partner_url=each("partners.detail", "slug"),
    )  # fmt: skip


def _cells(tree: Tree, parts: Iterable[signups.Part]) -> dict[tuple[int, int], Cell]:
    """Count by (organisation, pillar)."""
    under = {item.id: pillar.id for pillar in tree.pillars for item in tree.below(pillar) if not item.dropped_at}
    counted = [(part.organisation, under[part.item], part.leads) for part in parts if part.item in under]
    every, led = Counter(one[:2] for one in counted), Counter(one[:2] for one in counted if one[2])
    return {key: Cell(activities, led[key]) for key, activities in every.items()}
