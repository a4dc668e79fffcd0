"""Answers travel compressed, whether or not a web server in front would do it: half the readers have a bad line.

A page may hold secrets and repeat what its address asked for, which is what BREACH needs. What it could guess is of no
use: a form's token is signed with the second it was made in, and the cookie does not come along on requests that another
site causes (SameSite), but when it sends its reader here for all to see. See docs/decisions/0005.
"""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Flask, Response, request

LEAST = 500
"""Below this many bytes a packet is saved by nothing."""
TEXTS = ("text/", "application/json", "application/javascript", "image/svg+xml")
QUICK, SMALL = 4, 9
VARIES = "Accept-Encoding"


def compressed(response: Response) -> Response:
    """Compress a text for a browser that takes it so."""
    static = request.endpoint == "asset"
    if not _is_text(response) or (response.is_streamed and not static):
        return response
    if VARIES not in response.headers.get("Vary", ""):  # pages say so themselves: to read the header takes longer
        response.vary.add(VARIES)
    if request.accept_encodings.quality("gzip") <= 0:
        return response
    response.direct_passthrough = False
    whole = response.get_data()
    if len(whole) >= LEAST:
        response.set_data(_once(whole) if static else gzip.compress(whole, QUICK, mtime=0))
        response.content_encoding = "gzip"
    return response


def _is_text(response: Response) -> bool:
    if response.status_code in {204, 206, 304} or response.content_encoding:
        return False
    return (response.mimetype or "").startswith(TEXTS)


@lru_cache(maxsize=32)
def _once(content: bytes) -> bytes:
    """Compress a static file as well as can be, and keep it."""
    return gzip.compress(content, SMALL, mtime=0)


def register(app: Flask) -> None:
    """Compress at the very end: the first to be registered is the last to be asked."""
    app.after_request(compressed)
