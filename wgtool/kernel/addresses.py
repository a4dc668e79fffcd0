"""Addresses of pages that a list names by the hundred: the router is asked once, not for each row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from flask import url_for

_PLACE = "9876543210"  # a number, so that it may stand for a name and for an id
_PLAIN = "!$&'()*+,/:;=@"


def each(endpoint: str, of: str, **known: Any) -> Callable[[object], str]:
    """Give the function from the part `of` an address to the whole, the other parts being `known`."""
    known[of] = _PLACE
    before, _, after = url_for(endpoint, **known).rpartition(_PLACE)
    return lambda part: f"{before}{quote(str(part), safe=_PLAIN)}{after}"
