"""What a process carries: what it loads before anybody asks, and how much it keeps of who asked."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from typing import Any

import pytest
import sqlalchemy as sa

import wgtool
from tests.support.processes import ROOT, environment
from wgtool.kernel.actors import Actor
from wgtool.kernel.sight import visible
from wgtool.kernel.waits import Wait

pytestmark = pytest.mark.one_engine
SELDOM = (
    "alembic",
    "flask_migrate",
    "limits",
    "markdown_it",
    "email_validator",
    "docx",
    "openpyxl",
    "wgtool.demo.world",
    "sqlalchemy.dialects.postgresql",
)
LOADED = """
import ctypes, sys, threading
from wgtool.wsgi import app
print(*sys.modules, app.name, flush=True)
all_there = threading.Barrier(5)
threads = [threading.Thread(target=lambda: (bytearray(5000), all_there.wait())) for _ in range(4)]
[thread.start() for thread in threads]
all_there.wait()
libc = ctypes.CDLL(None)
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
libc.fflush(None)
"""
"""Loads as a worker does, has four threads take memory at once, and says which modules and which heaps there are."""


def kept() -> Iterator[_lru_cache_wrapper[Any]]:
    """Give what keeps its answers, of all modules."""
    for found in pkgutil.walk_packages(wgtool.__path__, "wgtool."):
        if not found.name.endswith("__main__"):
            values = vars(importlib.import_module(found.name)).values()
            yield from (value for value in values if isinstance(value, _lru_cache_wrapper))


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give what a process says that has loaded as a worker does."""
    env = environment(database_url=f"sqlite:///{tmp_path_factory.mktemp('loaded') / 'fresh.sqlite3'}")
    told = subprocess.run((sys.executable, "-c", LOADED), env=env, cwd=ROOT, check=True, capture_output=True, text=True)
    return told.stdout


def test_what_few_requests_need_is_not_loaded_at_the_start(said: str) -> None:
    loaded = set(said.partition("\n")[0].split())
    assert "wgtool.app" in loaded
    assert loaded.isdisjoint(SELDOM)


def test_threads_share_one_heap(said: str) -> None:
    assert said.count("<heap nr=") == 1


def test_no_statement_is_kept_for_one_actor() -> None:
    """But for the clause of a table, which is a part of statements made for this once, and the keys in it."""
    asked = {one: set(inspect.get_annotations(one.__wrapped__).values()) for one in kept()}
    of_actors = [one for one, kinds in asked.items() if not kinds.isdisjoint({"Actor", "Reader"})]
    assert {one.__qualname__ for one in of_actors} == {"_keys", "_kept"}
    assert all(one.cache_parameters()["maxsize"] <= 128 for one in of_actors)


def test_who_has_the_same_eyes_asks_the_same_statement() -> None:
    member, lead = (Actor(person=n, organisation=n, hats=frozenset({("lead", "group", str(n))})) for n in (1, 2))
    assert visible(Wait, member.eyes) is visible(Wait, lead.eyes)
    assert member.asking() != lead.asking()
    assert visible(Wait, member.eyes) is not visible(Wait, Actor.guest().eyes)


def test_the_clause_of_an_alias_goes_with_it() -> None:
    guest = Actor.guest()
    assert visible(Wait, guest) is visible(Wait, guest)
    alias = sa.orm.aliased(Wait)
    assert visible(alias, guest) is not visible(alias, guest)
