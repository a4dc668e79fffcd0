"""What the log tells of the doors: a line for each way in, taken or refused, for each way out, and for each thing a guard said no to.

A line names a person, an address and the network it came from by digests with the installation's key. The same one has
the same digest, so tries at one account or from one place can be counted; who reads the log learns of nobody. It has
the number of its request, by which the server in front, if it keeps that, knows the place.
"""

from __future__ import annotations

import hashlib
import hmac
import logging

from flask import current_app, g, request

from wgtool.kernel.actors import Actor
from wgtool.kernel.logs import request_id

log = logging.getLogger("wgtool.doors")


def opened(how: str, *, address: str | None, person: int) -> None:
    """Note that somebody came in."""
    _note(logging.INFO, how, address, person)


def left(person: int) -> None:
    """Note that somebody went out."""
    _note(logging.INFO, "signed out", None, person)


def closed(why: str, *, address: str | None = None) -> None:
    """Note that somebody, whom this request knows by now or who gave an address, was kept out."""
    known: Actor | None = g.get("actor") or g.get("last_actor")
    _note(logging.WARNING, why, address, known.person if known else None)


def _note(level: int, what: str, address: str | None, person: int | None) -> None:
    whose = {"from": request.remote_addr, "address": address, "person": person}
    route = request.url_rule.rule if request.url_rule else None
    log.log(level, what, extra={"told": {"id": request_id(), "route": route, **{
        name: _digest(name, value) for name, value in whose.items() if value}}})  # fmt: skip


def _digest(kind: str, value: object) -> str:
    key = f"doors {current_app.secret_key!s}".encode()
    return hmac.new(key, f"{kind} {value}".encode(), hashlib.sha256).hexdigest()[:16]
