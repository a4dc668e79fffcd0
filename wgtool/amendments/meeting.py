"""Amendments that meet: what one changes, another changes too, takes out of the plan, or builds on. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from wgtool.amendments.models import OPEN, Amendment
from wgtool.plan.edits import Edit

STANDING = frozenset({"number", "parent_id"})


def same(one: Amendment, other: Amendment) -> bool:
    """Say whether both change the same field of an item, so that only one of them can be verified."""
    return bool(_fields(one.changes) & _fields(other.changes))


def meets(one: Amendment, other: Amendment) -> bool:
    """Say whether it matters for one whether the other is verified."""
    return same(one, other) or _under(one.changes, other.changes) or _under(other.changes, one.changes)


def rivals(amendment: Amendment, others: Iterable[Amendment]) -> list[Amendment]:
    """Give the open amendments that an open one meets."""
    if amendment.status not in OPEN:
        return []
    return [one for one in others if one.id != amendment.id and one.status in OPEN and meets(amendment, one)]


def _under(edits: Iterable[Edit], others: Iterable[Edit]) -> bool:
    """Say whether edits take away, or put elsewhere, what others need where it is."""
    edits, others = list(edits), list(others)
    gone = {one.item for one in edits if one.item and one.drops}
    moved = {one.item for one in edits if one.item and STANDING & one.becomes.keys()}
    return bool(gone & (_changed(others) | _above(others)) or moved & _above(others))


def _fields(edits: Iterable[Edit]) -> set[tuple[int, str]]:
    return {(one.item, field) for one in edits if one.item for field in one.becomes}


def _changed(edits: Iterable[Edit]) -> set[int]:
    return {id for one in edits for id in (one.item, one.into) if id}


def _above(edits: Iterable[Edit]) -> set[int]:
    """Give what edits put something under."""
    return {above for one in edits if isinstance(above := one.becomes.get("parent_id"), int)}
