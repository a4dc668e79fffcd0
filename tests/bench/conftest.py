"""A small loaded world on each engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask

from bench import floor, load, pages
from bench.pages import Offer, Page
from tests.conftest import ENGINES
from wgtool.app import create_app
from wgtool.kernel.db import db

FEW = 300


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Load on both engines, on the chosen one, or on SQLite for what says the same of both."""
    if "loaded" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("--engine")
        once = metafunc.definition.get_closest_marker("one_engine") is not None
        engines = [chosen] if chosen else ["sqlite"] if once else ENGINES
        metafunc.parametrize("loaded", engines, indirect=True, scope="session")


@dataclass(frozen=True)
class Loaded:
    """Both applications over one loaded database, and what is asked of them."""

    wgtool: Flask
    floor: Flask
    pages: list[Page]
    offers: list[Offer]


@pytest.fixture(scope="session")
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """Fill a database of this worker's own."""
    folder = tmp_path_factory.mktemp("bench")
    postgres = request.param == "postgres"
    url = request.getfixturevalue("postgres").fresh_database() if postgres else f"sqlite:///{folder}/bench.sqlite3"
    app = create_app(load.settings(url))
    load.load(app, FEW)
    ids = pages.activities(url)
    below = floor.app(url, load.SECRET)
    yield Loaded(app, below, pages.pages(ids), pages.offers(ids))
    below.extensions["engine"].dispose()
    with app.app_context():
        db.engine.dispose()
