"""Who stands on activities: to follow them into a later edition, and for the matrix of who does what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from wgtool.groups.models import Deliverable
from wgtool.kernel.db import db
from wgtool.kernel.folding import fold
from wgtool.kernel.lists import Page
from wgtool.kernel.sight import Sight
from wgtool.partners.models import Organisation
from wgtool.plan.models import Edition, Item
from wgtool.plan.queries import EDITION
from wgtool.plan.tree import Book
from wgtool.signups.models import OPEN, Role, SignUp, Status
from wgtool.signups.queries.signups import PUBLIC


class Confirmed(NamedTuple):
    """A confirmed sign-up: which organisation has which role on which activity; `country` empty is everywhere."""

    item: int
    role: Role
    country: str
    name: str
    slug: str


ITEM = sa.bindparam("item", type_=sa.Integer())
_COLUMNS: tuple[Any, ...] = (SignUp.item_id, SignUp.role, SignUp.country, Organisation.name, Organisation.slug)
_STANDING = (
    sa.select(*_COLUMNS)
    .join(Organisation, Organisation.id == SignUp.organisation_id)
    .where(SignUp.status == Status.CONFIRMED, PUBLIC)
    .order_by(Organisation.folded, SignUp.country)
)
CONFIRMED = _STANDING.join(Item, Item.id == SignUp.item_id).where(Item.edition_id == EDITION)
CONFIRMED_ON = _STANDING.where(SignUp.item_id == ITEM)
GROUP = sa.bindparam("group", type_=sa.Integer())
_MAKING = _STANDING.with_only_columns(SignUp.deliverable_id, *_COLUMNS[1:])
CONFIRMED_FOR = _MAKING.where(SignUp.deliverable_id == ITEM)
MAKING = _MAKING.join(Deliverable, Deliverable.id == SignUp.deliverable_id).where(Deliverable.group_id == GROUP)
OLD = sa.orm.aliased(SignUp)
FOLLOWED = (
    sa.select(SignUp.from_id, SignUp.item_id)
    .join(OLD, OLD.id == SignUp.from_id)
    .where(OLD.item_id == ITEM, SignUp.item_id != ITEM)
)


def confirmed(edition: Edition | Book) -> list[Confirmed]:
    """Give the confirmed sign-ups of an edition's activities: one statement."""
    return [Confirmed(*row) for row in db.session.execute(CONFIRMED, {"edition": edition.id})]


def making(group: int) -> list[Confirmed]:
    """Give the confirmed sign-ups for the deliverables of a group, by the id of each: one statement."""
    return [Confirmed(*row) for row in db.session.execute(MAKING, {"group": group})]


def confirmed_for(deliverable: int) -> list[Confirmed]:
    """Give the confirmed sign-ups for one deliverable: one statement."""
    return [Confirmed(*row) for row in db.session.execute(CONFIRMED_FOR, {"item": deliverable})]


def confirmed_on(item: int) -> list[Confirmed]:
    """Give the confirmed sign-ups of one activity: one statement."""
    return [Confirmed(*row) for row in db.session.execute(CONFIRMED_ON, {"item": item})]


def confirmed_among(item: int, page: Page[Any]) -> list[Confirmed] | None:
    """Give the confirmed sign-ups from a page of them, at whose top they stand; None if that may not be all of them."""
    standing = [row for row in page.rows if row.status == Status.CONFIRMED]
    if page.number > 1 or len(standing) == page.per_page:
        return None
    shown = sorted(standing, key=lambda row: (fold(row.name), row.country))
    return [Confirmed(item, row.role, row.country, row.name, row.slug) for row in shown if row.sight == Sight.PUBLIC]


def standing_on(item: int) -> Sequence[SignUp]:
    """Give the public sign-ups that stand on an activity, with their organisations."""
    wanted = sa.select(SignUp).options(joinedload(SignUp.organisation)).where(SignUp.item_id == item, PUBLIC)
    return db.session.scalars(wanted.where(SignUp.status.in_(OPEN)).order_by(SignUp.id)).all()


def followed(item: int) -> set[tuple[int, int]]:
    """Give (sign-up, activity) of what followed from an activity to another already."""
    return {(id, to) for id, to in db.session.execute(FOLLOWED, {"item": item}) if id and to}
