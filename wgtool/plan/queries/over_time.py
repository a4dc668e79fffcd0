"""The plan over time: how it was at a moment, its versions, the numbers it ever used; editions to come."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from wgtool.kernel.db import UtcDateTime, db
from wgtool.plan.models import Draft, Edition, Item, OldNumber, PlanVersion, State
from wgtool.plan.queries.items import EDITION, IN_SIGHT, tree_of
from wgtool.plan.tree import Entry, Tree

AT = sa.bindparam("at", type_=UtcDateTime())
STATES = (
    sa.select(*(getattr(State, "item_id" if name == "id" else name) for name in Entry._fields if name != "edition"))
    .where(State.edition_id == EDITION, State.void.is_(False))
    .where(State.since <= AT, sa.or_(State.until.is_(None), State.until > AT))
    .order_by(State.place)
)


def tree_at(edition: Edition, moment: datetime) -> Tree:
    """Give an edition as it was at a moment, in one statement; empty if it was not kept then."""
    rows = db.session.execute(STATES, {"edition": edition.id, "at": moment})
    return tree_of(edition, rows)


def kept_since(edition: Edition) -> datetime | None:
    """Give the moment from which on it is kept how an edition was."""
    return db.session.scalar(sa.select(sa.func.min(State.since)).where(State.edition_id == edition.id))


def versions(edition: Edition) -> Sequence[PlanVersion]:
    """Give the versions of an edition, the newest first."""
    wanted = sa.select(PlanVersion).where(PlanVersion.edition_id == edition.id).order_by(PlanVersion.number.desc())
    return db.session.scalars(wanted).all()


def numbers_taken(edition: Edition) -> set[str]:
    """Give every number an edition ever used, which nobody gets again."""
    now = sa.select(Item.number).where(Item.edition_id == edition.id)
    before = sa.select(OldNumber.number).where(OldNumber.edition_id == edition.id)
    return set(db.session.scalars(now.union(before)))


def standing(ids: Collection[int]) -> Sequence[tuple[str, str, bool]]:
    """Give (number, number above, whether that has left) of what is part of the plan and is, or stands under, any of these."""
    above = sa.orm.aliased(Item)
    wanted = sa.select(Item.number, above.number, above.dropped_at.is_not(None)).join(above, above.id == Item.parent_id)
    wanted = wanted.where(Item.dropped_at.is_(None), sa.or_(Item.id.in_(ids), Item.parent_id.in_(ids)))
    return [(number, over, gone) for number, over, gone in db.session.execute(wanted.order_by(Item.place))]


def number_now(edition: str, number: str) -> str | None:
    """Give the number of today of an item that had this one before."""
    wanted = sa.select(Item.number).join(OldNumber, OldNumber.item_id == Item.id)
    wanted = wanted.join(Edition, Edition.id == OldNumber.edition_id).where(Edition.slug == edition, IN_SIGHT)
    return db.session.scalar(wanted.where(OldNumber.number == number))


def draft(id: int) -> Draft | None:
    """Give an edition that is being prepared, with the one it follows."""
    return db.session.scalars(draft_to_change(id)).one_or_none()


def draft_to_change(id: int) -> sa.Select[Draft]:
    """Select an edition that is being prepared, with the one it follows, to change it."""
    return sa.select(Draft).options(joinedload(Draft.old)).where(Draft.id == id)


def draft_of(slug: str) -> Draft | None:
    """Give the edition that is or was prepared under a place in addresses, but for what was discarded."""
    wanted = sa.select(Draft).where(Draft.slug == slug, Draft.discarded_at.is_(None))
    return db.session.scalars(wanted).one_or_none()


def drafts() -> Sequence[Draft]:
    """Give the editions that are being prepared."""
    open = (Draft.published_id.is_(None), Draft.discarded_at.is_(None))
    return db.session.scalars(sa.select(Draft).where(*open).order_by(Draft.id)).all()
