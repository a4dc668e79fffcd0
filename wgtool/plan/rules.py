"""Facts about actors and items of the plan."""

from __future__ import annotations

from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.permits import who
from wgtool.plan.models import Item, Level


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
