"""The signed words of a mailed link by which somebody says that a recorded position is not theirs."""

from __future__ import annotations

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="decisions.not-mine")


def not_mine(recording: int, owner: int) -> str:
    """Give the token that names a recorded position and its owner, for this purpose alone."""
    return str(_signer().dumps([recording, owner]))


def read(token: str) -> tuple[int, int] | None:
    """Give the recorded position and the owner a token of ours names."""
    try:
        recording, owner = _signer().loads(token)
    except (BadSignature, TypeError, ValueError):
        return None
    return int(recording), int(owner)
