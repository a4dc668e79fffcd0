"""How often something may be tried: counted in memory for one worker, in Redis for several (`WGTOOL_LIMITS_URL`)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from flask import Flask, abort, current_app, request

if TYPE_CHECKING:
    from limits.strategies import FixedWindowRateLimiter

_PLACE, _ON = "limits", "LIMITS_ENABLED"


class Counts:
    """The counts at an address. What counts is loaded with the first try: 85 modules, which no page that is read needs."""

    def __init__(self, url: str) -> None:
        self._url = url

    @cached_property
    def limiter(self) -> FixedWindowRateLimiter:
        """Give what counts."""
        from limits.storage import storage_from_string
        from limits.strategies import FixedWindowRateLimiter

        return FixedWindowRateLimiter(storage_from_string(self._url))

    def hit(self, rate: str, *whose: str) -> bool:
        """Count one try; say whether it is within the rate."""
        from limits import parse

        return self.limiter.hit(parse(rate), *whose)


def register(app: Flask, url: str) -> None:
    """Keep the counts of an application at `url`; a test may turn counting off."""
    counts = app.extensions[_PLACE] = Counts(url)
    app.config.setdefault(_ON, True)
    if not url.startswith("memory:"):
        _ = counts.limiter  # an address that is none stops the start


def forget() -> None:
    """Count anew from nothing."""
    counts: Counts = current_app.extensions[_PLACE]
    counts.limiter.storage.reset()


def take(rate: str, *whose: str) -> None:
    """Count one try of `whose` (words that name it); beyond `rate`, such as "10/5 minutes", answer 429."""
    counts: Counts = current_app.extensions[_PLACE]
    if current_app.config[_ON] and not counts.hit(rate, *whose):
        abort(429)


def from_here(rate: str, what: str, *more: str) -> None:
    """Count one try of `what` from the client's network address."""
    take(rate, what, request.remote_addr or "", *more)
