"""Every form, filled by a clumsy or hostile hand: nothing breaks, nothing runs, nothing is lost, nothing is done twice."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests import access, hostile
from tests.cast import Someone
from tests.hostile import Form
from wgtool.history.models import Line
from wgtool.kernel.db import db

FINDERS = ("support team", "own focal point, lead", "chair of the SAG", "seat of the SAG", "administrator", "own member",
           "provisional", "guest")  # fmt: skip
PAGES = [
    "/plan/2022/3.2.1.3", "/plan/2022/3.2.1.3/sign-up", "/plan/import", "/partners/rivermark-relief/edit", "/partners/rivermark-relief/people",
    "/partners/lantern-health-logistics/people", "/people/4", "/decisions/SAG-2026-002", "/decisions/bodies/SAG", "/decisions/bodies/SAG/numbers",
    "/decisions/bodies/SAG/seats", "/decisions/bodies/SAG/seats/6/fill", "/decisions/bodies/SAG/secretariat", "/groups/propose",
    *(f"/groups/{code}{page}" for code in ("LWG-BGW", "WG-GREEN", "LWG-ERB") for page in (
        "", "/edit", "/code", "/focal", "/invite", "/join", "/members/10", "/members/13", "/members/10/hand-over", "/members/11/role",
        "/members/10/end", "/members/6", "/terms", "/terms/edit/purpose", "/take-up", "/withdraw", "/submit")),
    "/groups/WG-COLD/take-the-text-back", "/signups/10", "/signups/10/confirm", "/signups/10/decline", "/signups/10/withdraw", "/signups/10/hand-over",
    "/signups/10/contribute", "/signups/10/fulfil", "/signups/1/fulfil", "/signups/1/hand-over",
    "/me", "/me/email", "/me/password", "/me/leave", "/sign-in", "/join", "/forgotten", "/mail/undelivered", "/",
]  # fmt: skip


@pytest.fixture
def found(madeup: Flask, monkeypatch: pytest.MonkeyPatch) -> dict[str, Form]:
    """Give the forms people find in the made-up world, by address, each in the hands of somebody who found it."""
    monkeypatch.setattr(madeup, "test_client_class", FlaskClient)
    people = access.people(madeup)
    forms: dict[str, Form] = {}
    for role in FINDERS:
        for form in hostile.forms(people[role], PAGES):
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


def faults_of(endpoint: str, form: Form, pairs: list[tuple[str, Any]], what: object) -> str | None:
    """Send a form; give a sentence for what is wrong with the answer."""
    try:
        answer = form.send(pairs)
    except Exception as error:
        return f"{endpoint} broke on {str(what)[:40]!r}: {type(error).__name__} {str(error)[:200]}"
    if answer.status_code >= 500:
        return f"{endpoint} answers {answer.status_code} to {str(what)[:40]!r}"
    if "<script>alert" in answer.text or "<img src=x" in answer.text or "Traceback" in answer.text:
        return f"{endpoint} shows {str(what)[:40]!r} as it is"
    if answer.status_code in {409, 422} and isinstance(what, str) and what.startswith("🦊"):
        typed = [n for n, (kind, _) in form.fields.items() if kind in {"text", "textarea"}]
        if typed and what not in html.unescape(answer.text):
            return f"{endpoint} loses what was written in {typed}"
    return None
