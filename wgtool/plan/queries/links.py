"""What became of activities in later editions, as the support team settled it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, load_only

from wgtool.kernel.db import db
from wgtool.plan.models import Edition, Item, Level, Link
from wgtool.plan.queries.items import EDITION

STARTS, SELF = (sa.bindparam(name, type_=sa.Integer()) for name in ("starts", "item"))
BEFORE = sa.select(Edition).where(Edition.starts < STARTS).order_by(Edition.starts.desc()).limit(1)
LINKS = sa.select(Link).where(Link.from_id == sa.bindparam("old", type_=sa.Integer()), Link.into_id == EDITION)
LINKS = LINKS.order_by(Link.old_id, Link.id)
ENDS = (Item.number, Item.title, Item.heading, Item.text, Item.clause, Item.edition_id, Item.place)
ELSEWHERE = (
    sa.select(Edition, Link, Item)
    .outerjoin(Link, sa.or_(sa.and_(Link.old_id == SELF, Link.into_id == Edition.id),
                            sa.and_(Link.new_id == SELF, Link.from_id == Edition.id)))
    .outerjoin(Item, Item.id == sa.case((Link.old_id == SELF, Link.new_id), else_=Link.old_id))
    .options(load_only(*ENDS))
    .order_by(Edition.starts, Item.place)
)  # fmt: skip
UNSETTLED = (
    sa.select(sa.func.count())
    .select_from(Item)
    .where(Item.edition_id == BEFORE.with_only_columns(Edition.id).scalar_subquery())
    .where(Item.level == Level.ACTIVITY, Item.dropped_at.is_(None))
    .where(~sa.exists().where(Link.old_id == Item.id, Link.into_id == EDITION))
)


@dataclass
class Elsewhere:
    """What is settled between an activity and another edition: its links, each with the item at the other end."""

    edition: Edition
    rows: list[tuple[Link, Item | None]] = field(default_factory=list)


def before(edition: Edition) -> Edition | None:
    """Give the edition that this one follows."""
    return db.session.scalars(BEFORE, {"starts": edition.starts}).first()


def links(old: Edition, new: Edition) -> Sequence[Link]:
    """Give what is settled between two editions."""
    return db.session.scalars(LINKS, {"old": old.id, "edition": new.id}).all()


def links_between(one: int, other: int) -> Sequence[Link]:
    """Give what is settled between two editions, whichever is the later, by their ids."""
    ways = sa.or_(
        sa.and_(Link.from_id == one, Link.into_id == other), sa.and_(Link.from_id == other, Link.into_id == one)
    )
    return db.session.scalars(sa.select(Link).where(ways).order_by(Link.old_id, Link.id)).all()


def links_of(item: int, into: int) -> Sequence[Link]:
    """Give what is settled of one activity in a later edition, as it stands in the database."""
    wanted = sa.select(Link).where(Link.old_id == item, Link.into_id == into).order_by(Link.id)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).all()


def taken_in(edition: Edition) -> dict[int, int]:
    """Give the items of an edition that left it by a merger, each with what took it in."""
    wanted = sa.select(Item.id, Item.into_id).where(Item.edition_id == edition.id, Item.into_id.is_not(None))
    return {id: into for id, into in db.session.execute(wanted) if into}


def successors(item: int) -> Sequence[Item]:
    """Give the activities of later editions that an activity became, with their editions."""
    wanted = sa.select(Item).join(Link, Link.new_id == Item.id).options(joinedload(Item.edition))
    return db.session.scalars(wanted.where(Link.old_id == item).order_by(Item.edition_id, Item.place)).all()


def images(ids: Collection[int], into: Edition) -> dict[int, list[Item]]:
    """Give what items became in an edition, by id: an activity what is settled of it, an output those its activities are under.

    One statement; what has no successor is left out.
    """
    new, above = sa.orm.aliased(Item), sa.orm.aliased(Item)
    wanted = (
        sa.select(Item.id, Item.parent_id, new, above)
        .join(Link, Link.old_id == Item.id)
        .join(new, new.id == Link.new_id)
        .join(above, above.id == new.parent_id)
        .where(Link.into_id == into.id, sa.or_(Item.id.in_(ids), Item.parent_id.in_(ids)), new.dropped_at.is_(None))
        .options(joinedload(new.edition), joinedload(above.edition))
        .order_by(new.place)
    )
    found: dict[int, dict[int, Item]] = {}
    for id, parent, became, output in db.session.execute(wanted):
        for old, item in ((id, became), (parent, output)):
            if old is not None and old in ids:
                found.setdefault(old, {})[item.id] = item
    return {old: list(items.values()) for old, items in found.items()}


def elsewhere(item: Item) -> tuple[Elsewhere | None, Elsewhere | None]:
    """Give what an activity was in the edition before its own and became in the one after: one statement."""
    found: dict[int, Elsewhere] = {}
    for edition, link, end in db.session.execute(ELSEWHERE, {"item": item.id}):
        there = found.setdefault(edition.id, Elsewhere(edition))
        there.rows += [(link, end)] if link else []
    order = list(found.values())
    at = next(place for place, each in enumerate(order) if each.edition.id == item.edition_id)
    return order[at - 1] if at else None, order[at + 1] if at + 1 < len(order) else None


def unsettled(edition: Edition) -> int:
    """Count the activities of the edition before of which nobody has said what became of them in this one."""
    return db.session.scalar(UNSETTLED, {"starts": edition.starts, "edition": edition.id}) or 0
