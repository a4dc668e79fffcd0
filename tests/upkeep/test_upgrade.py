"""Release 0.1.0, with data in it, becomes the tool of today by its migrations, on both engines, and works.

`release-0.1.0.backup` holds the made-up world of the demonstration and a row in every table that it leaves empty, as
migration 0001 keeps them. It is never written anew.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask

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


def test_the_first_release_is_upgraded_and_works(first_release: Flask) -> None:
    with first_release.app_context(), clock.at(TAKEN + timedelta(minutes=1)):
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
