"""The plan in pieces that say the same to everybody: the strip, the pillars, and the activities of each pillar.

Each is made of values alone; a changed status or sign-up is another value, so the piece of its pillar is made anew.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from wgtool.kernel.addresses import each
from wgtool.kernel.pieces import Pieces
from wgtool.overview.strip import strip
from wgtool.plan import words
from wgtool.plan.tree import Entry, Tree, shape
from wgtool.signups.gaps import GAPS, Gap, Standing

Group = tuple[Entry, Entry, list[Entry]]
"""An output with its outcome and those of its activities that are shown."""


class Plan:
    """What the templates of these pieces know beside their values."""

    words, shape, strip, gaps = words, staticmethod(shape), staticmethod(strip), GAPS

    @staticmethod
    def item_url(slug: str) -> object:
        """Give the function from a number to the address of an item."""
        return each("plan.item", "number", edition=slug)

    @staticmethod
    def partner_url() -> object:
        """Give the function from a slug to the address of an organisation."""
        return each("partners.detail", "slug")


STRIPS = Pieces("overview/_strip.html", most=16, plan=Plan)
PILLARS = Pieces("overview/_pillars.html", most=32, plan=Plan)
ACTIVITIES = Pieces("overview/_plan_pillar.html", most=128, plan=Plan)
LACKING = Pieces("overview/_gaps_pillar.html", most=128, plan=Plan)


def strip_of(tree: Tree) -> Markup:
    """Draw the plan as one strip of squares."""
    return STRIPS(tree)


def pillars_of(tree: Tree, *, hide: bool = False) -> Markup:
    """Print the pillars with their counts; `hide` the caption, where a heading says it."""
    return PILLARS(tree, hide)


def activities_of(tree: Tree, pillar: Entry, groups: Iterable[Group], standings: dict[int, Standing]) -> Markup:
    """Print a pillar with those of its activities that are shown."""
    shown = tuple((outcome, output, tuple(_row(standings[x.id]) for x in items)) for outcome, output, items in groups)
    return ACTIVITIES(tree.edition.slug, pillar, tree.tally(pillar), shown)


def _row(one: Standing) -> tuple[object, ...]:
    return one.item, tuple(one.leads), one.party, one.open, one.confirmed, one.offered


def lacking_of(tree: Tree, pillar: Entry, below: Iterable[tuple[Standing, tuple[Gap, ...]]]) -> Markup:
    """Print those of a pillar's activities that lack somebody."""
    shown = tuple((one.item, lacks, one.confirmed, one.offered) for one, lacks in below)
    return LACKING(tree.edition.slug, pillar, shown)
