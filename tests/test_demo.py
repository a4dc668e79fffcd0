"""The demonstration keeps what its doors say, and its past is past."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.cast import Someone
from wgtool import cli
from wgtool.demo.doors import DOORS
from wgtool.history.models import Line
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.upkeep import queries as upkeep

pytestmark = pytest.mark.one_engine


def test_something_waits_behind_each_door_but_the_administrator_s(made_up: Flask) -> None:
    waiting = {}
    for door in DOORS:
        visitor = Someone(made_up, None)
        assert visitor.post(f"/demo/enter/{door.key}").status_code == 303, door.key
        desk = visitor.get("/desk")
        assert desk.status_code == 200
        waiting[door.key] = "Nothing waits for you." not in desk.text
    assert [key for key, some in waiting.items() if not some] == ["admin"]
    assert {"co-lead", "glm"} < set(waiting)


def test_its_bodies_were_set_up_before_anybody_sat_on_them(made_up: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty database, too, that the command prepares first."""
    long_ago = clock.now() - timedelta(days=300)
    lines = db.session.scalars(sa.select(Line.at).where(Line.event == "decisions.BodySetUp")).all()
    assert len(lines) == 2
    assert max(lines) < long_ago
    prepared: list[datetime] = []
    monkeypatch.setattr(cli, "prepare", lambda: prepared.append(clock.now()))
    monkeypatch.setattr(cli, "build_world", lambda: True)
    for migrated in (False, True):
        monkeypatch.setattr(upkeep, "is_migrated", lambda migrated=migrated: migrated)
        cli.prepare_world()
    first, again = prepared
    assert (first < long_ago, again > long_ago) == (True, True)
