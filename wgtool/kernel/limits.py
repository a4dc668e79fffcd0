"""How often something may be tried: counted in memory for one worker, in Redis for several (`WGTOOL_LIMITS_URL`)."""

from __future__ import annotations

from flask import abort, current_app
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import parse

limiter = Limiter(get_remote_address)


def take(rate: str, *whose: str) -> None:
    """Count one try of `whose` (words that name it); beyond `rate`, such as "10/5 minutes", answer 429."""
    if current_app.config["RATELIMIT_ENABLED"] and not limiter.limiter.hit(parse(rate), *whose):
        abort(429)


def from_here(rate: str, what: str, *more: str) -> None:
    """Count one try of `what` from the client's network address."""
    take(rate, what, get_remote_address(), *more)
