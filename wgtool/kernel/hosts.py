"""The names this installation answers to: a forged `Host` is told so, and never part of an answer."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, request
from flask.globals import request_ctx
from werkzeug.exceptions import SecurityError

NEAR = {"localhost", "127.0.0.1", "::1"}
"""What a probe on the same machine asks for."""


def _asked() -> str | None:
    """Give the host a request names, or None for what can be none, as the router finds too."""
    if request_ctx.url_adapter is None:
        return None
    try:
        return urlsplit(f"//{request.host}").hostname
    except (SecurityError, ValueError):
        return None


def answer_only(app: Flask, base_url: str | None) -> None:
    """Answer requests for the host of `base_url` and for this machine's own; any, if there is no `base_url`.

    What can be no host at all is never answered.
    """
    own = urlsplit(base_url).hostname if base_url else None

    def refuse_others() -> Response | None:
        asked = _asked()
        if asked and (own is None or asked in {own, *NEAR}):
            return None
        return Response("This is not the address of this installation.\n", status=400, mimetype="text/plain")

    app.before_request(refuse_others)
