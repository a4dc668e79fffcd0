"""The front of an edition of the plan: the strip, the counts, the tree, and filters over it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Response, abort, request, url_for

from wgtool.kernel.folding import fold
from wgtool.kernel.i18n import _
from wgtool.kernel.leaving import leaves
from wgtool.kernel.sheets import Sheet
from wgtool.kernel.web import go, guard, page
from wgtool.overview import listing, pieces
from wgtool.overview.permits import P
from wgtool.overview.pieces import Group
from wgtool.overview.views import bp
from wgtool.overview.views.as_of import as_of
from wgtool.plan import queries, words
from wgtool.plan.models import Category, Edition
from wgtool.plan.tree import Entry, Tree, shape
from wgtool.signups import gaps
from wgtool.signups.gaps import Gap, Standing

UNSET = "unset"
FILTERS = ("q", "pillar", "status", "category", "signup")
NO_LEAD, OPEN = "no-lead", "open"


@dataclass(frozen=True)
class Wanted:
    """What the filters ask for; empty is any. `UNSET` is a blank, asked for like any other value."""

    words: str = ""
    pillar: str = ""
    status: str = ""
    category: str = ""
    signup: str = ""

    def __call__(self, item: Entry, standing: Standing) -> bool:
        """Say whether an activity is asked for."""
        return (
            (self.signup != NO_LEAD or Gap.NO_LEAD in standing.gaps)
            and (self.signup != OPEN or standing.open)
            and (not self.pillar or item.number.split(".")[0] == self.pillar)
            and (not self.status or shape(item) == self.status)
            and (not self.category or (item.category or UNSET) == self.category)
            and (not self.words or self._found(item))
        )

    def _found(self, item: Entry) -> bool:
        if re.fullmatch(r"[0-9.]+", self.words):
            return f"{item.number}.".startswith(f"{self.words.rstrip('.')}.")
        return fold(self.words) in fold(f"{item.number} {item.title} {item.text}")


def _asked(tree: Tree) -> Wanted:
    """Read the filters from the address; what names nothing is not asked for."""
    pillars, statuses = {item.number for item in tree.pillars}, {*words.SHAPES, "dropped"}
    return Wanted(
        words=" ".join(request.args.get("q", "").split())[:100],
        pillar=_one("pillar", pillars),
        status=_one("status", statuses),
        category=_one("category", {*Category, UNSET}),
        signup=_one("signup", {NO_LEAD, OPEN}),
    )


def _one(name: str, known: set[Any]) -> str:
    given = request.args.get(name, "")
    return given if given in known else ""


@bp.get("/plan")
@guard(P.READ)
def plan() -> Response:
    """Go to the edition in force."""
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if name in FILTERS}
    return go(url_for("overview.edition", edition=in_force().slug, **kept))


def in_force() -> Edition:
    """Give the edition in force; ends in 404 where there is none."""
    return queries.current() or abort(404)


def _edition(edition: str) -> Edition | None:
    return queries.edition(edition)


@bp.get("/plan/<edition>")
@guard(P.READ, _edition)
def edition(edition: Edition) -> Response:
    """Show an edition whole: strip, counts by pillar, and the activities that the filters ask for; or another day's."""
    if asked := request.args.get("as-of"):
        return as_of(edition, asked)
    tree = queries.tree(edition)
    wanted = _asked(tree)
    standings = gaps.standings(edition, tree.activities)
    shown = _shown(tree, wanted, standings)
    return page(
        "overview/plan.html", "list", edition=edition, editions=queries.editions(), tree=tree, tally=tree.tally(), words=words,
        strip=pieces.strip_of(tree), pillars=pieces.pillars_of(tree), wanted=wanted,
        sections=[pieces.activities_of(tree, pillar, groups, standings) for pillar, groups in shown],
        listed=[pillar for pillar, _groups in shown], found=sum(len(items) for _pillar, groups in shown for _outcome, _output, items in groups),
        unsettled=queries.unsettled(edition),
    )  # fmt: skip


def _leaving(edition: Edition) -> Sheet:
    """Give the activities that the filters ask for."""
    tree = queries.tree(edition)
    wanted, found = _asked(tree), gaps.standings(edition, tree.activities)
    here = url_for("overview.edition", edition=edition.slug, _external=True)
    asked = [(found[item.id], found[item.id].gaps) for item in tree.activities if wanted(item, found[item.id])]
    return listing.activities(
        edition, asked, what=_("The activities of the plan of %(edition)s", edition=edition.slug), page=here
    )


leaves(bp, "/plan/<edition>", "edition", P.READ, _leaving, _edition)


def _shown(tree: Tree, wanted: Wanted, standings: dict[int, Standing]) -> list[tuple[Entry, list[Group]]]:
    """Give the pillars with the groups of activities asked for; what would be empty is left out."""
    pillars = [(pillar, list(_groups(tree, pillar, wanted, standings))) for pillar in tree.pillars]
    return [(pillar, groups) for pillar, groups in pillars if groups]


def _groups(tree: Tree, pillar: Entry, wanted: Wanted, standings: dict[int, Standing]) -> Iterator[Group]:
    for outcome in tree.children(pillar):
        for output in tree.children(outcome):
            if found := [item for item in tree.children(output) if wanted(item, standings[item.id])]:
                yield outcome, output, found
