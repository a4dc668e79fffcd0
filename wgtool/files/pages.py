"""Where the things are on which files hang: the rooms above say it."""

from __future__ import annotations

from collections.abc import Callable

from wgtool.kernel.db import Ref

_pages: dict[str, Callable[[int], str]] = {}


def register(kind: str, page: Callable[[int], str]) -> None:
    """Have `page(id)` give the address of a thing of this kind."""
    _pages[kind] = page


def page_of(owner: Ref) -> str:
    """Give the page of a thing, or the first page where no room knows the kind."""
    return _pages[owner.kind](owner.id) if owner.kind in _pages else "/"
