"""How a process loads: what is loaded stays for its life, so the collector need not look for rubbish in it."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_ARENA_MAX = -8
"""What glibc's <malloc.h> calls M_ARENA_MAX."""


@contextmanager
def loading() -> Iterator[None]:
    """Load inside the block without the collector, and have it pass by what was loaded from then on.

    Loading makes some hundred thousand objects and hardly any rubbish: looking for it was a fifth of the start, and
    looking through all of it again and again took time of every page.
    """
    _share_one_heap()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _share_one_heap() -> None:
    """Have all threads take memory from one heap: each would get one of its own, and keep what a page freed for itself.

    Other C libraries than glibc know no such thing, and need not be told.
    """
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)
