"""Release 0.1.0, with data in it, becomes the tool of today by its migrations, on both engines, and works.

`release-0.1.0.backup` holds the made-up world of the demonstration and a row in every table that it leaves empty, as
migration 0001 keeps them. It is never written anew.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade

from tests.access import ROLES
from tests.cast import Someone
from tests.places import one
from tests.upkeep.conftest import FIRST_RELEASE, MANIFEST, Place
from wgtool import cli, timers
from wgtool.accounts.models import Person
from wgtool.groups.models import Group
from wgtool.kernel import clock, waits
from wgtool.kernel.db import db
from wgtool.kernel.writes import writing
from wgtool.upkeep import pack, restore, tables
from wgtool.upkeep.links import links_checked_at_the_end

TAKEN = datetime.fromisoformat(MANIFEST["taken"])
FACTS = ("person", "organisation", "working_group", "membership", "sign_up", "question", "revision", "mail")
PAGES = ("/plan/2022", "/plan/2022/3.2.1.3", "/plan/needs-partners", "/groups", "/groups/LWG-BGW", "/decisions",
         "/groups/LWG-BGW/terms", "/decisions/SAG-2026-002", "/partners", "/partners/rivermark-relief", "/help", "/desk")  # fmt: skip


@pytest.fixture(params=["sqlite", "postgres"])
def first_release(request: pytest.FixtureRequest, place: Place) -> Flask:
    """Give the application over the database of release 0.1.0, as that left it."""
    app = place(request.param)
    with app.app_context(), pack.read(FIRST_RELEASE) as file, restore.empty_place() as connection:
        restore.migrate(connection, "0001")
        with links_checked_at_the_end(connection):
            restore.fill(connection, file)
    return app


def counts() -> dict[str, int]:
    with db.engine.connect() as connection:
        return {name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one() for name in FACTS}


NEW: dict[str, dict[str, Any]] = {
    "plan_link": {"fate": "no successor"},
    "edition_draft": {"map": "1 > 2"},
    "plan_version": {}, "plan_old_number": {"number": "9.9.9.9"},
    "amendment": {"type": "reword", "status": "withdrawn", "sight": "public", "edits": []},
    "deliverable": {"status": "dropped", "sight": "public", "why": "x"}, "deliverable_report": {"status": "dropped"},
    "plan_merger": {"state": "dropped"}, "frozen_deliverable": {},
    "attachment": {"sight": "public", "owner_kind": "group"},
    "action_point": {"priority": "low", "status": "no longer applicable", "sight": "public", "owner_kind": "group",
                     "group_id": 1, "ended_at": TAKEN},
    "exercise": {"type": "other", "status": "closed", "sight": "public"},
    "recommendation": {"status": "pending", "head": "other", "level": "global", "party_kind": ""},
}  # fmt: skip
"""What is put into tables that came after release 0.1.0, where not any value will do."""
Rows = dict[str, list[dict[str, Any]]]


def all_rows(connection: sa.Connection) -> Rows:
    names = [
        name for name in sa.inspect(connection).get_table_names() if name != tables.REVISION and "_fts" not in name
    ]
    return {n: [dict(row) for row in connection.exec_driver_sql(f"SELECT * FROM {n}").mappings()] for n in names}


def put_in(connection: sa.Connection, names: list[str]) -> None:
    """Put a row into each of these tables, with nothing in it that may be left out."""
    for name in names:
        put(connection, name, **NEW[name])


def put(connection: sa.Connection, name: str, **said: Any) -> None:
    """Put a row into a table as it is now: what is said, and otherwise what it cannot do without."""
    table = reflected(connection, name)
    wanted = [c for c in table.columns if c.foreign_keys or not (c.nullable or c.primary_key)]
    values = {c.name: some(connection, c) for c in wanted if not c.nullable}
    connection.execute(sa.insert(table).values(values | said))


def reflected(connection: sa.Connection, name: str) -> sa.Table:
    found = sa.MetaData()
    found.reflect(connection, only=[name])
    return found.tables[name]


def some(connection: sa.Connection, column: sa.Column[Any]) -> Any:
    """Give a value that fits a column: the first row it may refer to, or a small one of its type."""
    for key in column.foreign_keys:
        return connection.execute(sa.select(sa.func.min(key.column))).scalar()
    kinds: dict[type[Any], Any] = {int: 1, str: "x", bool: False, datetime: TAKEN, date: TAKEN.date()}
    return kinds.get(column.type.python_type, [])


def leaves(item: int, into: int | None = None) -> dict[str, Any]:
    """Give how an amendment keeps that an item leaves the plan."""
    return {"item": item, "was": {"in_plan": True}, "becomes": {"in_plan": False}, "into": into}


def put_mergers(connection: sa.Connection) -> dict[int, int | None]:
    """Have items merged as 0015 kept it; give what took each of them in."""
    items = reflected(connection, "plan_item")
    pick = sa.select(items.c.id).where(items.c.level == "activity", items.c.number.like("1.%")).order_by(items.c.id)
    first, second, one, twice, dropped, refused, still, later = connection.scalars(pick.limit(8)).all()
    gone = items.c.id.in_((one, twice, dropped, refused, later))
    connection.execute(sa.update(items).where(gone).values(dropped_at=TAKEN))
    kept = {"item": first, "was": {"text": "x"}, "becomes": {"text": "y"}, "into": None}
    made: list[tuple[str, str, list[dict[str, Any]]]] = [
        ("merge", "verified", [kept, leaves(one, first), leaves(twice, second)]),
        ("merge", "verified", [leaves(twice, first)]),  # it came back, and was merged again
        ("merge", "not verified", [leaves(refused, first)]), ("drop", "verified", [leaves(dropped)]),
        ("merge", "verified", [leaves(later, first)]), ("drop", "verified", [leaves(later)]),  # back in between
        ("merge", "verified", [leaves(still, first)]),  # it is in the plan again
    ]  # fmt: skip
    for n, (type, status, edits) in enumerate(made):
        put(connection, "amendment", number=f"AMD-2026-9{n}", type=type, status=status, sight="public", edits=edits)
    return {one: first, twice: first, dropped: None, refused: None, still: None, later: None}


def told(rows: list[dict[str, Any]], columns: list[str]) -> list[str]:
    return sorted(repr([row[name] for name in columns]) for row in rows)


def there_and_back() -> None:
    """Undo 0014 and do it again, with an edition begun twice: the draft that was discarded goes, the other is kept."""
    with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
        drafts = reflected(connection, "edition_draft")
        kept = connection.execute(sa.select(drafts.c.id, drafts.c.slug)).one()
        put(connection, "edition_draft", slug=kept.slug, map="1 > 2", discarded_at=TAKEN)
    downgrade(revision="0013")
    upgrade(revision="0014")
    with db.engine.connect() as connection:
        assert connection.execute(sa.select(drafts.c.id, drafts.c.slug)).all() == [kept]


def told_by_whom() -> None:
    """Undo 0019 and do it again, with a line that tells of a return: it names the body, as its sentence does."""
    downgrade(revision="0018")
    line: dict[str, Any] = {"event": "documents.SentBack", "kind": "version", "facts": {"label": "v2", "points": 1}}
    with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
        put(connection, "history_line", sight="public", role="tool", **line)
    upgrade(revision="0019")
    with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
        lines = reflected(connection, "history_line")
        ours = lines.c.event == line["event"]
        assert connection.scalars(sa.select(lines.c.facts).where(ours)).all() == [line["facts"] | {"body": "SAG"}]
        connection.execute(sa.delete(lines).where(ours))


def step_by_step() -> None:
    """Go on one migration at a time: none loses a row or a word, with something in every table that came before it."""
    known: Rows = {}
    for revision in [each for each in tables.revisions() if each >= "0006"]:
        upgrade(revision=revision)
        with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
            now = all_rows(connection)
            for name, rows in known.items():
                columns = [column for column in rows[0] if column in now[name][0]]
                assert told(rows, columns) == told(now[name], columns), (revision, name)
            put_in(connection, [name for name in NEW if name in now and not now[name]])
            if revision == "0015":
                taken_in = put_mergers(connection)
            known = {name: rows for name, rows in all_rows(connection).items() if rows}
        if revision == "0008":
            assert len(known["plan_state"]) == len(known["plan_item"])
        if revision == "0014":
            there_and_back()
        if revision == "0019":
            told_by_whom()
        if revision == "0016":
            assert {row["id"]: row["into_id"] for row in known["plan_item"] if row["id"] in taken_in} == taken_in
    assert set(NEW) <= set(known)


def test_the_first_release_is_upgraded_and_works(first_release: Flask) -> None:
    with first_release.app_context(), clock.at(TAKEN + timedelta(minutes=1)):
        step_by_step()
        cli.prepare()
        with db.engine.connect() as connection:
            assert tables.revision(connection) == tables.revisions()[-1]
            assert (
                compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), db.metadata) == []
            )
        assert counts() == {name: MANIFEST["tables"][name]["rows"] for name in FACTS}
        with writing():
            waits.settle_all()
        with writing():
            assert waits.settle_all() == []
        assert len(timers.do_due()) == len(timers.JOBS)
        assert one(sa.func.count(Group.id)) == MANIFEST["tables"]["working_group"]["rows"]
        readers = [Someone(first_release, one(Person.id, Person.email == ROLES[role])) for role in ("support team", "own focal point, lead")]  # fmt: skip
        assert Someone(first_release, None).get("/").status_code == 200
        answers = {(someone.person, url): someone.get(url).status_code for someone in readers for url in PAGES}
        assert answers == dict.fromkeys(answers, 200)
