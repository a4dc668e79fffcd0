"""Answers are compressed for who takes them so, and only then."""

from __future__ import annotations

import gzip
import re
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import TimestampSigner

from tests import factories
from wgtool.config import place
from wgtool.kernel import clock
from wgtool.kernel.assets import squeezed, static_url

pytestmark = pytest.mark.one_engine
GZIP = {"Accept-Encoding": "br, gzip"}


@pytest.fixture
def line(world: Flask) -> FlaskClient:
    """Give a client that takes the bytes as they come."""
    return FlaskClient(world, world.response_class)


def test_a_page_is_compressed_for_who_asks(line) -> None:
    plain, packed = line.get("/help"), line.get("/help", headers=GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 3
    assert "Content-Encoding" not in plain.headers
    assert all(
        "Accept-Encoding" in answer.headers["Vary"] and "Cookie" in answer.headers["Vary"] for answer in (plain, packed)
    )
    assert "</html>" in gzip.decompress(packed.data).decode()


@pytest.mark.parametrize("asked", ["identity", "gzip;q=0", "br", "*;q=0"])
def test_who_does_not_take_it_gets_it_plain(line, asked) -> None:
    assert line.get("/help", headers={"Accept-Encoding": asked}).text.startswith("<!doctype html>")


@pytest.mark.parametrize("name", ["css/wgtool.css", "js/wgtool.js", "vendor/htmx-4.0.1.min.js", "icons/sprite.svg"])
def test_static_files_are_compressed_and_kept_for_a_year_whoever_reads(line, cast, name) -> None:
    with line.application.test_request_context():
        url = static_url(name)
    line.set_cookie("wgtool", cast.omar.client.get_cookie("wgtool").value)
    with line.get(url, headers=GZIP) as packed, line.get(url) as plain:
        kept = (place("static") / name).read_text()
        assert gzip.decompress(packed.data) == plain.data == (squeezed(kept) if "css" in name else kept).encode()
    assert {"public", "immutable", "max-age=31536000"} <= set(packed.headers["Cache-Control"].split(", "))
    assert (packed.headers["Vary"], packed.headers.get("Set-Cookie")) == ("Accept-Encoding", None)
    assert line.get("/help").headers["Set-Cookie"].startswith("wgtool=")


def test_a_style_sheet_leaves_without_what_people_read() -> None:
    sheet = """/* Said to; "people */\na > b ,\nc { content: ": {  } /* */" ; margin: 1px\n  2px }\n\n@media print { d { top: 0 } }\n"""
    assert squeezed(sheet) == 'a > b , c{content: ": {  } /* */";margin: 1px 2px}@media print{d{top: 0}}'


def test_what_is_not_changed_has_no_body(line) -> None:
    with line.application.test_request_context():
        url = static_url("css/wgtool.css")
    with line.get(url, headers=GZIP) as first:
        headers = {**GZIP, "If-None-Match": first.headers["ETag"]}
    with line.get(url, headers=headers) as again:
        assert (again.status_code, again.data) == (304, b"")


def test_a_page_asks_for_nothing_but_its_style_sheet_before_it_is_drawn(line) -> None:
    """The script comes last in the page and brings htmx in itself, once the style sheet is here."""
    page = line.get("/help").text
    head, body = page.split("<body", 1)
    assert (head.count('<link rel="stylesheet"'), "<script" in head) == (1, False)
    assert re.fullmatch(
        r'<script src="\S+" data-htmx="\S+" defer></script>\s*</body>\s*</html>\s*', body[body.index("<script") :]
    )


def test_an_error_is_compressed_and_a_redirect_is_left_alone(line) -> None:
    missing = line.get("/nowhere", headers=GZIP)
    assert (missing.status_code, missing.headers["Content-Encoding"]) == (404, "gzip")
    factories.plan()
    moved = line.get("/plan", headers=GZIP)
    assert (moved.status_code, moved.headers.get("Content-Encoding")) == (303, None)


def token_at(cast, moment: datetime) -> str:
    with clock.at(moment):
        found = re.search(r'name="csrf_token" value="([^"]+)"', cast.omar.get("/me").text)
    assert found
    return found[1]


def test_what_compression_could_betray_of_a_token_opens_nothing(cast, monkeypatch) -> None:
    """Of a form's token only the first part is the same a second later; without its signature it is refused."""
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _self: int(clock.now().timestamp()))
    (guessed, *signed), (same, *later) = (token_at(cast, clock.now() + timedelta(seconds=n)).split(".") for n in (0, 1))
    assert guessed == same
    assert all(one != other for one, other in zip(signed, later, strict=True))
    with clock.at(clock.now() + timedelta(seconds=2)):
        answer = cast.omar.post("/me", data={"csrf_token": guessed, "name": "Mallory"})
        page = cast.omar.get("/me").text
    assert answer.status_code == 400
    assert "Mallory" not in page
