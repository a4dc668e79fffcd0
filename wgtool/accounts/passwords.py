"""Passwords: argon2id with the library's own defaults, and the same time spent whether or not an address is known."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from wgtool.accounts.models import Person

_hasher = PasswordHasher()


def hashed(password: str) -> str:
    """Give the hash to keep. Slow on purpose: never call it inside `writing()`."""
    return _hasher.hash(password)


@cache
def _nobodys() -> str:
    return hashed("nobody has this password")


def matches(person: Person | None, password: str) -> bool:
    """Say whether the password is the person's; takes as long for nobody."""
    kept = person.password if person is not None and person.password else None
    try:
        return _hasher.verify(kept or _nobodys(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False
