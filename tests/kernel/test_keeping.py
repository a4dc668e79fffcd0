"""What a process carries: what it loads before anybody asks, and how much it keeps of who asked."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

import wgtool
from tests.support.processes import ROOT, environment
from wgtool.kernel.actors import ACTORS, Actor
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
LIST = "from wgtool.wsgi import app; import sys; print(*sys.modules, app.name)"


def kept() -> Iterator[_lru_cache_wrapper[Any]]:
    """Give what keeps its answers, of all modules."""
    for found in pkgutil.walk_packages(wgtool.__path__, "wgtool."):
        if not found.name.endswith("__main__"):
            values = vars(importlib.import_module(found.name)).values()
            yield from (value for value in values if isinstance(value, _lru_cache_wrapper))


def test_what_few_requests_need_is_not_loaded_at_the_start(tmp_path: Path) -> None:
    env = environment(database_url=f"sqlite:///{tmp_path / 'fresh.sqlite3'}")
    said = subprocess.run((sys.executable, "-c", LIST), env=env, cwd=ROOT, check=True, capture_output=True, text=True)
    loaded = set(said.stdout.split())
    assert "wgtool.app" in loaded
    assert loaded.isdisjoint(SELDOM)


def test_what_is_kept_once_an_actor_is_kept_for_few() -> None:
    of_actors = [one for one in kept() if "Actor" in inspect.get_annotations(one.__wrapped__).values()]
    assert of_actors
    assert [one.__qualname__ for one in of_actors if one.cache_parameters()["maxsize"] > 8 * ACTORS] == []


def test_the_clause_of_an_alias_goes_with_it() -> None:
    guest = Actor.guest()
    assert visible(Wait, guest) is visible(Wait, guest)
    alias = sa.orm.aliased(Wait)
    assert visible(alias, guest) is not visible(alias, guest)
