"""What tests of the plan share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests import factories
from tests.plan import made_up
from wgtool.kernel import holdings
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref
from wgtool.kernel.holdings import Held, Keeper
from wgtool.kernel.writes import writing
from wgtool.plan import operations, readers
from wgtool.plan.differences import Differences
from wgtool.plan.readers import ReadPlan


@pytest.fixture
def plan(world: Flask) -> None:
    """Set up both editions as they come with the tool."""
    factories.plan()


def read(edition: str = "2022", change: Callable[[str], str] = lambda text: text) -> ReadPlan:
    """Read a made-up plan, with its text changed."""
    made = made_up.plan(edition)
    return readers.read(change(made.file).encode(), "plan.txt", shorter=True)


def imported(found: ReadPlan, **options: object) -> Differences:
    """Read a plan in, as on the console."""
    with writing():
        return operations.import_plan(found, actor=Actor.tool(), **options)  # type: ignore[arg-type]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give the made-up plan of 2022 as a file."""
    path = tmp_path / "plan.txt"
    path.write_bytes(made_up.plan("2022").data)
    return path


@pytest.fixture
def something_hangs() -> Iterator[None]:
    """Let three sign-ups hang on every item."""

    class Three(Keeper):
        kind = "test"

        def open(self, holder: int) -> Iterable[Held]:
            return [Held(Ref("test", 1), "3 sign-ups")]

    holdings.register("plan_item", Three())
    yield
    del holdings._keepers["plan_item"]["test"]
