"""Every SELECT of the plan. All of it is public."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, load_only

from wgtool.kernel.db import columns, db
from wgtool.plan.models import Edition, Item, Level, Link, Status, StatusReport, Upload
from wgtool.plan.tree import Book, Entry, Tree

EDITION = sa.bindparam("edition", type_=sa.Integer())
SLUG, NUMBER = (sa.bindparam(name, type_=sa.String()) for name in ("slug", "number"))
EDITIONS = sa.select(Edition).order_by(Edition.starts.desc())
OF_SLUG = sa.select(Edition).where(Edition.slug == SLUG)
REPORTS = (
    sa.select(StatusReport)
    .where(StatusReport.item_id == sa.bindparam("item", type_=sa.Integer()))
    .order_by(StatusReport.on.desc(), StatusReport.id.desc())
)
ITEM = sa.select(Item).join(Item.edition).where(Edition.slug == SLUG, Item.number == NUMBER)
ITEM = ITEM.options(contains_eager(Item.edition))
ENTRIES = (
    sa.select(*(getattr(Item, name) for name in Entry._fields if name != "edition"))
    .where(Item.edition_id == EDITION)
    .order_by(Item.place)
)


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


def editions() -> Sequence[Edition]:
    """Give the editions, the newest first."""
    return db.session.scalars(EDITIONS).all()


def edition(slug: str) -> Edition | None:
    """Give an edition by its place in addresses."""
    return db.session.scalars(OF_SLUG, {"slug": slug}).one_or_none()


def current() -> Edition | None:
    """Give the edition in force."""
    return db.session.scalars(sa.select(Edition).where(Edition.current)).one_or_none()


def edition_to_change(id: int) -> sa.Select[Edition]:
    """Select an edition, to change it or what stands under it."""
    return sa.select(Edition).where(Edition.id == id)


def items(edition: Edition) -> Sequence[Item]:
    """Give all items of an edition in printed order, the dropped ones too."""
    return db.session.scalars(sa.select(Item).where(Item.edition_id == edition.id).order_by(Item.place)).all()


def items_to_change(edition: Edition) -> Sequence[Item]:
    """Give all items of an edition, held against others until the commit."""
    wanted = sa.select(Item).where(Item.edition_id == edition.id).order_by(Item.place)
    return db.session.scalars(wanted.with_for_update().execution_options(populate_existing=True)).all()


def tree(edition: Edition) -> Tree:
    """Give an edition as a tree, in one statement of columns; the same one while the plan says the same."""
    rows = columns(ENTRIES, {"edition": edition.id})
    return _tree(Book(edition.id, edition.slug, edition.starts, edition.ends), tuple(map(tuple, rows)))


@lru_cache(maxsize=8)
def _tree(book: Book, rows: tuple[tuple[Any, ...], ...]) -> Tree:
    return Tree(book, [Entry._make((*row, book)) for row in rows])


def item(slug: str, number: str) -> Item | None:
    """Give an item by its address, with its edition."""
    return db.session.scalars(ITEM, {"slug": slug, "number": number}).one_or_none()


def by_id(id: int) -> Item | None:
    """Give an item by its stable identity, with its edition."""
    return db.session.scalars(to_change(id)).one_or_none()


def to_change(id: int) -> sa.Select[Item]:
    """Select an item with its edition, to change it."""
    return sa.select(Item).options(joinedload(Item.edition)).where(Item.id == id)


def titles(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Give number and short title of items by id."""
    rows = db.session.execute(sa.select(Item.id, Item.number, Item.title).where(Item.id.in_(set(ids))))
    return {id: (number, title) for id, number, title in rows}


def activities_under(ids: Iterable[int]) -> sa.Select[int]:
    """Select the ids of the activities that are or stand under any of the items: outputs and others unfolded."""
    found = sa.select(Item.id, Item.level).where(Item.id.in_(set(ids))).cte(recursive=True)
    found = found.union_all(sa.select(Item.id, Item.level).join(found, Item.parent_id == found.c.id))
    return sa.select(found.c.id).where(found.c.level == Level.ACTIVITY).distinct()


def reports(item: Item) -> Sequence[StatusReport]:
    """Give the status reports of an activity, the newest first."""
    return db.session.scalars(REPORTS, {"item": item.id}).all()


def newest_report(item: Item) -> Status | None:
    """Give how an activity stands: by the report of the newest day, of those the last one made."""
    wanted = sa.select(StatusReport.status).where(StatusReport.item_id == item.id)
    return db.session.scalar(wanted.order_by(StatusReport.on.desc(), StatusReport.id.desc()).limit(1))


def upload(id: int) -> Upload | None:
    """Give a plan that was sent in the browser."""
    return db.session.get(Upload, id)


def upload_to_change(id: int) -> sa.Select[Upload]:
    """Select a plan that was sent in the browser, to apply it."""
    return sa.select(Upload).where(Upload.id == id)


def before(edition: Edition) -> Edition | None:
    """Give the edition that this one follows."""
    return db.session.scalars(BEFORE, {"starts": edition.starts}).first()


def links(old: Edition, new: Edition) -> Sequence[Link]:
    """Give what is settled between two editions."""
    return db.session.scalars(LINKS, {"old": old.id, "edition": new.id}).all()


def links_of(item: int, into: int) -> Sequence[Link]:
    """Give what is settled of one activity in a later edition, as it stands in the database."""
    wanted = sa.select(Link).where(Link.old_id == item, Link.into_id == into).order_by(Link.id)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).all()


def successors(item: int) -> Sequence[Item]:
    """Give the activities of later editions that an activity became, with their editions."""
    wanted = sa.select(Item).join(Link, Link.new_id == Item.id).options(joinedload(Item.edition))
    return db.session.scalars(wanted.where(Link.old_id == item).order_by(Item.edition_id, Item.place)).all()


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


def numbered(edition: Edition, numbers: Iterable[str]) -> dict[str, Item]:
    """Give the activities of an edition that have these numbers and are part of it."""
    wanted = sa.select(Item).where(Item.edition_id == edition.id, Item.number.in_(set(numbers)))
    found = db.session.scalars(wanted.where(Item.level == Level.ACTIVITY, Item.dropped_at.is_(None)))
    return {item.number: item for item in found}
