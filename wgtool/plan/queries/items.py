"""Every SELECT of the plan. All of it is public."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from wgtool.kernel.db import columns, db
from wgtool.kernel.readings import Reading
from wgtool.plan.models import (
    Edition,
    Item,
    Level,
    Status,
    StatusReport,
    Upload,
)
from wgtool.plan.tree import Book, Entry, Tree

EDITION = sa.bindparam("edition", type_=sa.Integer())
SLUG, NUMBER = (sa.bindparam(name, type_=sa.String()) for name in ("slug", "number"))
EDITIONS = sa.select(Edition).order_by(Edition.starts.desc())
OF_SLUG = sa.select(Edition).where(Edition.slug == SLUG)
IN_SIGHT = Item.void.is_(False)
ITEM = sa.select(Item).join(Item.edition).where(Edition.slug == SLUG, Item.number == NUMBER, IN_SIGHT)
ITEM = ITEM.options(contains_eager(Item.edition))
REPORTS = (
    sa.select(StatusReport)
    .where(StatusReport.item_id == sa.bindparam("item", type_=sa.Integer()))
    .order_by(StatusReport.on.desc(), StatusReport.id.desc())
)
ENTRIES = (
    sa.select(*(getattr(Item, name) for name in Entry._fields if name != "edition"))
    .where(Item.edition_id == EDITION, IN_SIGHT)
    .order_by(Item.place)
)


def editions() -> Sequence[Edition]:
    """Give the editions, the newest first."""
    return db.session.scalars(EDITIONS).all()


def slugs() -> set[str]:
    """Give the places in addresses of all editions."""
    return set(columns(sa.select(Edition.slug)).scalars())


def areas() -> Sequence[Any]:
    """Give the pillars of all editions, which are the strategy areas, the newest edition first: one statement."""
    told = (Edition.id, Edition.slug, Edition.current, Item.number, Item.title, Item.heading)
    wanted = sa.select(*told).join(Item, Item.edition_id == Edition.id).where(Item.level == Level.PILLAR)
    return db.session.execute(wanted.order_by(Edition.starts.desc(), Item.place)).all()


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
    return tree_of(edition, rows)


def tree_of(edition: Edition, rows: Iterable[Any]) -> Tree:
    """Give the tree of these rows, in the order of an entry's fields; the same one for the same rows."""
    return _tree(Book(edition.id, edition.slug, edition.starts, edition.ends), tuple(map(tuple, rows)))


@lru_cache(maxsize=16)
def _tree(book: Book, rows: tuple[tuple[Any, ...], ...]) -> Tree:
    return Tree(book, [Entry._make((*row, book)) for row in rows])


def item(slug: str, number: str) -> Item | None:
    """Give an item by its address, with its edition."""
    return db.session.scalars(ITEM, {"slug": slug, "number": number}).one_or_none()


SHOWN = Reading(Item, edition=Reading(Edition))


def shown(slug: str, number: str) -> Item | None:
    """Read an item by its address for its page, with its edition."""
    return SHOWN.first(_shown(), {"slug": slug, "number": number})


@cache
def _shown() -> sa.Select[Any]:
    edition = sa.select(Edition.id).where(Edition.slug == SLUG).scalar_subquery()
    return SHOWN.select().where(Item.edition_id == edition, Item.number == NUMBER, IN_SIGHT)


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


def numbered(edition: Edition, numbers: Iterable[str]) -> dict[str, Item]:
    """Give the activities of an edition that have these numbers and are part of it."""
    wanted = sa.select(Item).where(Item.edition_id == edition.id, Item.number.in_(set(numbers)))
    found = db.session.scalars(wanted.where(Item.level == Level.ACTIVITY, Item.dropped_at.is_(None)))
    return {item.number: item for item in found}
