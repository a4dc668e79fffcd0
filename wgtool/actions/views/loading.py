"""Finding what an address names."""

from __future__ import annotations

from wgtool.actions import queries
from wgtool.actions.models import ActionPoint
from wgtool.kernel.actors import actor
from wgtool.kernel.addresses import url_for
from wgtool.kernel.i18n import _


def point(number: str) -> ActionPoint | None:
    """Give an action point the reader may know of."""
    return queries.seen(number.upper(), seen_by=actor())


def shown(number: str) -> queries.Shown | None:
    """Read an action point the reader may know of, for its page."""
    return queries.shown(number.upper(), seen_by=actor())


def url(point: ActionPoint) -> str:
    """Give the address of an action point."""
    return url_for("actions.detail", number=point.number)


def crumbs(point: ActionPoint) -> list[tuple[str, str]]:
    """Give the way to an action point."""
    return [(_("Action points"), url_for("actions.index")), (point.number, url(point))]
