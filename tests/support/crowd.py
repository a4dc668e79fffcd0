"""Several at the same moment: real processes over one database, on both engines, let go together.

The processes are started once a run and given acts: a form that somebody sends, or a function that a timer runs. Each
has the application for itself, as one of several servers would, and begins each act when all others are as far.
"""

from __future__ import annotations

import importlib
import multiprocessing
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask

if TYPE_CHECKING:
    from threading import Barrier

PATIENCE = 60


@dataclass(frozen=True)
class Form:
    """A form that a person sends."""

    person: int | None
    url: str
    data: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Timer:
    """A function, as "module:name", that a timer runs, at a moment if one is given."""

    what: str
    at: datetime | None = None


Act = Form | Timer


@dataclass(frozen=True)
class Heard:
    """What became of an act: the number and text of the answer, or 0 and what the function gave or raised."""

    code: int
    text: str


Together = Callable[..., list[list[Heard]]]


def form(someone: Any, url: str, data: dict[str, str] | None = None) -> Form:
    """Give an act."""
    return Form(someone.person, url, data or {})


@cache
def _app(url: str, secret: str) -> Flask:
    from wgtool.app import create_app
    from wgtool.config import Settings

    app = create_app(Settings(database_url=url, secret_key=secret), TESTING=True, PROPAGATE_EXCEPTIONS=False)
    app.config["LIMITS_ENABLED"] = False
    return app


def _do(app: Flask, act: Act, someone: Any) -> Heard:
    if isinstance(act, Form):
        answer = someone.post(act.url, act.data)
        return Heard(answer.status_code, answer.text)
    from wgtool.kernel import clock

    module, _, name = act.what.partition(":")
    function = getattr(importlib.import_module(module), name)
    with app.app_context(), clock.at(act.at or clock.now()):
        try:
            return Heard(0, repr(function()))
        except Exception as error:
            return Heard(0, f"raised {error!r}")


def _stand_by(orders: Connection, together: Barrier) -> None:
    """Be one server: do the acts of each order, each when the others are as far."""
    while (order := orders.recv()) is not None:
        from wgtool.kernel.db import db

        Someone = importlib.import_module("tests.cast").Someone
        url, secret, acts = order
        app, heard = _app(url, secret), []
        hands = [Someone(app, act.person) if isinstance(act, Form) else None for act in acts]
        for someone in hands[:1]:
            if someone is not None:
                someone.get("/help").close()  # what is done once a process is done before the race
        for act, someone in zip(acts, hands, strict=True):
            together.wait(PATIENCE)
            heard.append(_do(app, act, someone))
        with app.app_context():
            db.engine.dispose()
        orders.send(heard)


class Crew:
    """The processes."""

    def __init__(self, many: int) -> None:
        spawn = multiprocessing.get_context("spawn")
        self.together = together = spawn.Barrier(many)
        pairs = [spawn.Pipe() for _ in range(many)]
        self.lines = [mine for mine, _ in pairs]
        self.processes = [spawn.Process(target=_stand_by, args=(theirs, together), daemon=True) for _, theirs in pairs]
        for process in self.processes:
            process.start()

    def do(self, app: Flask, lines: tuple[list[Act], ...]) -> list[list[Heard]]:
        """Have each process do its acts, each act together with the others'."""
        for line, acts in zip(self.lines, lines, strict=True):
            line.send((app.config["SQLALCHEMY_DATABASE_URI"], app.config["SECRET_KEY"], acts))
        for line in self.lines:
            assert line.poll(2 * PATIENCE), "a process did not come back"
        return [line.recv() for line in self.lines]

    def end(self) -> None:
        """End the processes."""
        for line in self.lines:
            line.send(None)
        for process in self.processes:
            process.join(PATIENCE)


@pytest.fixture(scope="session")
def _crews() -> Iterator[Callable[[int], Crew]]:
    crews: dict[int, Crew] = {}

    def crew(many: int) -> Crew:
        if many not in crews:
            crews[many] = Crew(many)
        return crews[many]

    yield crew
    for one in crews.values():
        one.end()


@pytest.fixture
def together(world: Flask, _crews: Callable[[int], Crew]) -> Together:
    """Give a function that has lists of acts done at the same moment, act by act; it gives what each heard."""
    from wgtool.kernel.db import db

    def run(*lines: list[Act]) -> list[list[Heard]]:
        db.session.remove()
        assert len({len(line) for line in lines}) == 1, "all have as many acts"
        return _crews(len(lines)).do(world, lines)

    return run
