"""Whose turn it is with an action point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time

from wgtool.actions import asking, queries, rules
from wgtool.actions.models import ActionPoint, Flag
from wgtool.kernel import clock, waits
from wgtool.kernel.actors import wearers
from wgtool.kernel.db import Ref
from wgtool.kernel.i18n import _l
from wgtool.kernel.turns import ABOUT, open_title
from wgtool.kernel.waits import Act, Turn, Wait
from wgtool.kernel.wearing import Worn

AT_ONCE = 1_000
"""So many action points are read at once, which bounds the memory a run takes."""

CHECK = waits.sentence(
    "actions.check",
    yours=_l("%(number)s was reported done: check it and close it, or send it back."),
    others=_l("%(number)s was reported done; waiting for somebody who does not answer for it to check it."),
)
OVERDUE = waits.sentence(
    "actions.overdue",
    mailed=False,
    yours=_l("%(number)s is overdue: report it done, or move its date with a reason."),
    others=_l("%(number)s is overdue; waiting for %(owner)s to report on it."),
)
DUE = waits.sentence(
    "actions.due",
    mailed=False,
    yours=_l("%(number)s is due soon: report it done by then, or move its date with a reason."),
    others=_l("%(number)s is due soon; waiting for %(owner)s to report on it."),
)
DATE = waits.sentence(
    "actions.date",
    mailed=False,
    yours=_l("%(number)s has no date: set one."),
    others=_l("%(number)s has no date; waiting for %(owner)s to set one."),
)
SILENT = waits.sentence(
    "actions.silent",
    mailed=False,
    yours=_l("Nothing was heard of %(number)s for an interval of reporting: say how it stands."),
    others=_l(
        "Nothing was heard of %(number)s for an interval of reporting; waiting for %(owner)s to say how it stands."
    ),
)
HEIR = waits.sentence(
    "actions.heir",
    yours=_l("You were asked to take over as the contact of %(number)s: say yes or no."),
    others=_l("Waiting for the next contact of %(number)s to say yes."),
)
SAID = {Flag.OVERDUE: OVERDUE, Flag.DUE_SOON: DUE, Flag.UNDATED: DATE, Flag.SILENT: SILENT}


def turns(id: int) -> Iterable[Turn]:
    """Say who must do what with an action point today."""
    point = queries.by_id(id)
    if point is None or point.has_ended:
        return []
    return list(_turns(point, wearers))


def turns_of(ids: Sequence[int]) -> dict[int, list[Turn]]:
    """Say the same of many, some hundred at a time: who wears what is asked once."""
    worn, said = Worn(), dict[int, list[Turn]]()
    for at in range(0, len(ids), AT_ONCE):
        points = queries.open_among(ids[at : at + AT_ONCE])
        worn.learn(asking.hats(points))
        said |= {point.id: list(_turns(point, worn)) for point in points}
    return said


def _turns(point: ActionPoint, worn: asking.Wearers) -> Iterator[Turn]:
    if point.heir_id is not None:
        yield _turn(point, f"self:person:{point.heir_id}", says=HEIR)
    if rules.waits_for_a_check(point):
        yield _turn(point, asking.checker(point, worn), says=CHECK)
        return
    pressing = [] if rules.suspended(point) else rules.pressing(point, clock.today())
    if pressing:
        due = datetime.combine(point.due, time(23, 59), UTC) if point.due else None
        yield _turn(point, asking.asked(point, worn), says=SAID[pressing[0]], due=due)


def _turn(point: ActionPoint, holder: str, *, says: str, due: datetime | None = None) -> Turn:
    params = {
        "number": point.number,
        "owner": asking.owner_name(point),
        ABOUT: open_title(point.deliverable, point.sight),
    }
    under = Ref("group", point.group_id) if point.group_id else None
    return Turn(holder, says, params, due=due, under=under, sight=point.sight, audience=point.audience, also=point.also)


def url(line: Wait) -> str:
    """Give the page of an action point."""
    return f"/actions/{line.params['number']}"


def _close(line: Wait) -> Act:
    return Act(_l("Verify and close it"), f"{url(line)}/verify")


def register() -> None:
    """Say whose turn it is with every open action point."""
    waits.waits_for("action", turns=turns, of_many=turns_of, waiting=queries.waiting, url=url)
    waits.one_step(CHECK, _close)
