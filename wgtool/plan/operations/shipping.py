"""Setting up the editions that come with the tool, so that it is useful before anyone reads in a text."""

from __future__ import annotations

import sqlalchemy as sa

from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.plan import events, queries, shipped
from wgtool.plan.models import Edition, Item, Level
from wgtool.plan.operations.keeping import keep_all

LEVELS = tuple(Level)


def ship(*, actor: Actor) -> list[Edition]:
    """Set up the editions that are not here yet, with numbers and short titles; give those that were new.

    The newest is the current one, unless an edition is current already.
    """
    here = queries.slugs()
    new = [_ship(each, actor=actor) for each in shipped.editions() if each.id not in here]
    if new and queries.current() is None:
        max(new, key=lambda edition: edition.starts).current = True
        db.session.flush()
    return new


def _ship(found: shipped.Shipped, *, actor: Actor) -> Edition:
    edition = Edition(slug=found.id, title=found.title, starts=found.starts, ends=found.ends)
    db.session.add(edition)
    db.session.flush()
    ids: dict[str, int] = {}
    for depth, level in enumerate(LEVELS, start=1):
        rows = [_row(edition, level, number, found.titles[number], ids) for number in found.numbers(depth)]
        added = db.session.execute(sa.insert(Item).returning(Item.number, Item.id), rows)
        ids.update((number, id) for number, id in added)
    keep_all(edition)
    announce(events.Shipped(actor=actor, subject=edition.ref, activities=len(found.numbers(len(LEVELS)))))
    return edition


def _row(edition: Edition, level: Level, number: str, title: str, ids: dict[str, int]) -> dict[str, object]:
    parent = ids.get(number.rpartition(".")[0])
    return {
        "edition_id": edition.id, "parent_id": parent, "level": level, "number": number, "place": place(number),
        "title": title, "version": 1,
    }  # fmt: skip


def place(number: str) -> int:
    """Give the place of a number in its edition, the same whatever else comes or goes: 1.2.3.10 is 1020310."""
    parts = [int(part) for part in number.split(".")] + [0] * (len(LEVELS) - number.count(".") - 1)
    return sum(part * 100**power for power, part in enumerate(reversed(parts)))
