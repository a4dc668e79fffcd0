"""What an operation raises when it will not: always a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.exc import IntegrityError

from wgtool.kernel.i18n import _

UNIQUE = "23505"


class Refused(Exception):
    """The rules say no. The message is for the person."""


class Forbidden(Refused):
    """The rules say not you."""


class Stale(Refused):
    """Somebody saved in between. Carries both texts by field name."""

    def __init__(self, message: str, *, theirs: dict[str, str], mine: dict[str, str]) -> None:
        super().__init__(message)
        self.theirs = theirs
        self.mine = mine


class Again(Exception):
    """The same form was already done; `location` is where its first sending led."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


_sentences: dict[str, Callable[[], str]] = {}


def constraint_says(signs: str, sentence: Callable[[], str]) -> None:
    """Register the sentence for a broken constraint.

    `signs` is a constraint's name, and SQLite's "table.column, table.column" where it does not give the name.
    """
    for sign in signs.split("|"):
        _sentences[sign.strip()] = sentence


def refusal_of(error: IntegrityError) -> Refused | None:
    """Translate a broken constraint to its sentence, or give None if nobody registered one.

    What must be unique has a sentence in any case: the rules have looked, so somebody was as fast.
    """
    text = str(error.orig)
    if (say := next((say for sign, say in _sentences.items() if sign in text), None)) is not None:
        return Refused(say())
    if getattr(error.orig, "sqlstate", "") == UNIQUE or "UNIQUE constraint failed" in text:
        return Refused(
            _("Somebody did the same at the same moment. Look at the page as it is now, then send it again.")
        )
    return None
