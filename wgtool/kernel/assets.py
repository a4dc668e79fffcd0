"""Static files, under addresses that change with them: a browser asks for each once and keeps it for a year."""

from __future__ import annotations

import hashlib
import os
import re
from functools import cache

from flask import Flask, Response, abort, request
from werkzeug.security import safe_join

from wgtool.config import place
from wgtool.kernel.addresses import url_for

YEAR = 365 * 24 * 3600
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

_ROOM = re.compile(r""" "[^"]*" | /\*.*?\*/ | \s*[{};]\s* | \s+ """, re.X | re.S)


def static_url(name: str) -> str:
    """Give the address of a static file with its digest in it, so that browsers may keep it for a year."""
    return _static_url(request.root_path, name)


@cache
def _static_url(root: str, name: str) -> str:
    """Ask the router once for a file below `root`, where the application stands."""
    return url_for("asset", digest=_digest(name), name=name)


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((place("static") / name).read_bytes()).hexdigest()[:12]


def asset(digest: str, name: str) -> Response:
    """Serve a static file; one of an older digest is gone.

    The style sheet is on the way of the first paint, and each line of its head is: there are only those that are of use.
    """
    path = safe_join(str(place("static")), name)
    if path is None or not os.path.isfile(path) or digest != _digest(name):  # false, too, for what can be no name
        abort(404)
    kind = os.path.splitext(name)[1]
    with open(path, "rb") as file:
        said = file.read() if kind != ".css" else squeezed(file.read().decode())
    response = Response(said, mimetype=TYPES.get(kind, "text/plain"))
    response.cache_control.max_age = YEAR
    response.cache_control.public = response.cache_control.immutable = True
    response.set_etag(digest)
    response.make_conditional(request)
    return response


@cache
def squeezed(sheet: str) -> str:
    """Give a style sheet without what is there for people who read it: a ninth of its way to a browser."""
    return _ROOM.sub(_kept, sheet).strip()


def _kept(part: re.Match[str]) -> str:
    said = part[0]
    if said.startswith("/*"):
        return ""
    return said if said.startswith('"') else said.strip() or " "


def register(app: Flask) -> None:
    """Give the static files their address, and the templates the way to ask for it."""
    app.add_url_rule("/static/<digest>/<path:name>", "asset", asset)
    app.jinja_env.globals["static_url"] = static_url
