"""The signed words of the link by which one click stops reminders to one reader."""

from __future__ import annotations

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="notifications.stop")


def stop(reader: str) -> str:
    """Give the token that names a reader, for this purpose alone."""
    return str(_signer().dumps(reader))


def read(token: str) -> str | None:
    """Give the reader a token of ours names."""
    try:
        said = _signer().loads(token)
    except BadData:
        return None
    return said if isinstance(said, str) else None
