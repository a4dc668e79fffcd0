"""How far what is true of all cases is tried: a few, always the same, in every check; `WGTOOL_FUZZ` others in `make fuzz`."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, settings

DEEP = int(os.environ.get("WGTOOL_FUZZ", "0"))
"""How many cases of each property are wanted; 0 for the few of a check."""


def tried(few: int, **how: Any) -> settings:
    """Give the settings of a property that is tried on a `few` cases in every check."""
    return settings(max_examples=DEEP or few, derandomize=not DEEP, database=None, deadline=None,
                    suppress_health_check=list(HealthCheck), **how)  # fmt: skip
