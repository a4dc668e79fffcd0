"""Who sees a row: the SQL clause and the check of a loaded row say the same, for every level and role."""

from __future__ import annotations

from itertools import product

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import StatementError

from tests.factories import save
from wgtool.actions.models import ActionPoint
from wgtool.kernel import clock
from wgtool.kernel.actors import ADMIN, SUPPORT, Actor
from wgtool.kernel.db import db
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import Sight, how_many, narrower, sees, visible
from wgtool.kernel.waits import Wait


def person(*hats: tuple[str, str, str], id: int = 1, **how: object) -> Actor:
    return Actor(person=id, organisation=3, hats=frozenset({("self", "person", str(id)), *hats}), **how)  # type: ignore[arg-type]


ACTORS = {
    "guest": Actor.guest(),
    "provisional": person(provisional=True),
    "partner": person(),
    "member": person(("member", "group", "7")),
    "lead": person(("lead", "group", "7")),
    "lead elsewhere": person(("lead", "group", "8")),
    "seat": person(("seat", "body", "1")),
    "support": person(SUPPORT),
    "admin": person(ADMIN),
    "tool": Actor.tool(),
}
AUDIENCES = ["", "group:7", "lead:group:7", "body:1", "person:1", "person:2"]


def rows() -> list[Wait]:
    made = [
        Wait(kind="x", thing=n, holder="x", says="x", params={}, since=clock.now(), sight=sight, audience=one, also=two)
        for n, (sight, one, two) in enumerate(product(Sight, AUDIENCES, [None, "body:1"]))
    ]
    save(*made)
    return made


def test_sql_and_python_agree(world: Flask) -> None:
    made = rows()
    for name, actor in ACTORS.items():
        found = set(db.session.scalars(sa.select(Wait.id).where(visible(Wait, actor))))
        assert found == {row.id for row in made if sees(actor, row)}, name
        assert db.session.scalar(sa.select(how_many(Wait, actor))) == len(found), name
        by_eyes = sa.select(Wait.id).where(visible(Wait, actor.eyes))
        assert set(db.session.scalars(by_eyes, actor.asking())) == found, name


def test_a_statement_for_eyes_is_not_asked_without_keys(world: Flask) -> None:
    wanted = sa.select(Wait.id).where(visible(Wait, ACTORS["member"].eyes))
    with pytest.raises(StatementError, match="keys"):
        db.session.scalars(wanted)


@pytest.mark.one_engine
def test_how_many_there_are_to_see_reads_only_what_is_not_public(world: Flask) -> None:
    asked = sa.select(how_many(ActionPoint, ACTORS["member"]))
    said = str(asked.compile(db.engine, compile_kwargs={"literal_binds": True}))
    plan = " ".join(row.detail for row in db.session.execute(sa.text(f"EXPLAIN QUERY PLAN {said}")))
    assert "COVERING INDEX ix_action_point_narrow" in plan
    assert plan.count("action_point") == 4, plan  # and the plain count, which SQLite takes from the pages of an index


@pytest.mark.parametrize(
    ("who", "sight", "audience", "seen"),
    [
        ("guest", Sight.PUBLIC, "", True),
        ("guest", Sight.PARTNERS, "", False),
        ("provisional", Sight.PARTNERS, "", False),
        ("partner", Sight.PARTNERS, "", True),
        ("partner", Sight.GROUP, "group:7", False),
        ("member", Sight.GROUP, "group:7", True),
        ("member", Sight.GROUP, "lead:group:7", False),
        ("lead", Sight.GROUP, "lead:group:7", True),
        ("lead elsewhere", Sight.GROUP, "group:7", False),
        ("support", Sight.GROUP, "group:7", True),
        ("support", Sight.RESTRICTED, "person:2", False),
        ("admin", Sight.GROUP, "group:7", False),
        ("provisional", Sight.GROUP, "person:1", True),
    ],
)
def test_levels(who: str, sight: Sight, audience: str, seen: bool) -> None:
    row = Wait(sight=sight, audience=audience, also=None)
    assert sees(ACTORS[who], row) is seen


def test_a_child_is_never_wider() -> None:
    assert narrower(Sight.GROUP, Sight.PARTNERS) == Sight.GROUP
    with pytest.raises(Refused):
        narrower(Sight.PUBLIC, Sight.GROUP)
