"""How the plan was: each change of an item ends what it said and begins what it says, in the same transaction.

The item is held while it changes, so no two write its states at once. A clock that goes back makes no gap: a state
begins when the one before it began at the earliest.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.plan.models import Edition, Item, State

OWN = frozenset({"id", "item_id", "since", "until"})
SAID = tuple(column.key for column in sa.inspect(State).columns if column.key not in OWN)
"""The columns of an item that are kept."""
NOW = sa.and_(State.item_id == sa.bindparam("of", type_=sa.Integer()), State.until.is_(None))


@sa.event.listens_for(Item, "after_insert")
def _began(_mapper: Any, connection: sa.Connection, item: Item) -> None:
    connection.execute(sa.insert(State), {**_said(item), "item_id": item.id, "since": clock.now()})


@sa.event.listens_for(Item, "after_update")
def _changed(_mapper: Any, connection: sa.Connection, item: Item) -> None:
    """End the state of before and begin the next; what changes twice at one moment has one state of it."""
    seen = sa.inspect(item)
    if not any(seen.attrs[name].history.has_changes() for name in SAID):
        return
    since = connection.scalar(sa.select(State.since).where(NOW), {"of": item.id})
    at = max(clock.now(), since) if since else clock.now()
    if since == at:
        connection.execute(sa.update(State).where(NOW).values(_said(item)), {"of": item.id})
        return
    connection.execute(sa.update(State).where(NOW).values(until=at), {"of": item.id})
    connection.execute(sa.insert(State), {**_said(item), "item_id": item.id, "since": at})


def _said(item: Item) -> dict[str, Any]:
    return {name: getattr(item, name) for name in SAID}


def keep_all(edition: Edition, at: datetime | None = None) -> None:
    """Begin the states of items that were added many at once, past the listener."""
    of = (getattr(Item, name) for name in SAID)
    moment = sa.literal(at or clock.now(), sa.inspect(State).columns.since.type)
    kept = sa.exists().where(State.item_id == Item.id)
    rows = sa.select(*of, Item.id, moment).where(Item.edition_id == edition.id, ~kept)
    db.session.execute(sa.insert(State).from_select([*SAID, "item_id", "since"], rows))


def kept_from(at: datetime) -> None:
    """Have all that is kept begin at an earlier moment, as a made-up world needs whose past is told afterwards."""
    db.session.execute(sa.update(State).values(since=at))
