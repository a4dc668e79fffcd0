"""Secrets of mailed links: a random one goes out, only its digest stays."""

from __future__ import annotations

import hashlib
import secrets


def new() -> str:
    """Give a fresh secret."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Give what is kept of a secret. It is random and long, so a fast digest serves."""
    return hashlib.sha256(token.encode()).hexdigest()
