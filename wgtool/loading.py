"""How a process loads: what is loaded stays for its life, so the collector need not look for rubbish in it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Load inside the block without the collector, and have it pass by what was loaded from then on.

    Loading makes some hundred thousand objects and hardly any rubbish: looking for it was a fifth of the start, and
    looking through all of it again and again took time of every page.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
