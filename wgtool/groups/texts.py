"""The terms of reference of a group, through the room of documents, and the question on them."""

from __future__ import annotations

from wgtool.groups.models import Group
from wgtool.kernel.actors import Actor


def begin(group: Group, *, actor: Actor) -> None:
    """Begin the first draft."""


def submit(group: Group, *, actor: Actor) -> None:
    """Lock the draft and put it to the SAG. Raises Refused, naming the sections, while it is not ready."""


def take_back(group: Group, *, actor: Actor, why: str) -> None:
    """Withdraw the question, which runs no outcome, and open the text again."""


def unready(group: Group) -> str | None:
    """Say why the text can't be submitted yet."""
    return None
