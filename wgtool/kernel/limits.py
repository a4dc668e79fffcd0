"""How often something may be tried: counted in memory for one worker, in Redis for several (`WGTOOL_LIMITS_URL`)."""

from __future__ import annotations

from flask import Flask, abort, current_app, request
from limits import parse
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

_PLACE, _ON = "limits", "LIMITS_ENABLED"


def register(app: Flask, url: str) -> None:
    """Keep the counts of an application at `url`; a test may turn counting off."""
    app.extensions[_PLACE] = FixedWindowRateLimiter(storage_from_string(url))
    app.config.setdefault(_ON, True)


def forget() -> None:
    """Count anew from nothing."""
    counts: FixedWindowRateLimiter = current_app.extensions[_PLACE]
    counts.storage.reset()


def take(rate: str, *whose: str) -> None:
    """Count one try of `whose` (words that name it); beyond `rate`, such as "10/5 minutes", answer 429."""
    counts: FixedWindowRateLimiter = current_app.extensions[_PLACE]
    if current_app.config[_ON] and not counts.hit(parse(rate), *whose):
        abort(429)


def from_here(rate: str, what: str, *more: str) -> None:
    """Count one try of `what` from the client's network address."""
    take(rate, what, request.remote_addr or "", *more)
