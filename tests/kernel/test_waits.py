"""Kept lines are what their function says; a line's age survives while its words stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.cast import Cast
from wgtool.accounts import queries as people
from wgtool.kernel import clock, waits
from wgtool.kernel.db import Ref, db, writer
from wgtool.kernel.sight import Sight
from wgtool.kernel.waits import Turn, Wait
from wgtool.kernel.writes import writing

TOY = Ref("toy", 1)


@pytest.fixture
def say(world: Flask) -> Iterator[list[Turn]]:
    """Give a list that is what the toy waits for."""
    turns: list[Turn] = []
    waits.sentence("toy.turn", yours="Do it by %(n)s.", others="Waiting for somebody to do it by %(n)s.")
    waits.waits_for("toy", turns=lambda id: list(turns), waiting=lambda: [1], url=lambda line: "/toy")
    yield turns
    waits.SENTENCES.pop("toy.turn")
    waits._providers.pop("toy")


def settle() -> list[Ref]:
    with writing():
        found = waits.settle_all()
    return found


def test_lines_follow_the_function(say: list[Turn]) -> None:
    say.append(Turn("self:person:1", "toy.turn", {"n": 1}))
    assert settle() == [TOY]
    assert db.session.query(Wait).one().sentence() == "Do it by 1."
    say.clear()
    assert settle() == [TOY]
    assert db.session.query(Wait).count() == 0


def test_nothing_new_is_nothing_written(say: list[Turn]) -> None:
    say.append(Turn("self:person:1", "toy.turn", {"n": 1}))
    settle()
    assert settle() == []


def test_age_stays_while_the_words_do(say: list[Turn]) -> None:
    say.append(Turn("self:person:1", "toy.turn", {"n": 1}))
    settle()
    since = db.session.query(Wait).one().since
    say.append(Turn("self:person:2", "toy.turn", {"n": 1}))
    with clock.at(clock.now() + timedelta(days=3)):
        settle()
    assert db.session.query(Wait).filter_by(holder="self:person:1").one().since == since


def test_the_count_is_of_my_hats(say: list[Turn]) -> None:
    say.append(Turn("self:person:1", "toy.turn", {"n": 1}))
    settle()
    hats = sa.select(
        *(sa.literal(word).label(name) for word, name in (("self", "role"), ("person", "kind"), ("1", "id")))
    )
    others = sa.select(
        *(sa.literal(word).label(name) for word, name in (("self", "role"), ("person", "kind"), ("2", "id")))
    )
    assert db.session.scalar(sa.select(waits.counted(hats.cte("worn")))) == 1
    assert db.session.scalar(sa.select(waits.counted(others.cte("worn")))) == 0


def test_a_change_rewrites_in_its_own_transaction(say: list[Turn]) -> None:
    say.append(Turn("self:person:1", "toy.turn", {"n": 1}))
    with pytest.raises(ZeroDivisionError), writing():
        waits.touched(TOY)
        raise ZeroDivisionError
    assert db.session.query(Wait).count() == 0
    with writing():
        waits.touched(TOY)
    assert db.session.query(Wait).count() == 1


def test_the_count_reads_no_line_of_others(cast: Cast) -> None:
    """It goes along the index, however many lines there are: a database that reads them all takes longer each year."""
    kofi = cast.kofi.person
    line = {
        "kind": "toy",
        "says": "toy.turn",
        "params": {},
        "since": clock.now(),
        "sight": Sight.PUBLIC,
        "audience": "",
    }
    with writer() as connection:
        connection.execute(sa.insert(Wait), [line | {"thing": n, "holder": f"toy:{n}"} for n in range(3000)])
        connection.exec_driver_sql("ANALYZE")
    asked: list[tuple[str, Any]] = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2:4]), once=True)
    assert people.for_session(kofi) is not None
    explain = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}[db.engine.dialect.name]
    plan = str(db.session.connection().exec_driver_sql(explain + asked[0][0], asked[0][1]).all())
    assert "ix_wait_holder" in plan
    assert "Seq Scan on wait " not in plan
