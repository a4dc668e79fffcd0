"""The access matrix: every route and method, asked by every role, over one small world.

A route's thing comes from `Places`, by the name of its parameter; a new parameter must be named there. The guard runs
for real (sign-in, CSRF, loading, permit); the view behind it does not, so that a row changes nothing for the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

import pytest
from flask import Flask, Response, abort
from werkzeug.routing import Rule

from tests import factories
from tests.cast import Cast, Someone
from tests.decisions.access import World
from wgtool.kernel import web
from wgtool.kernel.paper import NOTE, table
from wgtool.kernel.web import SAFE

LET = 299
WORDS = {LET: "yes", 401: "sign in", 403: "no", 404: "hidden", 303: "moved", 204: "moved"}
FREE = {"asset"}


class Places:
    """The things that stand in for parameters: all belong to Rivermark Relief, or to a group its people lead."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        factories.plan()

    def values(self, rule: Rule) -> dict[str, Any]:
        """Give the values of a rule's parameters; fail with a sentence for one that is not known."""
        return {name: self.value(rule.endpoint, name) for name in rule.arguments}

    def value(self, endpoint: str, name: str) -> Any:
        """Give one parameter's value."""
        room = endpoint.split(".")[0]
        known: dict[str, Callable[[], Any]] = {
            "partners.slug": lambda: self.cast.rivermark.slug,
            "overview.code": lambda: "fr",
            "notifications.id": self.mail,
            "plan.edition": lambda: "2022",
            "plan.number": lambda: "1.1.1.1",
            "plan.id": self.upload,
            "overview.edition": lambda: "2022",
            "signups.edition": lambda: "2022",
            "signups.number": lambda: "1.1.1.1",
            "signups.id": self.signup,
            **MORE(self),
        }
        make = known.get(f"{endpoint}.{name}") or known.get(f"{room}.{name}")
        assert make, f"say in tests/access.py which thing {endpoint} should get as {name}"
        return make()

    @cached_property
    def decided(self) -> World:
        """Give the SAG and two questions before it."""
        return World(self.cast)

    def mail(self) -> int:
        """Give the id of a mail that waits."""
        return int(factories.mail().id)

    def upload(self) -> int:
        """Give the id of a plan that was sent and not applied."""
        return int(factories.upload().id)

    def signup(self) -> int:
        """Give the id of an offer of Rivermark Relief to lead."""
        for offered in factories.signups():
            return int(offered.id)
        return int(factories.signup("1.1.1.1", self.cast.rivermark, "lead", status="offered").id)


def MORE(places: Places) -> dict[str, Callable[[], Any]]:
    """Name the things of the other rooms."""
    return {**accounts(places), **decisions(places)}


def accounts(places: Places) -> dict[str, Callable[[], Any]]:
    """Name what accounts shows: somebody who belongs to Rivermark Relief, an invitation, a role."""
    from tests import factories
    from tests.accounts.helpers import belonging_of
    from wgtool.accounts.models import Invitation
    from wgtool.accounts.queries import roles_of
    from wgtool.kernel import clock

    def belonging() -> int:
        return belonging_of(places.cast.omar.person or 0).id

    def invitation() -> int:
        row = Invitation(email="i@example.org", organisation_id=places.cast.rivermark.id, sent_at=clock.now())
        return int(factories.save(row).id)

    return {
        "accounts.slug": lambda: places.cast.rivermark.slug,
        "accounts.token": lambda: "unknown",
        "accounts.what": lambda: "join",
        "accounts.organisation.id": lambda: places.cast.rivermark.id,
        **dict.fromkeys((f"accounts.{v}.id" for v in ("confirm", "end", "name_focal", "end_focal")), belonging),
        **dict.fromkeys(("accounts.resend.id", "accounts.revoke.id"), invitation),
        **dict.fromkeys(
            (f"accounts.{v}.id" for v in ("person", "name_to_team", "name_coordinator")),
            lambda: places.cast.omar.person,
        ),
        "accounts.end_role.id": lambda: roles_of(places.cast.cora.person or 0)[0].id,
    }


def decisions(places: Places) -> dict[str, Callable[[], Any]]:
    """Name what decisions shows: the SAG, a question of its that is open with an objection, one that is not open yet."""
    drafts = ("draft", "open_draft", "withdraw_draft")
    return {
        "decisions.code": lambda: places.decided.code,
        "decisions.number": lambda: places.decided.number,
        **dict.fromkeys((f"decisions.{v}.id" for v in drafts), lambda: places.decided.draft),
        **dict.fromkeys(
            (f"decisions.{v}.id" for v in ("reply", "clear", "overrule")), lambda: places.decided.objection
        ),
        **dict.fromkeys((f"decisions.{v}.id" for v in ("fill", "close_seat")), lambda: places.decided.seat),
        "decisions.end_term.id": lambda: places.decided.term,
        "decisions.end_secretary.id": lambda: 1,
    }


def roles(cast: Cast) -> dict[str, Someone]:
    """Give who asks, by the word of the column."""
    return {
        "guest": cast.guest,
        "provisional": cast.prue,
        "other partner": cast.kofi,
        "observer": cast.olga,
        "own member": cast.omar,
        "own focal point": cast.hana,
        "coordinator": cast.cora,
        "support team": cast.sam,
        "administrator": cast.ada,
        "SAG seat": cast.ines,
        "SAG chair": cast.charis,
    }


def asked(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Give every route and method there is, in order."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda r: r.rule):
        if rule.endpoint not in FREE:
            yield from ((rule, m) for m in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))


def stop_behind_the_guard(patch: pytest.MonkeyPatch) -> None:
    """Answer 299 in place of every view the guard lets somebody reach."""
    let = web._let

    def only_let(permit: Any, *things: Any) -> None:
        let(permit, *things)
        abort(Response("let", status=LET, mimetype="text/plain"))

    patch.setattr(web, "_let", only_let)


def cell(person: Someone, method: str, url: str) -> str:
    """Give one cell: what this person gets."""
    answer = person.get(url) if method in SAFE else person.post(url)
    return WORDS.get(answer.status_code, str(answer.status_code))


def matrix(app: Flask, cast: Cast) -> str:
    """Give `docs/access.md`."""
    people, places = roles(cast), Places(cast)
    for person in people.values():
        assert person is not None
    rows = []
    for rule, method in asked(app):
        with app.test_request_context():
            url = rule.build(places.values(rule))
        address = url[1] if url else rule.rule
        shown = rule.rule.replace("<", "‹").replace(">", "›").replace("|", "\\|")
        rows.append([f"{method} `{shown}`", *(cell(p, method, address) for p in people.values())])
    intro = (
        "Asked over one small world: things of Rivermark Relief, a partner, and of a group its people lead. "
        "“sign in”: 401 with the form. “no”: 403 with the sentence. “hidden”: 404, as if it did not exist.\n"
    )
    return "\n".join(["# Who reaches what\n", NOTE, intro, table(["route", *people], rows)])
