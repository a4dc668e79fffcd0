"""A database that is locked, full or away: a page that says so, the text kept, nothing half done, then done once."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from tests.accounts.helpers import fresh
from tests.accounts.test_kept_text import fields
from tests.cast import Cast, Someone
from tests.groups.helping import proposal
from tests.support import outages
from tests.support.outages import Breaking
from wgtool.accounts.models import Person
from wgtool.app import create_app
from wgtool.config import Settings
from wgtool.groups.models import Group, Membership
from wgtool.history.models import Line
from wgtool.kernel.db import db
from wgtool.kernel.once import Once
from wgtool.kernel.outages import Outage, outage_of
from wgtool.kernel.waits import Wait
from wgtool.notifications.models import Mail

HERE, DONE = "/groups/propose", "/groups/WG-WATER"
WORDS = "The ferry, العبّارة, runs twice a day: مرتين في اليوم. " * 70  # more than a page of a table has left
BREAKINGS = [
    (outages.locked, "Too busy just now"),
    (outages.full, "There is no room left"),
    (outages.away, "The database does not answer"),
    (outages.failing_disk, "The database does not answer"),
    (outages.cut, "The database does not answer"),
]


@pytest.fixture(params=BREAKINGS, ids=lambda one: one[0].__name__)
def broken(request: pytest.FixtureRequest, cast: Cast) -> tuple[Breaking, str]:
    """Give a way to break the database and the title people see, on the engines that know it."""
    breaking, title = request.param
    lacks = {"sqlite": outages.cut, "postgresql": outages.failing_disk}
    if lacks[db.engine.dialect.name] is breaking:
        pytest.skip("the other engine's")
    _ = cast.omar, cast.lena
    db.session.remove()
    return breaking, title


def form(cast: Cast) -> dict[str, str]:
    return {**proposal(problem=WORDS), "once": "the-token"}


def counts() -> dict[str, int]:
    fresh()
    kinds = (Group, Membership, Line, Wait, Mail, Once)
    return {k.__tablename__: db.session.scalar(sa.select(sa.func.count()).select_from(k)) or 0 for k in kinds}


def send_it_now(someone: Someone, page: TestResponse) -> TestResponse:
    """Press the button of the page that kept the text."""
    kept = fields(page.text, HERE)
    return someone.post(HERE, {k: v for k, v in kept.items() if k != "csrf_token"})


def test_the_text_is_kept_and_done_once_afterwards(cast: Cast, broken: tuple[Breaking, str]) -> None:
    breaking, title = broken
    before = counts()
    with breaking():
        answer = cast.omar.post(HERE, form(cast))
    assert (answer.status_code, answer.headers["Retry-After"].isdigit()) == (503, True)
    assert title in answer.text
    assert WORDS.strip() in answer.text
    assert counts() == before
    first = send_it_now(cast.omar, answer)
    assert (first.status_code, first.headers["Location"]) == (303, DONE)
    after = counts()
    assert after["working_group"] == after["once"] == 1
    assert cast.omar.post(HERE, form(cast)).headers["Location"] == first.headers["Location"]
    assert counts() == after


def test_htmx_is_told_by_the_number(cast: Cast, broken: tuple[Breaking, str]) -> None:
    with broken[0]():
        answer = cast.omar.post(HERE, form(cast), headers={"HX-Request": "true"})
    assert answer.status_code == 503
    assert "HX-Redirect" not in answer.headers  # base.html: 5xx is not swapped, so the form stays with its words


def test_who_only_reads_reads_on_while_it_can_be_read(cast: Cast, broken: tuple[Breaking, str]) -> None:
    breaking, title = broken
    with breaking():
        answer = cast.omar.get(HERE)
        answer.close()
    if breaking is outages.away:
        assert answer.status_code == 503
        assert title in answer.text
        assert "Traceback" not in answer.text
    else:
        assert answer.status_code == 200


@pytest.mark.parametrize(("language", "words"), [("fr", "La base de données ne répond pas"), ("ar", 'dir="rtl"')])
def test_in_the_browsers_language(cast: Cast, language: str, words: str) -> None:
    _ = cast.omar, cast.lena
    with outages.away():
        answer = cast.omar.get("/plan", headers={"Accept-Language": language})
    assert answer.status_code == 503
    assert words in answer.text


def test_in_the_persons_language_once_they_are_known(cast: Cast) -> None:
    someone, _ = cast.omar.person, cast.lena
    with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(sa.update(Person).where(Person.id == someone).values(language="fr"))
    with outages.locked():
        answer = cast.omar.post(HERE, form(cast), headers={"Accept-Language": "en"})
    assert answer.status_code == 503
    assert "Omar Haddad" in answer.text
    assert '<html lang="fr"' in answer.text


def test_no_other_page_of_an_error_needs_the_database(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cast.app.config, "PROPAGATE_EXCEPTIONS", False)
    _ = cast.omar, cast.lena
    with outages.away():
        assert cast.omar.get("/nowhere").status_code == 503
        assert cast.omar.post("/nowhere").status_code == 503
        assert cast.omar.post(HERE, {**form(cast), "csrf_token": "wrong"}).status_code == 503
        assert cast.guest.get("/partners").status_code == 503
        assert cast.guest.get("/nowhere").status_code == 404


def test_a_fault_of_ours_is_no_outage(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cast.app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr(
        "wgtool.accounts.session.queries.for_session", lambda id: db.session.execute(sa.text("SELECT x"))
    )
    answer = cast.omar.get(HERE)
    assert answer.status_code == 500
    assert "Something broke" in answer.text


def test_a_change_kept_without_our_knowing_is_not_done_twice(cast: Cast) -> None:
    _ = cast.omar, cast.lena
    with outages.unheard():
        answer = cast.omar.post(HERE, form(cast))
    assert answer.status_code == 503
    assert "not done twice" in answer.text
    assert counts()["working_group"] == 1
    assert send_it_now(cast.omar, answer).headers["Location"] == DONE
    assert counts()["working_group"] == 1


def test_the_log_names_no_person(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    _ = cast.omar, cast.lena
    with outages.full(), caplog.at_level(logging.ERROR):
        cast.omar.post(HERE, form(cast))
    assert "the database is full" in caplog.text
    assert "ferry" not in caplog.text


STATES = {
    "40001": Outage.BUSY, "40P01": Outage.BUSY, "55P03": Outage.BUSY, "57014": Outage.BUSY, "53300": Outage.BUSY,
    "53100": Outage.FULL, "53200": Outage.AWAY, "08006": Outage.AWAY, "57P01": Outage.AWAY, "58030": Outage.AWAY,
    "23505": None, "42P01": None, "25006": None, "22P02": None,
}  # fmt: skip


@pytest.mark.one_engine("postgres")
@pytest.mark.parametrize(("state", "outage"), STATES.items())
def test_what_postgresql_says_by_its_codes(world: Flask, state: str, outage: Outage | None) -> None:
    with pytest.raises(sa.exc.DBAPIError) as raised:
        db.session.execute(sa.text(f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{state}'; END $$"))
    db.session.rollback()
    assert outage_of(raised.value) is outage


def test_a_reader_that_writes_is_no_outage(world: Flask) -> None:
    with pytest.raises(sa.exc.DBAPIError) as raised:
        db.session.execute(sa.delete(Line))
    db.session.rollback()
    assert outage_of(raised.value) is None


def test_what_was_confirmed_is_on_the_disk(tmp_path: Path) -> None:
    """SQLite waits for the disk at each commit, so that a power cut takes nothing that a person saw done."""
    app = create_app(Settings(database_url=f"sqlite:///{tmp_path}/new.sqlite3"))
    with app.app_context():
        with db.engine.connect() as connection:
            assert connection.scalar(sa.text("PRAGMA synchronous")) == 2
            assert connection.scalar(sa.text("PRAGMA journal_mode")) == "wal"
        db.engine.dispose()
