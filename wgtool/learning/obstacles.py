"""What stands in the way of publishing a response and of calling an exercise followed up. These look into the tables."""

from __future__ import annotations

from wgtool.kernel import clock
from wgtool.kernel.i18n import _, listed, ngettext
from wgtool.learning import queries, rules
from wgtool.learning.models import Exercise

SHOWN = 5


def incomplete(exercise: Exercise) -> str | None:
    """Say what the response lacks: answers, or action points for what was accepted."""
    if left := rules.unanswered(exercise):
        return ngettext("%(num)s recommendation has no answer yet: %(which)s.",
                        "%(num)s recommendations have no answer yet: %(which)s.", len(left), which=_few([x.number for x in left]))  # fmt: skip
    meant = queries.intended([one.id for one in exercise.recommendations])
    if idle := [one.number for one in exercise.recommendations if rules.needs_action(one, len(meant.get(one.id, ())))]:
        return ngettext("%(num)s accepted recommendation needs an action point, or the reason why it needs none: %(which)s.",
                        "%(num)s accepted recommendations need an action point each, or the reason why they need none: %(which)s.",
                        len(idle), which=_few(idle))  # fmt: skip
    return _over(
        exercise,
        {row.recommendation_id for rows in meant.values() for row in rows if row.due and row.due < clock.today()},
    )


def _over(exercise: Exercise, late: set[int]) -> str | None:
    if not late:
        return None
    which = _few([one.number for one in exercise.recommendations if one.id in late])
    return _("The day of an action point is over already: %(which)s. Set later days first.", which=which)


def _few(numbers: list[int]) -> str:
    named = listed(f"R{number}" for number in numbers[:SHOWN])
    return f"{named} …" if len(numbers) > SHOWN else named


def still_open(exercise: Exercise) -> str | None:
    """Say how many of its action points have not ended."""
    count = queries.open_actions([one.id for one in exercise.recommendations])
    if not count:
        return None
    return ngettext("%(num)s action point has not ended yet.", "%(num)s action points have not ended yet.", count)
