"""What still needs partners, for everybody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

from flask import Response, abort, request, url_for

from wgtool.groups import queries as groups
from wgtool.kernel import countries
from wgtool.kernel.i18n import _
from wgtool.kernel.leaving import leaves
from wgtool.kernel.lists import Page, page_asked
from wgtool.kernel.sheets import Sheet
from wgtool.kernel.web import guard, page
from wgtool.overview import listing, pieces
from wgtool.overview.permits import P
from wgtool.overview.views import bp
from wgtool.overview.views.plan import UNSET
from wgtool.plan import queries, words
from wgtool.plan.models import Category, Edition
from wgtool.plan.tree import Entry, Tree
from wgtool.signups import gaps
from wgtool.signups.gaps import Gap, Standing


@dataclass(frozen=True)
class Wanted:
    """What the filters ask for; empty is any."""

    gap: str = ""
    pillar: str = ""
    category: str = ""
    country: str = ""

    def lacks(self, standing: Standing) -> tuple[Gap, ...]:
        """Give what an activity lacks, if it is asked for."""
        item = standing.item
        if self.pillar and item.number.split(".")[0] != self.pillar:
            return ()
        if self.category and (item.category or UNSET) != self.category:
            return ()
        found = standing.gaps_in(self.country)
        return found if not self.gap or self.gap in found else ()


def _asked(tree: Tree) -> Wanted:
    given = request.args
    known: dict[str, Collection[str]] = {
        "gap": set(Gap),
        "pillar": {pillar.number for pillar in tree.pillars},
        "category": {*Category, UNSET},
        "country": set(countries.CODES),
    }
    return Wanted(**{name: given[name] for name, values in known.items() if given.get(name) in values})


def _edition() -> Edition:
    """Give the edition that is asked for, the one in force if none is named."""
    edition = queries.edition(request.args["edition"]) if request.args.get("edition") else queries.current()
    if edition is None:
        abort(404)
    return edition


@bp.get("/plan/needs-partners")
@guard(P.READ)
def needs_partners() -> Response:
    """List the activities that nobody signed up for, that have no lead, or that somebody left."""
    edition = _edition()
    tree = queries.tree(edition)
    wanted = _asked(tree)
    found = gaps.standings(edition, tree.activities, apart=bool(wanted.country))
    shown = _by_pillar(tree, wanted, found)
    return page(
        "overview/needs_partners.html", "list", edition=edition, editions=queries.editions(), tree=tree, words=words,
        wanted=wanted, sections=[pieces.lacking_of(tree, pillar, below) for pillar, below in shown],
        found=sum(len(below) for _pillar, below in shown), names=gaps.GAPS,
        making=_making(edition, wanted), figures=gaps.figures(found.values()), told_apart=any(each.terms.per_country for each in found.values()),
    )  # fmt: skip


def _leaving() -> Sheet:
    """Give the activities that lack something asked for."""
    edition = _edition()
    tree = queries.tree(edition)
    wanted = _asked(tree)
    shown = _by_pillar(tree, wanted, gaps.standings(edition, tree.activities, apart=bool(wanted.country)))
    here = url_for("overview.needs_partners", edition=edition.slug, _external=True)
    lacking = [each for _pillar, below in shown for each in below]
    return listing.activities(edition, lacking, what=_("Activities that need partners"), page=here)


leaves(bp, "/plan/needs-partners", "needs_partners", P.READ, _leaving)


def _making(edition: Edition, wanted: Wanted) -> Page[Any] | None:
    """Give a page of the deliverables that look for partners: groups work on the edition in force, whatever the country."""
    if not edition.current or wanted.country:
        return None
    kept = {name: value for name, value in asdict(wanted).items() if value}
    here = url_for("overview.needs_partners", _anchor="h-making", **kept)
    return groups.wanting(wanted.pillar, page_asked(), at=here)


def _by_pillar(
    tree: Tree, wanted: Wanted, found: dict[int, Standing]
) -> list[tuple[Entry, list[tuple[Standing, tuple[Gap, ...]]]]]:
    """Give the pillars with their activities that lack something asked for; empty ones are left out."""
    pillars = [
        (pillar, [(found[item.id], wanted.lacks(found[item.id])) for item in tree.below(pillar)])
        for pillar in tree.pillars
    ]
    lacking = [(pillar, [(each, lacks) for each, lacks in below if lacks]) for pillar, below in pillars]
    return [(pillar, below) for pillar, below in lacking if below]
