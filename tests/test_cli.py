"""The commands of whoever runs it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.cast import Cast, Someone
from tests.support import outages
from wgtool import __version__, cli
from wgtool.cli import main
from wgtool.config import Settings
from wgtool.kernel.installation import mark_demo
from wgtool.kernel.writes import writing


@pytest.fixture
def fresh(tmp_path: Path, another: Callable[[Settings], Flask]) -> Flask:
    """Give an application over a database that does not exist yet."""
    return another(Settings(database_url=f"sqlite:///{tmp_path}/new.sqlite3"))


def invoke(app: Flask, *words: str) -> str:
    command = main.get_command(None, words[0])  # type: ignore[arg-type]
    assert command is not None
    result = app.test_cli_runner().invoke(command, list(words[1:]), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_help_names_our_commands_and_no_others(world: Flask) -> None:
    said = world.test_cli_runner().invoke(main, ["--help"]).output
    options, commands = said.split("Commands:")
    assert re.findall(r"--[a-z-]+", options) == ["--version", "--help"]
    assert re.findall(r"^  (\w+) ", commands, re.M) == sorted({*main.commands, "db"})
    assert world.test_cli_runner().invoke(main, ["--version"]).output == f"wgtool, version {__version__}\n"


def test_a_fresh_machine_is_prepared_and_the_first_administrator_comes_in(fresh: Flask) -> None:
    invoke(fresh, "prepare")
    invoke(fresh, "prepare")
    address = invoke(fresh, "user", "first-admin").strip()
    path = address.removeprefix("http://127.0.0.1:5000")
    someone = Someone(fresh, None)
    data = {
        "name": "Ada",
        "email": "ada@example.org",
        "password": "a long enough sentence",
        "language": "en",
        "zone": "UTC",
    }
    assert someone.get(path).status_code == 200
    assert someone.post(path, data).status_code == 303
    with fresh.app_context():
        assert cli.greetings() == [s for s in cli.greetings() if "administers" not in s]


def test_the_start_says_what_is_missing(fresh: Flask) -> None:
    invoke(fresh, "prepare")
    with fresh.app_context():
        said = " ".join(cli.greetings())
    assert "mail waits in the outbox" in said
    assert re.search(r"http://127\.0\.0\.1:5000/link/\S+", said)


def test_mail_waits_without_a_server(world: Flask) -> None:
    assert "0 mails wait" in invoke(world, "deliver")


def test_a_demonstration_sends_nothing(world: Flask) -> None:
    with writing():
        mark_demo()
    assert "leaves nowhere" in invoke(world, "deliver")


def test_what_is_due_may_run_twice(world: Flask) -> None:
    assert "waits rewritten" in invoke(world, "due")
    assert "0 waits rewritten" in invoke(world, "due")


def test_no_made_up_world_over_real_people(cast: Cast) -> None:
    _ = cast.omar
    from wgtool.demo import world as made_up

    assert made_up.build() is False


@pytest.mark.parametrize("command", [["due"], ["deliver"]])
def test_a_database_that_is_away_is_told_in_a_sentence(world: Flask, command: list[str]) -> None:
    with outages.away():
        result = world.test_cli_runner().invoke(main, command)
    assert (result.exit_code, result.output) == (
        75, "Error: The database cannot be reached or read: look at WGTOOL_DATABASE_URL and at the database itself.\n",
    )  # fmt: skip
    assert world.test_cli_runner().invoke(main, command).exit_code == 0
