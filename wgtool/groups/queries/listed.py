"""The list of groups: the columns a row shows, the reader's own first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from wgtool.groups.models import LEADS, OVER, Group, Kind, Membership, Status
from wgtool.groups.queries.groups import IN, LISTED
from wgtool.kernel.actors import Actor, Eyes
from wgtool.kernel.db import columns
from wgtool.kernel.folding import fold
from wgtool.kernel.lists import LISTS, Page, batches, paged_totals, total
from wgtool.kernel.sight import visible
from wgtool.partners.models import Organisation

OWN: Any = sa.bindparam("own", type_=sa.Integer(), expanding=True)


def listed(
    *, seen_by: Actor, words: str = "", state: Status | None = None, type: Kind | None = None, country: str = "",
    number: int = 1,
) -> Page[Any]:  # fmt: skip
    """Give a page of the groups as lists show them, the reader's own first, those that are over last."""
    return paged_totals(_listed(seen_by.eyes, words, state, type, country), number, _asking(seen_by))


def all_listed(
    *, seen_by: Actor, words: str = "", state: Status | None = None, type: Kind | None = None, country: str = ""
) -> Iterator[Sequence[Any]]:
    """Give all of them, some at a time."""
    yield from batches(_listed(seen_by.eyes, words, state, type, country), _asking(seen_by))


def _asking(reader: Actor) -> dict[str, Any]:
    return reader.asking(own=reader.ids("group"))


@lru_cache(maxsize=LISTS)
def _listed(
    seen_by: Eyes, words: str, state: Status | None, type: Kind | None, country: str
) -> sa.Select[*tuple[Any, ...]]:
    asked = [visible(Group, seen_by)]
    if words:
        found = sa.or_(Group.folded.contains(fold(words), autoescape=True),
                       Group.code.contains(words.strip().upper(), autoescape=True))  # fmt: skip
        asked.append(found)
    if state:
        asked.append(Group.status == state)
    if type:
        asked.append(Group.type == type)
    if country:
        asked.append(Group.country == country)
    mine = sa.case((Group.id.in_(OWN), 0), (Group.status.in_(OVER), 2), else_=1)
    return sa.select(total(Group, *asked), *LISTED).where(*asked).order_by(mine, Group.folded, Group.id)


LED_BY = (
    sa.select(Membership.group_id, Organisation.name)
    .outerjoin(Membership.organisation)
    .where(Membership.group_id.in_(sa.bindparam("groups", expanding=True)), IN, Membership.role.in_(LEADS))
    .order_by(Membership.id)
)


def led_by(groups: Iterable[int]) -> dict[int, list[str | None]]:
    """Give the organisations of who leads and co-leads each group; None is the support team."""
    found: dict[int, list[str | None]] = {}
    for group, name in columns(LED_BY, {"groups": list(groups)}):
        found.setdefault(group, []).append(name)
    return found
