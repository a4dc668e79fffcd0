"""The support modules, each tried on an app of twenty lines, with and without faults."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from flask import Flask, Response
from flask_sqlalchemy import SQLAlchemy

from tests.support import axe, needs
from tests.support.browser import chromium
from tests.support.html import ReadingClient, html_faults
from tests.support.statements import statements

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    from tests.support.browser import NewPage
    from tests.support.postgres import Postgres

GOOD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Toy</title><link rel="icon" href="data:,"></head><body><main><h1>Toy</h1>
<form method="post" action="/"><label for="name">Name</label> <input id="name" name="name" autocomplete="name">
<button>Save</button></form></main></body></html>"""
FAULTY = '<!doctype html><html><body><p id="a"><div id="a"></p><input name="q"><a href="/x"></a><i style="x"></i>'
SCRIPTED = GOOD.replace("</main>", "<p id='out'>off</p></main><script src='/s.js'></script>")
CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'"


@pytest.fixture
def toy() -> Flask:
    """Make the toy: a good page, a scripted one, a faulty one, a refusal and a fragment."""
    app = Flask("toy")
    app.test_client_class = ReadingClient
    app.add_url_rule("/", "good", lambda: GOOD, methods=["GET", "POST"])
    app.add_url_rule("/scripted", "scripted", lambda: SCRIPTED)
    app.add_url_rule("/faulty", "faulty", lambda: FAULTY)
    app.add_url_rule("/refused", "refused", lambda: (GOOD, 422))
    app.add_url_rule("/broken", "broken", lambda: (GOOD, 500))
    app.add_url_rule("/rows", "rows", lambda: '<tr id="r"><td>one</td></tr>')
    script = "document.getElementById('out').textContent = 'on'"
    app.add_url_rule("/s.js", "script", lambda: Response(script, mimetype="text/javascript"))

    @app.after_request
    def policy(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = CSP
        return response

    return app


# html


def test_a_good_page_and_a_fragment_have_no_faults(toy: Flask) -> None:
    client = toy.test_client()
    assert client.get("/").status_code == 200
    assert client.get("/rows").status_code == 200


def test_the_client_fails_on_a_faulty_answer(toy: Flask) -> None:
    with pytest.raises(AssertionError, match="GET /faulty"):
        toy.test_client().get("/faulty")


@pytest.mark.parametrize(
    "fault",
    ["line 1", "“a” is used 2 times", "has no label", "has no words", "no title", "language", "0 <h1>", "forbids"],
)
def test_each_fault_is_named(fault: str) -> None:
    assert any(fault in line for line in html_faults(FAULTY)), html_faults(FAULTY)


@pytest.mark.parametrize(
    ("fragment", "fault"),
    [
        ('<label>Name <input name="n"></label>', None),
        ('<p><input type="hidden" name="n"><input aria-label="Find" name="q"></p>', None),
        ('<a href="/"><svg aria-hidden="true"><use href="#i"/></svg> Home</a>', None),
        ('<hx-partial hx-target="#n" hx-swap="innerHTML">3</hx-partial>', None),
        ('<option value="1">One</option>', None),
        ("<li><p>One</p></li>", None),
        ("<p><div>no</div></p>", "unexpected"),
        ('<button hx-on:click="x()">A</button>', "hx-on:click"),
        ('<button hx-trigger="click[ctrlKey]">A</button>', "hx-trigger"),
        ("<button hx-vals='js:{a: 1}'>A</button>", "hx-vals"),
        ("<script>1</script>", "inline"),
        ('<img src="/a.png">', "no alt"),
    ],
)
def test_fragments(fragment: str, fault: str | None) -> None:
    found = html_faults(fragment)
    assert (not found) if fault is None else any(fault.lower() in line.lower() for line in found), found


def test_a_reference_to_nothing_is_a_fault_on_a_whole_page() -> None:
    assert any("“gone”" in line for line in html_faults(GOOD.replace("<input", '<input aria-describedby="gone"')))


# statements


def test_statements_are_counted_and_listed() -> None:
    app = Flask("counted")
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    db = SQLAlchemy(app)
    with app.app_context():
        with statements(db.engine, at_most=2) as seen:
            db.session.execute(sa.text("SELECT 1"))
            db.session.execute(sa.text("PRAGMA user_version"))
            db.session.execute(sa.text("SELECT 2"))
        assert seen == ["SELECT 1", "SELECT 2"]
        listed = re.escape("at most 0 were allowed, but there were 1 statements:\n  1. SELECT 3")
        with pytest.raises(AssertionError, match=listed), statements(db.engine, at_most=0):
            db.session.execute(sa.text("SELECT 3"))
        db.session.remove()
        db.engine.dispose()


# needs


def test_what_is_lacking_skips_at_a_desk_and_fails_where_nothing_may_be_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("WGTOOL_CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="There is no spoon"):
        needs.lacking("There is no spoon:", "install one.")
    monkeypatch.setenv("WGTOOL_CI", "1")
    with pytest.raises(pytest.fail.Exception, match="There is no spoon"):
        needs.lacking("There is no spoon:", "install one.")


def test_a_chromium_that_is_named_but_missing_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("WGTOOL_CI", raising=False)
    monkeypatch.setenv("WGTOOL_CHROMIUM", str(tmp_path / "none"))
    with pytest.raises(pytest.skip.Exception, match="which is not there"):
        chromium()


# postgres


def _one_row(url: str) -> None:
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE toy AS SELECT 7 AS n"))


@pytest.mark.parametrize("again", range(2))
def test_every_test_has_a_database_of_its_own(postgres: Postgres, again: int) -> None:
    template = postgres.template("toy", _one_row)
    url = postgres.fresh_database(template)
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        assert connection.scalars(sa.text("SELECT n FROM toy")).all() == [7]
        connection.execute(sa.text("UPDATE toy SET n = 8"))
    postgres.drop(url)


def test_the_server_has_an_address(postgres_url: str) -> None:
    assert re.match(r"postgresql\+psycopg://", postgres_url)


# browser


def test_the_browser_runs_script_under_the_policy(page: Page, toy: Flask, live_server: Callable[[Flask], str]) -> None:
    from playwright.sync_api import expect

    page.goto(live_server(toy) + "/scripted")
    expect(page.locator("#out")).to_have_text("on")


def test_without_script_the_page_stays_as_sent(
    page_without_script: Page, toy: Flask, live_server: Callable[[Flask], str]
) -> None:
    page_without_script.goto(live_server(toy) + "/scripted")
    assert page_without_script.locator("#out").inner_text() == "off"


def test_the_phone_is_narrow(phone: Page, toy: Flask, live_server: Callable[[Flask], str]) -> None:
    phone.goto(live_server(toy) + "/")
    assert phone.evaluate("[innerWidth, document.documentElement.scrollWidth]") == [320, 320]


def test_a_refusal_is_no_complaint_but_a_breakdown_is(
    page: Page, toy: Flask, live_server: Callable[[Flask], str], complaints: list[str]
) -> None:
    url = live_server(toy)
    page.goto(url + "/refused")
    assert complaints == []
    page.goto(url + "/broken")
    assert "500" in complaints[0]
    complaints.clear()


def test_axe_names_what_is_wrong(
    new_page: NewPage, toy: Flask, live_server: Callable[[Flask], str], complaints: list[str]
) -> None:
    page, url = new_page(color_scheme="dark"), live_server(toy)
    page.goto(url + "/")
    axe.assert_accessible(page)
    page.goto(url + "/faulty")
    with pytest.raises(AssertionError, match="label"):
        axe.assert_accessible(page)
    assert not [line for line in axe.axe_findings(page, ignore=["label"]) if line.startswith("label ")]
    complaints.clear()


def test_what_uses_the_browser_is_marked(request: pytest.FixtureRequest, browser: Browser) -> None:
    assert request.node.get_closest_marker("browser") is not None
    assert browser.is_connected()
