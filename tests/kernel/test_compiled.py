"""Statements that are kept are found compiled without their keys being read, and each with its own values."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from wgtool.kernel.compiled import KNOWN, MET, Compiled
from wgtool.kernel.db import columns, db


class Said(tuple[Any, ...]):
    """What a statement says, which counts how often it is read."""

    read = 0

    def __hash__(self) -> int:
        Said.read += 1
        return super().__hash__()


@pytest.fixture
def compiled() -> Compiled:
    Said.read = 0
    return Compiled()


def key(said: object, *sent: object) -> tuple[object, ...]:
    return ("a dialect", said, *sent)


@pytest.mark.one_engine
def test_from_its_third_time_a_kept_statement_is_not_read(compiled: Compiled) -> None:
    said = Said("select")
    compiled[key(said)] = "compiled"
    for _ in range(2):
        assert compiled.get(key(said)) == "compiled"
    before = Said.read
    assert compiled.get(key(said)) == "compiled"
    assert Said.read == before


@pytest.mark.one_engine
def test_its_like_is_the_same_and_another_way_of_sending_it_is_not(compiled: Compiled) -> None:
    said = Said("select")
    compiled[key(said, ())] = "compiled"
    for _ in range(3):
        assert compiled.get(key(said, ())) == "compiled"
    assert compiled.get(key(Said("select"), ())) == "compiled"
    assert compiled.get(key(said, ("column",))) is None
    assert compiled.get(("another dialect", said, ())) is None


@pytest.mark.one_engine
def test_few_keys_are_held_at_once(compiled: Compiled) -> None:
    many = [Said((n,)) for n in range(3 * KNOWN)]
    for said in many:
        compiled[key(said)] = "compiled"
        assert compiled.get(key(said)) == compiled.get(key(said)) == "compiled"
        assert len(compiled._known) <= KNOWN


@pytest.mark.one_engine
def test_keys_of_statements_made_anew_are_let_go(compiled: Compiled) -> None:
    compiled[key(Said("select"))] = "compiled"
    for _ in range(1000):  # many of them at the same place of memory
        assert compiled.get(key(Said("select"))) == "compiled"
    assert (len(compiled._known), len(compiled._met)) == (0, MET)


def test_the_engine_finds_them_so_and_each_has_its_own_values(app: Flask) -> None:
    with app.app_context():
        assert isinstance(db.engine.get_execution_options()["compiled_cache"], Compiled)
        twice = sa.select(sa.bindparam("value", type_=sa.Integer()) * sa.literal(2))
        assert [columns(twice, {"value": value}).scalar() for value in range(5)] == [0, 2, 4, 6, 8]
        like = [sa.select(sa.bindparam("value", type_=sa.Integer()) * sa.literal(n)) for n in range(3)]
        assert [[columns(each, {"value": 3}).scalar() for each in like] for _ in range(3)] == [[0, 3, 6]] * 3
