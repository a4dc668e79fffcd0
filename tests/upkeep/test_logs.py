"""One JSON line a request, without a word of who asked; a fault has its traceback and the number the page shows."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask

from tests import factories
from tests.cast import Someone
from wgtool.app import create_app
from wgtool.config import Settings
from wgtool.kernel.db import db

pytestmark = pytest.mark.one_engine
FACTS = {"time", "level", "what", "id", "method", "route", "status", "ms", "bytes", "statements"}


@pytest.fixture
def lines(world: Flask, capsys: pytest.CaptureFixture[str]) -> Any:
    """Give what was logged since it was last asked, with requests told too."""
    import logging

    logger = logging.getLogger("wgtool")
    before = logger.level
    logger.setLevel("INFO")
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    logger.setLevel(before)


def test_a_request_is_one_line_of_facts(guest: Someone, lines: Any) -> None:
    answer = guest.get("/partners?q=Rivermark")
    (line,) = lines()
    assert set(line) == FACTS
    assert (line["method"], line["route"], line["status"]) == ("GET", "/partners", 200)
    assert line["bytes"] == len(answer.data)
    assert line["statements"] > 0
    assert line["id"] == answer.headers["X-Request-ID"]
    assert line["ms"] > 0
    assert line["level"] == "info"


def test_no_line_says_who_or_what(world: Flask, lines: Any) -> None:
    """Names, addresses, searches, tokens and what browsers tell of themselves, sent everywhere, are in no line."""
    person = factories.person("Zebedee Quill", at=factories.organisation("Zebra Relief"))
    zebedee = Someone(world, person.id)
    told = {"User-Agent": "zebra-browser", "X-Forwarded-For": "203.0.113.77", "Referer": "http://localhost/zebra", "X-Request-ID": "deadbeef-zebra"}  # fmt: skip
    for url in ("/partners?q=zebra", "/link/zebra-token", "/partners/zebra-relief", "/zebra", "/zebra@example.org", "/language/fr?next=/zebra"):  # fmt: skip
        zebedee.client.get(url, headers=told)
    zebedee.post("/sign-in", {"email": "zebedee-quill@example.org", "password": "zebra zebra"})
    zebedee.client.open("/groups", method="ZEBRA")
    said = lines()
    assert len(said) >= 8
    assert [line["route"] for line in said[:6]] == [
        "/partners",
        "/link/<token>",
        "/partners/<slug>",
        None,
        None,
        "/language/<code>",
    ]
    text = json.dumps(said).lower()
    assert not [word for word in ("zebra", "quill", "zebedee", "203.0.113", "127.0.0.1", "deadbeef") if word in text]


def test_a_fault_is_logged_with_the_number_of_the_page(
    world: Flask, lines: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the address nor what the database was told is in it."""
    hidden = "ze" + "bra"

    def broken() -> None:
        db.session.execute(db.text("SELECT :secret FROM nowhere"), {"secret": hidden})

    monkeypatch.setitem(world.view_functions, "partners.index", broken)
    monkeypatch.setitem(world.config, "PROPAGATE_EXCEPTIONS", False)
    answer = Someone(world, None).get(f"/partners?q={hidden}")
    assert answer.status_code == 500
    fault, request = lines()
    assert (fault["level"], fault["what"]) == ("error", "a request failed")
    assert "in broken" in fault["traceback"]
    assert "no such table: nowhere" in fault["traceback"]
    assert fault["id"] == request["id"] == answer.headers["X-Request-ID"]
    assert fault["id"] in answer.text
    assert hidden not in json.dumps([fault, request])


def test_only_a_server_in_front_gives_numbers(world: Flask) -> None:
    url = world.config["SQLALCHEMY_DATABASE_URI"]
    sent = {"X-Request-ID": "0123456789abcdef"}
    for proxies, believed in ((0, False), (1, True)):
        app = create_app(Settings(database_url=url, secret_key="x" * 40, proxies=proxies, log_level="error"))
        given = app.test_client().get("/healthz", headers=sent).headers["X-Request-ID"]
        assert (given == sent["X-Request-ID"]) is believed
        odd = app.test_client().get("/healthz", headers={"X-Request-ID": "zebra@example.org"}).headers["X-Request-ID"]
        assert len(odd) == 16
        with app.app_context():
            db.engine.dispose()


def test_the_level_decides_what_is_told(world: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    url = world.config["SQLALCHEMY_DATABASE_URI"]
    for level, told in (("info", 1), ("warning", 0)):
        app = create_app(Settings(database_url=url, secret_key="x" * 40, log_level=level))
        app.test_client().get("/healthz")
        assert capsys.readouterr().err.count('"what": "request"') == told
        with app.app_context():
            db.engine.dispose()
            assert capsys.readouterr().err == ""  # no line about pools, which nobody who runs this can read


def test_who_is_kept_out_leaves_a_line_that_names_nobody(world: Flask, lines: Any) -> None:
    """Two tries at one account from one place have the same digests, so that they can be counted; others have others."""
    person = factories.person("Zebedee Quill", at=factories.organisation("Zebra Relief"))
    guest, zebedee = Someone(world, None), Someone(world, person.id)
    for address in (person.email, person.email, "nobody@example.org"):
        guest.post("/sign-in", {"email": address, "password": "zebra zebra"})
    zebedee.get("/mail/undelivered")
    zebedee.post("/me/password", {"old_password": "zebra zebra", "password": "a sentence about zebras"})
    guest.post("/sign-in", {"email": person.email, "password": factories.PASSWORD})
    zebedee.post("/me", {"csrf_token": ""})
    Someone(world, None).post("/me", headers={"Origin": "https://zebra.example"})
    zebedee.post("/sign-out")
    said = [line for line in lines() if line["what"] != "request"]
    known, again, unknown, forbidden, asked, came, bare, foreign, went = said
    assert known["what"] == "not signed in: address and password do not go together"
    assert {name: known[name] for name in ("from", "address")} == {name: again[name] for name in ("from", "address")}
    assert unknown["address"] != known["address"] == came["address"]
    assert (forbidden["what"], forbidden["person"]) == ("not for this role", came["person"])
    assert (asked["what"], asked["route"]) == ("asked for the password again, and it was not right", "/me/password")
    assert (went["what"], went["person"]) == ("signed out", came["person"])
    assert [line["what"] for line in (foreign, bare)] == ["a form from elsewhere", "a form without a token of ours"]
    assert [line["level"] for line in said] == ["warning"] * 5 + ["info"] + ["warning"] * 2 + ["info"]
    assert not [word for word in ("zebra", "quill", "nobody@", "127.0.0.1") if word in json.dumps(said).lower()]
