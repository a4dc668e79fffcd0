"""Facts about actors and items of the plan."""

from __future__ import annotations

from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.permits import who
from wgtool.plan.models import Fate, Item, Level


@who(_l("the leads of active groups aligned to the activity"))
def aligned(actor: Actor, item: Item) -> bool:
    """Let leads of active groups that serve this activity."""
    return actor.wears("aligned", "activity", item.id)


def is_activity(item: Item) -> bool:
    """Say whether the item has a category, a timeframe and a status."""
    return item.level == Level.ACTIVITY


def dropped(item: Item) -> str | None:
    """Say why the item can't be changed, if it is not part of the plan any more."""
    if item.dropped_at:
        return _("%(number)s is not part of the plan any more.", number=item.number)
    return None


def fixed(item: Item, old: object) -> str | None:
    """Say why what is set can't be changed in place, if it can't: the item's edition has been amended, or may be."""
    if old and item.edition.amended_at:
        return _(
            "This is set, and the plan changes by amendment: propose one on this page. A blank is still filled here."
        )
    return None


def no_fate(fate: Fate, successors: int, why: str) -> str | None:
    """Say why an activity can't have become this, if it can't."""
    if fate == Fate.DROPPED:
        if successors:
            return _("It has no successor, or it has those you chose: take away one or the other.")
        return None if why else _("Say why it has no successor.")
    if not successors:
        return _("Choose what it became, or say that it has no successor.")
    if fate == Fate.SPLIT and successors == 1:
        return _("An activity that was split has two successors or more: choose them.")
    if successors > 1 and fate not in (Fate.SPLIT, Fate.MERGED):
        return _("It has several successors: say that it was split, or merged with others.")
    return None
