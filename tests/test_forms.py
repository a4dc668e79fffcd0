"""Every form, filled by a clumsy or hostile hand: nothing breaks, nothing runs, nothing is lost, nothing is done twice."""

from __future__ import annotations

import html
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests import access, hostile
from tests.hostile import Form
from wgtool.history.models import Line
from wgtool.kernel.db import db

PAGES = [
    "/plan/2022/3.2.1.3", "/plan/2022/3.2.1.3/sign-up", "/plan/import", "/partners/rivermark-relief/edit", "/partners/rivermark-relief/people",
    "/partners/lantern-health-logistics/people", "/people/4", "/decisions/SAG-2026-002", "/decisions/bodies/SAG", "/decisions/bodies/SAG/numbers",
    "/decisions/bodies/SAG/seats", "/decisions/bodies/SAG/seats/6/fill", "/decisions/bodies/SAG/secretariat", "/decisions/bodies/SAG/ask",
    "/decisions/bodies/SAG/sittings", "/decisions/bodies/GLM", "/decisions/SAG-2026-001", "/decisions/SAG-2026-001/conditions",
    "/decisions/sittings/1", "/decisions/sittings/1/edit", "/decisions/sittings/1/attendance", "/decisions/sittings/1/notes",
    "/decisions/SAG-2026-002/conditions/1/meet", "/groups/propose",
    *(f"/groups/{code}{page}" for code in ("LWG-BGW", "WG-GREEN", "LWG-ERB") for page in (
        "", "/edit", "/code", "/focal", "/invite", "/join", "/members/10", "/members/13", "/members/10/hand-over", "/members/11/role",
        "/members/10/end", "/members/6", "/terms", "/terms/edit/purpose", "/take-up", "/withdraw", "/submit")),
    "/groups/WG-COLD/take-the-text-back", "/signups/10", "/signups/10/confirm", "/signups/10/decline", "/signups/10/withdraw", "/signups/10/hand-over",
    "/signups/10/contribute", "/signups/10/fulfil", "/signups/1/fulfil", "/signups/1/hand-over",
    "/me", "/me/email", "/me/password", "/me/leave", "/sign-in", "/join", "/forgotten", "/mail/undelivered", "/",
]  # fmt: skip

FINDERS = {
    "support team": PAGES,
    "own focal point, lead": ["/groups/LWG-BGW/submit", "/groups/LWG-BGW/members/10/hand-over"],
    "chair of the SAG": ["/decisions/SAG-2026-002", "/decisions/bodies/SAG/secretariat"],
    "seat of the SAG": ["/decisions/SAG-2026-002"],
    "administrator": ["/people/4"],
    "own member": ["/groups/LWG-BGW/members/13"],
    "guest": ["/"],
}


@pytest.fixture
def found(madeup: Flask, monkeypatch: pytest.MonkeyPatch) -> dict[str, Form]:
    """Give the forms people find in the made-up world, by address, each in the hands of somebody who found it."""
    monkeypatch.setattr(madeup, "test_client_class", FlaskClient)
    access.places()  # makes a sitting and a condition, too
    people = access.people(madeup)
    forms: dict[str, Form] = {}
    for role, pages in FINDERS.items():
        for form in hostile.forms(people[role], pages):
            routed(madeup, forms, form)
    return forms


def routed(app: Flask, forms: dict[str, Form], form: Form) -> None:
    """Keep the first form of each route."""
    endpoint, _ = app.url_map.bind("localhost").match(form.action.partition("?")[0], "POST")
    if endpoint not in forms or len(form.fields) > len(forms[endpoint].fields):
        forms[endpoint] = form


def lines() -> int:
    """Count the lines of history."""
    db.session.rollback()
    return db.session.scalar(sa.select(sa.func.count()).select_from(Line)) or 0


LAST = (
    "decisions.withdraw",
    "groups.withdraw",
    "accounts.end",
    "accounts.sign_out_everywhere",
    "accounts.sign_out",
    "accounts.leave",
)


