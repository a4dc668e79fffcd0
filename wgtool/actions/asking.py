"""Who is asked about an action point, who checks it, and who is told when nothing is heard: hats and addresses."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from wgtool.actions.models import WORKING, ActionPoint
from wgtool.kernel.actors import wearers

Wearers = Callable[[str], Collection[int]]
"""Who wears a hat: asked each time, or known for many."""
SPOKEN_BY = {"organisation": "focal", "group": "lead", "body": "secretariat"}
SUPPORT = "support:world:"


def owner_name(point: ActionPoint) -> str:
    """Name who answers for an action point."""
    if point.organisation is not None and point.owner_kind == "organisation":
        return point.organisation.name
    if point.body is not None:
        return point.body.name
    return point.group.code if point.group is not None else ""


def asked(point: ActionPoint, worn: Wearers = wearers) -> str:
    """Give who is asked to report: the contact, else who speaks for the owner, else the support team."""
    if point.contact_id is not None:
        return f"self:person:{point.contact_id}"
    return holder if worn(holder := _spoken(point)) else SUPPORT


def checker(point: ActionPoint, worn: Wearers = wearers) -> str:
    """Give who checks: who runs the group it stands in or serves its activity, else the support team."""
    own = {point.done_by, point.contact_id}
    return next((holder for holder in _checkers(point) if set(worn(holder)) - own), SUPPORT)


def hats(points: Iterable[ActionPoint]) -> Iterator[str]:
    """Give the hats on which it depends whose turn some action points are."""
    for point in points:
        if point.status not in WORKING:
            yield from _checkers(point)
        elif point.contact_id is None:
            yield _spoken(point)


def _spoken(point: ActionPoint) -> str:
    return f"{SPOKEN_BY[point.owner_kind]}:{point.owner}"


def _checkers(point: ActionPoint) -> Iterator[str]:
    if point.group_id is not None:
        yield f"sag-focal:group:{point.group_id}" if point.owner_kind == "group" else f"lead:group:{point.group_id}"
    elif point.item_id is not None and point.owner_kind == "body":
        yield f"aligned:activity:{point.item_id}"


def told_of_silence(point: ActionPoint, intervals: int, worn: Wearers = wearers) -> str:
    """Give who is told when so many intervals went by: the group's lead at two, its SAG focal point at three."""
    if point.group_id is None:
        return SUPPORT
    role = "lead" if intervals == 2 else "sag-focal"
    holder = f"{role}:group:{point.group_id}"
    return holder if worn(holder) else SUPPORT
