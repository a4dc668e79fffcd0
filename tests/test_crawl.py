"""Every role follows every link of the made-up world: no dead end, every page whole, light, and asked in few statements.

On SQLite alone: what the rooms' own tests ask of both engines is not asked again.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask

from tests import access
from tests.cast import Someone
from tests.crawling import Page, Walk
from tests.doubling import double
from tests.support.statements import statements
from wgtool.kernel.db import db

pytestmark = pytest.mark.one_engine
KILOBYTES = 1000
LIST, RECORD = 8, 10  # with who sends this and what waits for them, one statement for everybody who signed in
LISTS = {
    "overview.edition", "overview.needs_partners", "groups.index", "decisions.index", "partners.index",
    "decisions.body_list", "accounts.everyone", "notifications.demo", "notifications.undelivered", "overview.help",
    "learning.index", "register.index", "register.listed",
}  # fmt: skip
# What each ruling would set in motion; a name for each kind of thing; its other editions, its amendments and who answers for it; its line
# of life and, for who may close it, all that would have to be settled; what one last read, and what is said about it;
# what the support team signs up for it; what has to be settled before a group is merged or closed.
MORE = {
    "decisions.detail": 14, "decisions.draft": 14, "desk.index": 16, "plan.item": 16, "groups.detail": 16, "groups.terms": 12, "groups.terms_version": 12, "groups.deliverable": 11,
    "groups.ask_to_merge": 12, "groups.start_closing": 11,
}  # fmt: skip
HELD = (
    "/desk", "/groups", "/decisions", "/plan/2022", "/plan/needs-partners", "/partners", "/people", "/groups/LWG-BGW",
    "/groups/LWG-BGW/members", "/groups/LWG-BGW/terms", "/decisions/SAG-2026-002", "/partners/rivermark-relief",
)  # fmt: skip
MARKS = ("UPDATE person SET seen_at", "UPDATE person SET looked_back_at", "INSERT INTO reading", "UPDATE reading SET")
TOKEN = re.compile(r"""(?<=value=")[\w.-]{20,}(?=")""")
SIGN_IN_FIRST = {"desk.index", "groups.propose"}  # a guest is led to these on purpose and gets the form to sign in


@pytest.mark.parametrize("role", access.ROLES)
def test_every_link_of(role: str, made_up: Flask) -> None:
    walk = Walk(made_up, access.people(made_up)[role], "/", "/desk")
    shown = [page for page in walk.pages.values() if page.status < 300]
    faults = [*dead_ends(walk), *too_heavy(shown), *too_curious(shown), *writing_readers(walk)]
    faults += [f"{page.address}: {fault}" for page in shown for fault in page.faults()]
    faults += parts_amiss(walk, shown)
    assert faults == []
    assert len(shown) > 30


def dead_ends(walk: Walk) -> Iterator[str]:
    """Name links that lead nowhere."""
    guest = walk.person.person is None
    for page in walk.pages.values():
        led = guest and page.status == 401 and page.endpoint in SIGN_IN_FIRST
        if page.status >= 400 and not led:
            yield f"{page.address} answers {page.status}; linked from {walk.came[page.address]}"


def too_heavy(pages: list[Page]) -> Iterator[str]:
    """Name pages over the budget: 15 kB by themselves, 45 kB in five requests when nothing is cached."""
    for page in pages:
        whole = page.weight + sum(map(_weight, page.assets))
        if page.weight > 15 * KILOBYTES or whole > 45 * KILOBYTES or len(page.assets) > 4:
            yield f"{page.address}: {page.weight} bytes, {whole} with its {len(page.assets)} files"


def parts_amiss(walk: Walk, pages: list[Page]) -> Iterator[str]:
    """Name pages whose part, as htmx asks for it, is not a part of them: one of each route."""
    for page in {page.endpoint: page for page in pages if page.kind == "text/html"}.values():
        whole, part = (walk.person.get(page.address, headers=asks) for asks in ({}, {"HX-Request": "true"}))
        same = part.text.startswith("<!doctype") or _lasting(part.text) in _lasting(whole.text)
        if part.status_code != page.status or not same:
            yield f"{page.address}: its part answers {part.status_code} and is no part of it"


def _lasting(text: str) -> str:
    """Leave out what is another at each asking."""
    return TOKEN.sub("", text)


@cache
def _weight(asset: str) -> int:
    static = Path(__file__).parent.parent / "static"
    return len(gzip.compress((static / asset.split("/", 3)[3]).read_bytes()))


def too_curious(pages: list[Page]) -> Iterator[str]:
    """Name pages that ask the database too often."""
    for page in pages:
        most = MORE.get(page.endpoint, LIST if page.endpoint in LISTS else RECORD)
        asked = [said for said in page.statements if not said.startswith(MARKS)]
        if len(asked) > most:
            yield f"{page.address}: {len(asked)} statements, at most {most}"


def writing_readers(walk: Walk) -> Iterator[str]:
    """Name pages that write, other than that somebody was here."""
    for page in walk.pages.values():
        for said in page.statements:
            if not said.lstrip().upper().startswith(("SELECT", "WITH")) and not said.startswith(MARKS):
                yield f"{page.address} wrote: {said}"


def _asked(people: dict[str, Someone]) -> dict[tuple[str, str], int]:
    found = {}
    for role in ("guest", "own focal point, lead", "seat of the SAG", "support team"):
        for address in HELD:
            people[role].get(address)  # the first look marks the visit and fills what is kept
            with statements(db.engine) as asked:
                answer = people[role].get(address)
            assert answer.status_code in (200, 401, 403, 404)
            found[role, address] = len(asked)
    return found


def test_twice_the_rows_ask_no_more_statements(made_up: Flask) -> None:
    people = access.people(made_up)
    before = _asked(people)
    rows = people["guest"].get("/groups").text.count("<tr>")
    double()
    assert people["guest"].get("/groups").text.count("<tr>") > rows
    assert _asked(people) == before
