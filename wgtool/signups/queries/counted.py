"""Who leads and how many signed up, for all activities of an edition at once."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from wgtool.kernel.db import columns, db
from wgtool.kernel.dialects import insert_of
from wgtool.kernel.sight import Sight
from wgtool.partners.models import Organisation
from wgtool.plan.models import Edition, Item
from wgtool.plan.queries import EDITION
from wgtool.plan.tree import Book
from wgtool.signups.models import Role, SignUp, Status, Tally

PUBLIC = SignUp.sight == Sight.PUBLIC
FIRST, LAST = (sa.bindparam(name, type_=sa.Integer()) for name in ("first", "last"))
ALL = 2**31 - 1


class Lead(NamedTuple):
    """A confirmed lead of an activity; `country` empty is everywhere."""

    organisation: int
    name: str
    slug: str
    country: str


class Count(NamedTuple):
    """The public sign-ups of an activity in one country, or everywhere: how many stand, whether one leads.

    `left` says that somebody left a role there after taking it on, and nobody has it now. `country` is None in the sum
    of all of an activity.
    """

    item: int
    country: str | None
    confirmed: int
    offered: int
    led: bool
    left: bool


LEADS = (
    sa.select(SignUp.item_id, Organisation.id, Organisation.name, Organisation.slug, SignUp.country)
    .join(Organisation, Organisation.id == SignUp.organisation_id)
    .join(Item, Item.id == SignUp.item_id)
    .where(Item.edition_id == EDITION, SignUp.role == Role.LEAD, SignUp.status == Status.CONFIRMED)
    .order_by(SignUp.country)
)


def leads(edition: Edition | Book) -> dict[int, list[Lead]]:
    """Give the confirmed leads of an edition's activities, those of everywhere first: one statement."""
    found: dict[int, list[Lead]] = {}
    for item, id, name, slug, country in columns(LEADS, {"edition": edition.id}).all():
        found.setdefault(item or 0, []).append(Lead(id, name, slug, country))
    return found


def _counted() -> sa.Select[*tuple[int, ...]]:
    """Count by role first, since a role that was left may be taken by another, then by country."""
    gone = sa.and_(SignUp.status.in_((Status.WITHDRAWN, Status.LAPSED)), SignUp.confirmed_at.is_not(None))
    by = (SignUp.item_id, SignUp.country, SignUp.role)
    role = (
        sa.select(*by, _times(SignUp.status == Status.CONFIRMED, "confirmed"),
                  _times(SignUp.status == Status.OFFERED, "offered"), _times(gone, "gone"))
        .where(SignUp.item_id.between(FIRST, LAST), PUBLIC).group_by(*by).subquery()
    ).c  # fmt: skip
    led = _times(sa.and_(role.role == Role.LEAD, role.confirmed > 0), "led")
    vacated = _times(sa.and_(role.gone > 0, role.confirmed == 0), "vacated")
    figures = (sa.func.sum(role.confirmed), sa.func.sum(role.offered), led, vacated)
    return sa.select(role.item_id, role.country, *figures).group_by(role.item_id, role.country)


def _times(holds: sa.ColumnElement[bool], name: str) -> sa.Label[int]:
    return sa.func.sum(sa.case((holds, 1), else_=0)).label(name)


COUNTED = _counted()
KEPT = (Tally.item_id, Tally.country, Tally.confirmed, Tally.offered, Tally.led, Tally.vacated)
TALLIES = sa.select(*KEPT).where(Tally.item_id.between(FIRST, LAST))
APART = TALLIES.with_only_columns(*KEPT[:4], Tally.led > 0, Tally.vacated > 0)
SUMMED = TALLIES.with_only_columns(
    Tally.item_id, sa.null(), sa.func.sum(Tally.confirmed), sa.func.sum(Tally.offered),
    sa.func.max(Tally.led) > 0, sa.func.max(Tally.vacated) > 0,
).group_by(Tally.item_id)  # fmt: skip
UNCOUNT = sa.delete(Tally).where(Tally.item_id.between(FIRST, LAST))
NAMES = [column.key for column in KEPT]
COUNT = sa.insert(Tally).from_select(NAMES, COUNTED)


@cache
def count_more(engine: str) -> sa.Insert:
    """Count anew what can only have become more: each place in one statement, the tally that is there written over."""
    more = insert_of(engine)(Tally).from_select(NAMES, COUNTED)
    figures = {name: more.excluded[name] for name in NAMES[2:]}
    return more.on_conflict_do_update(index_elements=NAMES[:2], set_=figures)


def counts(items: Collection[int], *, apart: bool) -> dict[int, list[Count]]:
    """Give the tallies of activities, from the first id to the last: their sums, or countries `apart`; one statement."""
    found: dict[int, list[Count]] = {}
    ends = {"first": min(items, default=0), "last": max(items, default=0)}
    for each in map(Count._make, columns(APART if apart else SUMMED, ends).all()):
        found.setdefault(each.item, []).append(each)
    return found


def miscounted() -> list[int]:
    """Give the activities whose tallies are not what their sign-ups come to. There should be none."""
    kept, counted = (_figures(select) for select in (TALLIES, COUNTED))
    return sorted({int(row[0]) for row in kept ^ counted})


def _figures(select: sa.Select[*tuple[Any, ...]]) -> set[tuple[str, ...]]:
    """Give all rows as texts: PostgreSQL sums to decimals, and they are only compared."""
    return {tuple(map(str, row)) for row in db.session.execute(select, {"first": 0, "last": ALL})}
