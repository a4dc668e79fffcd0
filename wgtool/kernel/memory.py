"""Gives back to the machine what malloc keeps after a crowd: by itself it keeps the most it ever needed."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from itertools import count

EVERY = 250
"""Requests from one time to the next; each takes a millisecond or two."""


def trimming() -> Callable[[], None] | None:
    """Give what is called once a request, where the C library can give back: that of GNU; others keep less."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is None:
        return None
    asked = count(1)

    def answered() -> None:
        if next(asked) % EVERY == 0:
            trim(0)

    return answered
