"""The access matrix: every route and method, asked by every role, over the made-up world of the demonstration.

A route's thing comes from `tests/places.py`, by the name of its parameter; a new parameter must be named there. The guard runs
for real (sign-in, CSRF, loading, permit); the view behind it does not, so that a row changes nothing for the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, Response, abort
from flask_login import current_user
from werkzeug.routing import Rule

from tests.cast import Someone
from tests.places import one, places
from wgtool.accounts import session
from wgtool.accounts.models import Person
from wgtool.demo import world as demo
from wgtool.kernel import actors, errors, web
from wgtool.kernel.actors import Actor
from wgtool.kernel.paper import NOTE, table
from wgtool.kernel.web import SAFE
from wgtool.kernel.writes import writing
from wgtool.plan import operations as plan

LET = 299
WORDS = {LET: "yes", 401: "sign in", 403: "no", 404: "hidden", 301: "moved", 303: "moved", 204: "moved"}
FREE = {"asset"}
ROLES = {
    "guest": "",
    "provisional": "tariq@lantern.example",
    "other partner": "wanjiru@acacia.example",
    "observer": "olga@trade.example",
    "own member": "omar@rivermark.example",
    "own focal point, lead": "hana@rivermark.example",
    "coordinator": "yusuf@tigris.example",
    "seat of the SAG": "marta@crossroads.example",
    "chair of the SAG": "moussa@kestrel.example",
    "support team": "joost@support.example",
    "administrator": "ada@support.example",
}
INTRO = (
    "Asked over the world of the demonstration: things of Rivermark Relief, a partner; LWG-BGW, a group at work on its "
    "terms, led by its focal point; SAG-2026-002, an open question about another group. “sign in”: 401 with the form. "
    "“no”: 403 with the sentence. “hidden”: 404, as if it did not exist.\n"
)


def build() -> None:
    """Build the world."""
    with writing():
        plan.ship(actor=Actor.tool())
    demo.build()


def values(rule: Rule, known: dict[str, Any]) -> dict[str, Any]:
    """Give the values of a rule's parameters; fail with a sentence for one that is not known."""
    found = {}
    for name in rule.arguments:
        keys = [f"{rule.endpoint}.{name}", f"{rule.endpoint.split('.')[0]}.{name}"]
        here = [known[key] for key in keys if key in known]
        assert here, f"say in tests/places.py which thing {rule.endpoint} should get as {name}"
        found[name] = here[0]
    return found


def people(app: Flask) -> dict[str, Someone]:
    """Give who asks, by the word of the column."""
    ids = {role: one(Person.id, Person.email == address) if address else None for role, address in ROLES.items()}
    reading, app.test_client_class = app.test_client_class, None  # pages are read for validity elsewhere
    try:
        return {role: Someone(app, id, role) for role, id in ids.items()}
    finally:
        app.test_client_class = reading


def asked(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Give every route and method there is, in order."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda r: r.rule):
        if rule.endpoint not in FREE:
            yield from ((rule, m) for m in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))


def stop_behind_the_guard(patch: pytest.MonkeyPatch) -> None:
    """Answer 299 in place of every view the guard lets somebody reach."""
    let = web._let

    def only_let(*asked: Any, **how: Any) -> None:
        let(*asked, **how)
        abort(Response("let", status=LET, mimetype="text/plain"))

    patch.setattr(web, "_let", only_let)
    patch.setattr(errors, "render_template", lambda *_template, **_context: "")  # the matrix reads the number alone


def read_people_once(patch: pytest.MonkeyPatch) -> None:
    """Read the hats of each cookie's person once, where nobody's change."""
    known: dict[str, Actor] = {}

    def who_sends() -> Actor:
        if not current_user.is_authenticated:
            return session.who_sends()
        words = current_user.get_id()
        return known.get(words) or known.setdefault(words, session.who_sends())

    patch.setattr(actors, "_identify", who_sends)


def cell(person: Someone, method: str, url: str) -> str:
    """Give one cell: what this person gets."""
    answer = person.get(url) if method in SAFE else person.post(url)
    return WORDS.get(answer.status_code, str(answer.status_code))


def rows(app: Flask, *roles: str) -> list[list[str]]:
    """Give the rows: a route and method, and what each of the roles gets."""
    everybody, known = people(app), places()
    who, found = [everybody[role] for role in roles], []
    for rule, method in asked(app):
        with app.test_request_context():
            url = rule.build(values(rule, known))
        address = url[1] if url else rule.rule
        shown = rule.rule.replace("<", "‹").replace(">", "›").replace("|", "\\|")
        found.append([f"{method} `{shown}`", *(cell(person, method, address) for person in who)])
    return found


def matrix(app: Flask) -> str:
    """Give `docs/access.md`."""
    return "\n".join(["# Who reaches what\n", NOTE, INTRO, table(["route", *ROLES], rows(app, *ROLES))])


def columns(text: str, *roles: str) -> list[list[str]]:
    """Read rows of these roles off `docs/access.md`."""
    head, _, *lines = [re.split(r" (?<!\\)\| ", line[2:-2]) for line in text.splitlines() if line.startswith("| ")]
    return [[line[0], *(line[head.index(role)] for role in roles)] for line in lines]