def in_order(forms: dict[str, Form]) -> list[tuple[str, Form]]:
    """Give the forms, those that end things last."""
    return sorted(forms.items(), key=lambda pair: (pair[0] in LAST, pair[0]))


def fault(endpoint: str, form: Form, pairs: list[tuple[str, Any]], what: str) -> str | None:
    """Send a form; give a sentence for what is wrong with the answer."""
    try:
        answer = form.send(pairs)
    except Exception as error:
        return f"{endpoint} broke on {what}: {type(error).__name__} {str(error)[:200]}"
    if answer.status_code >= 500:
        return f"{endpoint} answers {answer.status_code} to {what}"
    if "<script>alert" in answer.text or "<img src=x" in answer.text or "Traceback" in answer.text:
        return f"{endpoint} shows {what} as it is"
    typed = [name for name, value in pairs if value == hostile.FOX and form.fields[name][0] in {"text", "textarea"}]
    if answer.status_code in {409, 422} and typed and hostile.FOX not in html.unescape(answer.text):
        return f"{endpoint} loses what was written in {typed}"
    return None


def hands(form: Form) -> list[tuple[str, str | bytes, str | bytes | None]]:
    """Choose what is tried: on PostgreSQL what only it minds, with passwords, which take their time, a little."""
    picky = db.engine.dialect.name == "postgresql" or any(kind == "password" for kind, _ in form.fields.values())
    return [one for one in hostile.HANDS if not picky or one[0] in hostile.MINDED]


def odd(form: Form) -> list[tuple[str, list[tuple[str, Any]]]]:
    """Give what no page of ours sends: nothing, everything twice, names of arrays."""
    honest = form.body()
    arrays = [(f"{name}[0]", value) for name, value in honest[1:]]
    return [("nothing at all", honest[:1]), ("all twice", honest + honest[1:]), ("arrays", honest[:1] + arrays)]


def test_every_form_withstands_every_hand(found: dict[str, Form]) -> None:
    filled = [(e, f) for e, f in in_order(found) if f.fields]
    assert len(filled) > 35
    sent = [(e, f, f.body(typed=typed, rest=rest), what) for e, f in filled for what, typed, rest in hands(f)]
    sent += [(e, f, pairs, what) for e, f in filled for what, pairs in odd(f)]
    sent.sort(key=lambda one: one[0] in LAST)
    assert [told for one in sent if (told := fault(*one))] == []


@pytest.mark.one_engine
def test_what_was_sent_twice_is_done_once(found: dict[str, Form]) -> None:
    again, done = [], 0
    for endpoint, form in in_order(found):
        pairs = [*form.body(), ("once", f"token-of-{endpoint}")]
        before, first = lines(), form.send(pairs)
        after, second = lines(), form.send(pairs)
        done += after > before
        if lines() != after or (after > before and (first.status_code, second.status_code) != (303, 303)):
            again.append((endpoint, first.status_code, second.status_code, after - before, lines() - after))
    assert again == []
    assert done > 20


@pytest.mark.one_engine
@pytest.mark.parametrize("origin", ["http://localhost", "https://evil.example"])
def test_without_our_token_nothing_happens_anywhere(
    madeup: Flask, monkeypatch: pytest.MonkeyPatch, origin: str
) -> None:
    monkeypatch.setattr(madeup, "test_client_class", FlaskClient)
    known, people = access.places(), access.people(madeup)
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
            wrong += [(rule.rule, told)] if told[0] != 400 or told[1] not in {400, 401} else []
    assert (wrong, lines()) == ([], before)


@pytest.mark.one_engine
def test_too_large_is_told(madeup: Flask) -> None:
    hana = access.people(madeup)["own focal point, lead"]
    answer = hana.post("/groups/propose", {"problem": "A" * (11 * 1024 * 1024)})
    assert answer.status_code == 413
    assert "The largest that can be sent is 10 MB, a text 500 kB." in answer.text
