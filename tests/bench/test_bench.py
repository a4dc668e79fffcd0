"""The means of measuring: what is loaded is legal, both applications show the same rows, statements are counted.

Nothing here is timed.
"""

from __future__ import annotations

from collections import Counter

import pytest
import sqlalchemy as sa
from flask import Flask

from bench import counted, lives
from bench.client import RAW, cookie, signed_token
from bench.offers import BUSY, FIFTY
from bench.pages import GUEST, STATEMENTS
from bench.report import Verdict, table
from bench.rounds import Measured, ratio
from tests.bench.conftest import FEW, Loaded
from tests.support.statements import statements
from wgtool.history.models import Line
from wgtool.kernel import waits
from wgtool.kernel.db import db
from wgtool.kernel.waits import Wait
from wgtool.kernel.writes import writing
from wgtool.notifications.models import Mail
from wgtool.plan.models import Item
from wgtool.signups import rules, waiting
from wgtool.signups.models import Role, SignUp, Status


def test_what_is_loaded_is_legal(loaded: Loaded) -> None:
    with loaded.wgtool.app_context():
        whole = sa.orm.joinedload(SignUp.item).joinedload(Item.edition)
        rows = db.session.scalars(sa.select(SignUp).where(SignUp.id <= FEW).options(whole)).all()
        asked = {row.item_id: rules.terms(row.item) for row in rows}
        assert len(rows) == FEW
        assert Counter(row.item.number for row in rows if row.item.edition.current)[BUSY] == FIFTY
        assert all(row.role in asked[row.item_id].roles and asked[row.item_id].closed is None for row in rows)
        assert all(rules.must_be_confirmed(row.item, row.role) for row in rows if row.status == Status.OFFERED)
        assert {row.status for row in rows} == set(Status)


def test_every_sign_up_has_five_lines(loaded: Loaded) -> None:
    each = sa.select(sa.func.count()).where(Line.kind == "signup", Line.thing <= FEW).group_by(Line.thing)
    with loaded.wgtool.app_context():
        assert db.session.scalars(each).all() == [5] * FEW


def test_waits_are_what_their_functions_say(loaded: Loaded) -> None:
    with loaded.wgtool.app_context():
        with writing():
            changed = waits.settle_all()
        assert [ref for ref in changed if ref.id <= FEW] == []  # the floor's offers have none, and come after
        says = set(db.session.scalars(sa.select(Wait.says).where(Wait.kind == "signup")))
        assert {"signups.confirm-co-lead", "signups.taken"} <= says


def test_of_many_offers_the_same_is_said_as_of_one(loaded: Loaded) -> None:
    with loaded.wgtool.app_context():
        ids = db.session.scalars(sa.select(SignUp.id).where(SignUp.id <= FEW)).all()
        with statements(db.engine) as asked:
            together = waiting.turns_of(ids)
        assert {id: together.get(id, []) for id in ids} == {id: list(waiting.turns(id)) for id in ids}
        assert len(asked) < 10 < len(together)


def _get(app: Flask, path: str, reader: int | None) -> tuple[int, str]:
    answer = app.test_client(use_cookies=False).get(path, headers={"Cookie": cookie(reader)})
    return answer.status_code, answer.text


def test_both_show_the_rows_that_are_measured(loaded: Loaded) -> None:
    for page in loaded.pages:
        for reader in page.readers:
            for app, path, mark, rows in (
                (loaded.wgtool, page.path, page.mark, page.rows),
                (loaded.floor, page.floor, page.floor_mark, page.floor_rows),
            ):
                status, text = _get(app, path, reader)
                assert (status, text.count(mark)) == (200, rows), (path, reader)


def test_both_show_the_life_and_the_plan_of_a_group(loaded: Loaded) -> None:
    page = next(page for page in loaded.pages if page.name == "group")
    above, below = _get(loaded.wgtool, page.path, GUEST)[1], _get(loaded.floor, page.floor, GUEST)[1]
    assert all(words in above for words in ("Drafting", "In review by the SAG", "Read the action plan"))
    assert below.count("<td>groups.") == len(lives.LIFE)
    assert "<li>done: 4</li>" in below


@pytest.mark.one_engine
def test_pages_ask_no_more_than_was_promised(loaded: Loaded) -> None:
    found = counted.counts(loaded.wgtool, loaded.pages)
    most = {(p.name, reader): STATEMENTS[p.kind] for p in loaded.pages for reader in p.readers}
    assert {page: count for page, count in found.items() if count > most[page]} == {}


def test_an_offer_is_made_by_both(loaded: Loaded) -> None:
    first = loaded.offers[0]
    headers = {"Cookie": cookie(first.person), "Origin": "http://localhost"}
    fields = {"role": "co-lead", "offers": "Two trucks."}
    for app, path, token in ((loaded.floor, first.floor, RAW), (loaded.wgtool, loaded.offers[1].path, signed_token())):
        headers["Cookie"] = cookie(first.person if app is loaded.floor else loaded.offers[1].person)
        sent = {**fields, "csrf_token": token}
        answer = app.test_client(use_cookies=False).post(path, data=sent, headers=headers)
        assert (answer.status_code, "/signups/" in answer.headers["Location"]) == (303, True)
    made = int(answer.headers["Location"].rpartition("/")[2])
    with loaded.wgtool.app_context():
        assert db.session.get_one(SignUp, made).role == Role.CO_LEAD
        assert db.session.scalars(sa.select(Line.event).where(Line.kind == "signup", Line.thing == made)).all() == [
            "signups.Offered"
        ]
        waiting = db.session.scalars(sa.select(Wait.holder).where(Wait.kind == "signup", Wait.thing == made)).all()
        assert waiting == ["support:world:"]
        told = sa.select(sa.func.count()).where(Mail.about_kind == "signup", Mail.about_id == made)
        assert db.session.scalar(told) == 3


def test_a_ratio_is_the_middle_of_the_rounds() -> None:
    one = Measured(rounds=[[3.0, 3.0, 90.0], [8.0, 8.0, 8.0], [2.0, 2.0, 2.0]], cpu=[6.0, 8.0, 2.0])
    other = Measured(rounds=[[1.0, 1.0, 1.0], [2.0, 2.0, 2.0], [2.0, 2.0, 2.0]], cpu=[2.0, 2.0, 2.0])
    results = {("plan", GUEST, "wgtool"): one, ("plan", GUEST, "floor"): other}
    assert ratio(results, "plan", GUEST, "wgtool", "floor") == 3.0
    assert ratio(results, "plan", GUEST, "wgtool", "floor", cpu=True) == 3.0
    assert (one.p50, one.percentile(0.95)) == (3.0, 90.0)


def test_a_verdict_says_whether_a_promise_is_kept() -> None:
    aimed, kept, broken, told = (
        Verdict("a", 1.9, 3, 2),
        Verdict("b", 3, 3, 2),
        Verdict("c", 3.01, 3, 2),
        Verdict("d", 9),
    )
    assert [each.word for each in (aimed, kept, broken, told)] == ["aim", "yes", "NO", ""]
    assert [each.holds for each in (aimed, kept, broken, told)] == [True, True, False, True]
    assert table("promised", [broken]).splitlines()[-1].split() == ["c", "3", "2", "3.01", "x", "NO"]
