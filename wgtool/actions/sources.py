"""Where an action point came from: a room above says how its things are shown, by the number people quote."""

from __future__ import annotations

from collections.abc import Callable

_pages: dict[str, Callable[[str], str]] = {}


def register(kind: str, page: Callable[[str], str]) -> None:
    """Have `page(label)` give the address of a source of this kind; its label is the number people quote."""
    _pages[kind] = page


def page_of(kind: str, label: str) -> str:
    """Give the address of a source, or nothing where no room knows the kind."""
    return _pages[kind](label) if kind in _pages and label else ""
