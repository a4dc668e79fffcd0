"""Where an action point came from: a room above says how its things are shown, and who sees them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wgtool.actions.models import ActionPoint

_pages: dict[str, Callable[[str], str]] = {}
_sights: dict[str, Callable[[int], Any]] = {}


def register(kind: str, page: Callable[[str], str], sight: Callable[[int], Any]) -> None:
    """Have `page(label)` give the address of a source of this kind; its label is the number people quote.

    `sight(id)` gives who sees it, with `sight`, `audience` and `also`: what comes from it is never seen by more.
    """
    _pages[kind], _sights[kind] = page, sight


def page_of(kind: str, label: str) -> str:
    """Give the address of a source, or nothing where no room knows the kind."""
    return _pages[kind](label) if kind in _pages and label else ""


def sight_of(point: ActionPoint) -> Any:
    """Give who sees what an action point came from; None where it came from nothing that is known."""
    return _sights[point.source_kind](point.source_id) if point.source_id and point.source_kind in _sights else None
