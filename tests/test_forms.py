"""Every form, filled by a clumsy or hostile hand: nothing breaks, nothing runs, nothing is lost, nothing is done twice."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests import access, by_hand, corners, hostile, places
from tests.hostile import Form
from tests.support import worlds
from tests.support.eye import Eye
from wgtool.history.models import Line
from wgtool.kernel.db import db
from wgtool.kernel.web import SAFE


@pytest.fixture
def found(madeup: Flask, monkeypatch: pytest.MonkeyPatch) -> dict[str, Form]:
    """Give the forms there are by address, each in the hands of somebody who found it, in a browser opened anew."""
    monkeypatch.setattr(madeup, "test_client_class", FlaskClient)
    shown = _shown(madeup)
    worlds.put(madeup, "furnished")
    people = access.people(madeup)
    forms = {endpoint: replace(form, who=people[role]) for endpoint, (role, form) in shown.items()}
    unshown = by_hand.by_hand()
    assert not unshown.keys() & forms.keys(), "found on a page by now: take it out of tests/by_hand.py"
    for endpoint, made in unshown.items():
        fields = {name: (kind, [value]) for name, (kind, value) in made.fields.items()}
        forms[endpoint] = Form(made.address, people[made.who], fields)
    return forms


def _shown(app: Flask) -> dict[str, tuple[str, Form]]:
    """Give the fullest form of each route that pages show, with the role that found it: once a worker and engine."""
    if "TEST_FORMS" not in app.config:
        forms: dict[str, tuple[str, Form]] = {}
        for role, form in corners.forms(access.people(app)):
            endpoint, _ = app.url_map.bind("localhost").match(form.action.partition("?")[0], "POST")
            if endpoint not in forms or len(form.fields) > len(forms[endpoint][1].fields):
                forms[endpoint] = (role, form)
        worlds.keep(app, "furnished")
        app.config["TEST_FORMS"] = forms
    kept: dict[str, tuple[str, Form]] = app.config["TEST_FORMS"]
    return kept


def lines() -> int:
    """Count the lines of history."""
    db.session.rollback()
    return db.session.scalar(sa.select(sa.func.count()).select_from(Line)) or 0


LAST = (
    "decisions.withdraw",
    "groups.withdraw",
    "accounts.end",
    "accounts.link",
    "accounts.sign_out_everywhere",
    "accounts.sign_out",
    "accounts.leave",
    "demo.enter",
)


def in_order(forms: dict[str, Form]) -> list[tuple[str, Form]]:
    """Give the forms, those that end things last."""
    return sorted(forms.items(), key=lambda pair: (pair[0] in LAST, pair[0]))


def fault(endpoint: str, form: Form, pairs: list[tuple[str, Any]], what: str) -> str | None:
    """Send a form; give a sentence for what is wrong with the answer."""
    db.session.rollback()  # PostgreSQL ends a reading that is left open for a minute
    try:
        answer = form.send(pairs)
    except Exception as error:
        return f"{endpoint} broke on {what}: {type(error).__name__} {str(error)[:200]}"
    if answer.status_code >= 500:
        return f"{endpoint} answers {answer.status_code} to {what}"
    if "<script>alert" in answer.text or "<img src=x" in answer.text or "Traceback" in answer.text:
        return f"{endpoint} shows {what} as it is"
    typed = [
        name for name, value in pairs if hostile.FOX in str(value) and form.fields[name][0] in {"text", "textarea"}
    ]
    if answer.status_code in {409, 422} and typed and hostile.FOX not in html.unescape(answer.text):
        return f"{endpoint} loses what was written in {typed}"
    return None


def hands(form: Form) -> list[tuple[str, str | bytes, str | bytes | None]]:
    """Choose what is tried: on PostgreSQL what only it minds, with passwords, which take their time, a little."""
    picky = db.engine.dialect.name == "postgresql" or any(kind == "password" for kind, _ in form.fields.values())
    return [one for one in hostile.HANDS if (not picky or one[0] in hostile.MINDED)]


def odd(form: Form) -> list[tuple[str, list[tuple[str, Any]]]]:
    """Give what no page of ours sends: nothing, and everything twice, once under the names of arrays. No engine comes to see it."""
    if db.engine.dialect.name == "postgresql":
        return []
    honest = form.body()
    arrays = [(f"{name}[0]", value) for name, value in honest[1:]]
    return [("nothing at all", honest[:1]), ("all twice, and as arrays", honest + honest[1:] + arrays)]


def burdens(form: Form) -> list[tuple[str, list[tuple[str, Any]]]]:
    """Give what is sent with a button alone: fields nobody asked for, of the hands that differ for it."""
    laden = form.burdened()
    return [(what, laden.body(typed=typed)) for what, typed, _ in hostile.HANDS if what in hostile.LADEN]


@pytest.mark.one_engine
def test_every_form_there_is_is_tried(madeup: Flask, found: dict[str, Form]) -> None:
    """A new route that takes a form fails here until a page of the made-up world shows it, or `by_hand` says why not."""
    unsafe = {rule.endpoint for rule, method in access.asked(madeup) if method not in SAFE}
    assert found.keys() == unsafe


def test_every_form_withstands_every_hand(found: dict[str, Form]) -> None:
    sent = []
    for endpoint, form in in_order(found):
        if form.bare:
            sent += [(endpoint, form.burdened(), pairs, what) for what, pairs in burdens(form)]
        else:
            sent += [(endpoint, form, form.body(typed=typed, rest=rest), what) for what, typed, rest in hands(form)]
            sent += [(endpoint, form, pairs, what) for what, pairs in odd(form)]
    assert [told for one in sent if (told := fault(*one))] == []


def everything(eye: Eye) -> dict[str, int]:
    """Give a digest of all rows by table, but the tokens of forms sent."""
    db.session.rollback()
    tables = [table for table in db.metadata.tables if table != "once"]
    return {name: hash(tuple(eye.reader.execute(f'SELECT * FROM "{name}"').fetchall())) for name in tables}


def again(form: Form, pairs: list[tuple[str, Any]]) -> Any:
    """Send a form as a second click does: with the cookie of the first, which may have ended with it."""
    with form.who.client.session_transaction() as cookie:
        cookie["csrf_token"] = "raw"
    return form.send(pairs)


@pytest.mark.one_engine
def test_what_was_sent_twice_is_done_once(madeup: Flask, found: dict[str, Form]) -> None:
    eye = Eye(madeup.config["TEST_FOLDER"] / "test.sqlite3")
    twice, idle, before = [], set(), everything(eye)
    for endpoint, form in in_order(found):
        pairs = [*form.honest(), ("once", f"token-of-{endpoint}")]
        first = form.send(pairs)
        after = everything(eye) if eye.moved() else before
        second = again(form, pairs)
        last = everything(eye) if eye.moved() else after
        if last != after or (after != before and (first.status_code, second.status_code) != (303, 303)):
            twice.append((endpoint, first.status_code, second.status_code))
        if after == before:
            idle.add(endpoint)
        before = last
    eye.close()
    assert twice == []
    assert len(found) - len(idle) > 30


UNTOKENED = {"notifications.stop"}
"""Pressed by a mail program, which has no token of ours (RFC 8058); its signed link, unknown here, is its proof."""


@pytest.mark.one_engine
@pytest.mark.parametrize("origin", ["http://localhost", "https://evil.example"])
def test_without_our_token_nothing_happens_anywhere(
    madeup: Flask, monkeypatch: pytest.MonkeyPatch, origin: str
) -> None:
    monkeypatch.setattr(madeup, "test_client_class", FlaskClient)
    known, people = places.places(), access.people(madeup)
    before, wrong = lines(), []
    for rule, method in access.asked(madeup):
        if method in {"POST", "PUT", "PATCH", "DELETE"}:
            with madeup.test_request_context():
                built = rule.build(access.values(rule, known))
            assert built
            told = [
                hostile.send(people[who], built[1], [("why", "x")], origin).status_code
                for who in ("support team", "guest")
            ]
            fine = told == [404, 404] if rule.endpoint in UNTOKENED else told[0] == 400 and told[1] in {400, 401}
            wrong += [] if fine else [(rule.rule, told)]
    assert (wrong, lines()) == ([], before)


@pytest.mark.one_engine
def test_too_large_is_told(madeup: Flask) -> None:
    hana = access.people(madeup)["own focal point, lead"]
    answer = hana.post("/groups/propose", {"problem": "A" * (11 * 1024 * 1024)})
    assert answer.status_code == 413
    assert "The largest that can be sent is 10 MB, a text 500 kB." in answer.text


@pytest.mark.one_engine
@pytest.mark.parametrize(("allowed", "says"), [
    (None, "The largest file that this form takes is 5 MB"), (3 * 1024 * 1024, "The largest that can be sent is 3 MB"),
])  # fmt: skip
def test_what_a_form_takes_is_told_where_it_is_less_than_can_be_sent(
    madeup: Flask, monkeypatch: pytest.MonkeyPatch, allowed: int | None, says: str
) -> None:
    """Wherever a form reads less than what can be sent, and never more than can be."""
    if allowed:
        monkeypatch.setitem(madeup.config, "MAX_CONTENT_LENGTH", allowed)
    sam = access.people(madeup)["support team"]
    for url in ("/plan/import", "/learning/LLE-2026-02/table"):
        answer = sam.post(url, {"table": "A" * (11 * 1024 * 1024)})
        assert (answer.status_code, says in answer.text) == (413, True), answer.text
