"""Fills an empty wgtool database in seconds: `python -m bench.load URL --signups 20000`.

Rows go in by Core, many at once, past the operations; tests hold that what comes out is what operations would have made.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import joinedload

from bench import lessons, lives, offers, world
from wgtool.accounts.models import Belonging, Person, Role
from wgtool.actions.models import ActionPoint, Report
from wgtool.app import create_app
from wgtool.cli import prepare
from wgtool.config import Settings
from wgtool.groups.models import Alignment, Deliverable, Group, Membership, Status
from wgtool.history.models import Line, Place
from wgtool.kernel import clock, waits
from wgtool.kernel.db import Base, Ref, db
from wgtool.kernel.sight import Sight
from wgtool.kernel.waits import Wait
from wgtool.kernel.writes import writing
from wgtool.learning.models import Exercise, Recommendation
from wgtool.partners.models import Organisation, Presence
from wgtool.plan.models import Edition, Item, Level
from wgtool.plan.queries import editions
from wgtool.signups import queries
from wgtool.signups.models import SignUp
from wgtool.signups.operations import recount

SECRET = "measured in the open, and long enough for that"
CLAUSES = (
    "Logistics Cluster stakeholders who sign up, also as Lead",
    "Global Logistics Cluster Support Team Lead in collaboration with Logistics Cluster stakeholders who sign up",
    "Logistics Cluster stakeholders who sign up per country, also as Lead",
)
TAKE_UP = "group.take-up"


def settings(url: str) -> Settings:
    """Give the settings of a measured installation."""
    return Settings(database_url=url, secret_key=SECRET)


def load(app: Flask, signups: int) -> float:
    """Fill the empty database of an application, with as many action points as sign-ups; give the seconds it took."""
    began = time.perf_counter()
    with app.app_context():
        prepare()
        if db.session.scalar(sa.select(Person.id).limit(1)):
            raise SystemExit("There are people in this database: only an empty one is filled.")
        with writing():
            _people()
            items = _plan()
            _groups(items)
            _signups(items, signups)
            _lessons([item.id for item in items if item.number != offers.BUSY], signups)
            recount(db.session.connection())
            _numbering()
        _analyse()
    return time.perf_counter() - began


def _put(table: type[Base], rows: Iterable[dict[str, Any]]) -> None:
    if found := list(rows):
        db.session.execute(sa.insert(table.__table__), found)  # type: ignore[arg-type]


def _people() -> None:
    _put(Organisation, world.organisations())
    _put(Presence, world.presences(world.chance()))
    _put(Person, world.people())
    _put(Belonging, world.belongings())
    _put(Role, world.roles())


def _plan() -> Sequence[Item]:
    """Give the activities of both editions clauses where an edition has them; give the activities."""
    wanted = sa.select(Item).join(Item.edition).where(Item.level == Level.ACTIVITY)
    items = db.session.scalars(wanted.order_by(Edition.starts, Item.place).options(joinedload(Item.edition))).all()
    for n, item in enumerate(item for item in items if item.edition.slug == "2019"):
        item.clause = CLAUSES[n % len(CLAUSES)]
    db.session.flush()
    return items


def _groups(items: Sequence[Item]) -> None:
    groups = world.groups(world.chance())
    _put(Group, groups)
    _put(Membership, world.memberships())
    served = [item for item in items if item.edition.current and not item.number.startswith("1.")]
    pairs = {(n, served[(5 * n + k) % len(served)].id) for n in range(1, world.GROUPS + 1) for k in (0, 1)}
    _put(Alignment, ({"group_id": group, "item_id": item} for group, item in sorted(pairs)))
    plans = lives.deliverables(groups, dict(sorted(pairs)))
    _put(Deliverable, plans)
    _tell(*lives.history(groups, plans, _first_line()))
    proposed = [row for row in groups if row["status"] == Status.PROPOSED]
    _put(Wait, ({"kind": "group", "thing": row["id"], "holder": "support:world:", "says": TAKE_UP, "sight": Sight.PUBLIC,
                 "params": {"code": row["code"]}, "since": row["proposed_at"]} for row in proposed))  # fmt: skip


def _signups(items: Sequence[Item], number: int) -> None:
    rows = offers.signups(items, number, world.chance())
    _put(SignUp, rows)
    names = {row["id"]: row["name"] for row in world.organisations()}
    by_id = {item.id: item for item in items}
    leads = {item: led for edition in editions() for item, led in queries.leads(edition).items()}
    _put(Wait, offers.waits(rows, by_id, names, leads, _aligned()))
    _tell(*offers.history(rows, _first_line()))


def _lessons(items: Sequence[int], number: int) -> None:
    """Put in exercises and action points; whose turn these are is asked of wgtool's own function."""
    luck, held = world.chance(), lessons.exercises(number)
    rows = lessons.actions(number, len(held), items, luck)
    _put(Exercise, held)
    _put(Recommendation, lessons.recommendations(held, items, luck))
    _put(ActionPoint, rows)
    _put(Report, lessons.reports(rows, luck))
    _tell(*lessons.history(rows, _first_line()))
    said = waits.expected(Ref("action", id) for id in lessons.presses(rows))
    _put(Wait, (waits.line_of(ref, turn, clock.now()) for ref, turns in said.items() for turn in turns))


def _first_line() -> int:
    return 1 + (db.session.scalar(sa.select(sa.func.max(Line.id))) or 0)


def _tell(lines: Iterable[dict[str, Any]], places: Iterable[dict[str, Any]]) -> None:
    _put(Line, lines)
    _put(Place, places)


def _aligned() -> dict[int, set[int]]:
    """Give the leads of the active groups that serve each activity."""
    found: dict[int, set[int]] = {}
    for group, item in db.session.execute(sa.select(Alignment.group_id, Alignment.item_id)):
        if world.status_of(group) == Status.ACTIVE:
            found.setdefault(item, set()).add(world.lead_of(group))
    return found


def _numbering() -> None:
    """Let PostgreSQL go on after the numbers given here."""
    if db.engine.dialect.name != "postgresql":
        return
    for table in (
        Organisation,
        Person,
        Belonging,
        Role,
        Group,
        Membership,
        Deliverable,
        SignUp,
        Line,
        Exercise,
        Recommendation,
        ActionPoint,
    ):
        name = table.__tablename__
        last = sa.select(sa.func.max(sa.column("id"))).select_from(sa.table(name)).scalar_subquery()
        db.session.execute(sa.select(sa.func.setval(sa.func.pg_get_serial_sequence(name, "id"), last)))


def _analyse() -> None:
    """Have PostgreSQL look at what it holds, as it does by itself sooner or later; SQLite never does."""
    if db.engine.dialect.name != "postgresql":
        return
    with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.exec_driver_sql("ANALYZE")


def main() -> None:
    """Fill the database that is named."""
    asking = argparse.ArgumentParser(prog="python -m bench.load", description="Fill an empty wgtool database.")
    asking.add_argument("url", help="sqlite:///FILE or postgresql+psycopg://...")
    asking.add_argument("--signups", type=int, default=20_000)
    asked = asking.parse_args()
    seconds = load(create_app(settings(asked.url)), asked.signups)
    print(f"{asked.signups} sign-ups, {5 * asked.signups} lines of history, in {seconds:.1f} s")


if __name__ == "__main__":
    main()
