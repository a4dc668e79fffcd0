"""A group as its page reads it: whole, and not to be changed."""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa

from wgtool.groups.models import Alignment, Group, Membership, Pause
from wgtool.groups.queries.groups import GROUP, OPEN, OPEN_PAUSES, mergers, merges
from wgtool.kernel.actors import Actor, Eyes
from wgtool.kernel.db import columns
from wgtool.kernel.readings import Reading, beside, told
from wgtool.kernel.sight import visible
from wgtool.partners.models import Organisation
from wgtool.plan.models import Edition, Item

ORGANISATION = Reading(Organisation, "slug name")
SHOWN = Reading(Group, organisation=ORGANISATION)
PAUSE = Reading(Pause)
SERVED = Reading(Item, "number title place", edition=Reading(Edition, "slug current"))
MEMBER = Reading(Membership, "person_id role standing since until handed_to", organisation=ORGANISATION)


def shown(code: str, *, seen_by: Actor) -> Group | None:
    """Read a group whole for its page, if the reader may know of it: in two statements, as `by_code` loads it in."""
    rows = columns(_shown(seen_by.eyes), seen_by.asking(code=code)).all()
    if not rows:
        return None
    first = rows[0]
    group, end = SHOWN.taken(first, 0)
    pause, end = PAUSE.taken(first, end)
    items = [item for item in (SERVED.taken(row, end)[0] for row in rows) if item]
    assert group is not None
    asks, askers = mergers(group.id) if first.merges else ([], [])
    return beside(
        group, pauses=[pause] if pause else [], alignments=list(map(_alignment, items)), memberships=_members(group),
        mergers=asks, askers=askers,
    )  # fmt: skip


def _alignment(item: Item) -> Alignment:
    return told(Alignment, [("item_id", item.id), ("item", item)])


@cache
def _shown(seen_by: Eyes) -> sa.Select[Any]:
    """Select a group with the one pause it may be in, in a row for each item that it serves."""
    found = SHOWN.select().outerjoin(OPEN_PAUSES).outerjoin(Group.alignments).outerjoin(Alignment.item)
    read = SERVED.added_to(PAUSE.added_to(found)).add_columns(merges().label("merges"))
    return read.where(Group.code == sa.bindparam("code", type_=sa.String()), visible(Group, seen_by))


def _members(group: Group) -> list[Membership]:
    return [beside(MEMBER.of(row), group=group) for row in columns(_selected_members(), {"group": group.id})]


@cache
def _selected_members() -> sa.Select[Any]:
    here = (Membership.group_id == GROUP, Membership.until.is_(None), Membership.standing.in_(OPEN))
    return MEMBER.select().where(*here).order_by(Membership.id)
