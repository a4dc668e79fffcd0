"""Every route, attacked as everybody by drawn addresses, queries, headers and fields: no fault, no secret, nothing unescaped.

Each route gets a few attacks, the same in every run; each is sent by one of the roles of every kind of rights that
`docs/access.md` tells apart. `make fuzz` draws many more, at random; what it finds goes into `tests/fuzz_kept.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zlib import crc32

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests import access, canaries, fuzzing
from tests.cast import Someone
from tests.fuzz_kept import KEPT
from tests.fuzzing import Attack
from tests.support.depth import DEEP
from tests.support.eye import Eye
from wgtool.app import ROOMS
from wgtool.kernel.db import db

pytestmark = pytest.mark.one_engine
QUICK = settings(max_examples=2, derandomize=True, database=None, phases=[Phase.generate])
HOW = settings(
    settings(max_examples=DEEP) if DEEP else QUICK, deadline=None, suppress_health_check=list(HealthCheck),
)  # fmt: skip


class Besieged:
    """The made-up world with its canaries, put back as it was whenever an attack has changed a row."""

    def __init__(self, app: Flask, hidden: canaries.Hidden) -> None:
        self.app, self.people, self.hidden = app, hidden.people, hidden
        self.known = hidden.known
        self._watch()

    def _watch(self) -> None:
        self.eye = Eye(self.app.config["TEST_FOLDER"] / "test.sqlite3")

    def faults(self, attack: Attack, role: str) -> list[str]:
        """Send an attack as somebody just signed in."""
        who = Someone(self.app, self.people[role], role)
        try:
            found = fuzzing.faults(attack.send(who), attack, role)
        except Exception as error:
            found = [f"breaks: {type(error).__name__} {str(error)[:200]}"]
        if self.eye.moved():
            self.eye.close()
            self.hidden.restore()
            self._watch()
        return [f"{role}: {fault}" for fault in found]


@pytest.fixture(scope="module")
def besieged(app: Flask) -> Iterator[Besieged]:
    """Give the world to attack, the same for every test and in whatever order they run."""
    reading, app.test_client_class = app.test_client_class, None
    with app.app_context():
        made = Besieged(app, canaries.hide(app))
        yield made
        made.eye.close()
        db.session.remove()
        db.engine.dispose()
    app.test_client_class = reading


def besiege(besieged: Besieged, rule: Any, method: str) -> None:
    """Attack one route."""
    kinds = fuzzing.classes()[method, rule.rule]

    @HOW
    @given(fuzzing.attacks(rule, method, besieged.known))
    def withstands(attack: Attack) -> None:
        for alike in kinds:
            assert besieged.faults(attack, alike[attack.turn % len(alike)]) == []

    (withstands if DEEP else seed(crc32(f"{method} {rule.rule}".encode()))(withstands))()


@pytest.mark.parametrize("room", [room.bp.name for room in ROOMS])
def test_no_route_falls_in(room: str, besieged: Besieged) -> None:
    asked = [(rule, method) for rule, method in access.asked(besieged.app) if rule.endpoint.split(".")[0] == room]
    assert asked
    for rule, method in asked:
        besiege(besieged, rule, method)


@pytest.mark.parametrize("attack", KEPT, ids=str)
def test_what_broke_once_stands(attack: Attack, besieged: Besieged) -> None:
    assert [
        fault for role in ("guest", "own focal point, lead", "support team") for fault in besieged.faults(attack, role)
    ] == []


def test_every_route_is_in_a_room(app: Flask) -> None:
    rooms = {room.bp.name for room in ROOMS}
    assert {rule.endpoint for rule, _ in access.asked(app) if rule.endpoint.split(".")[0] not in rooms} == set()
