"""A question in a real browser: for everybody, wide and narrow, and answered in one step on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from tests.cast import Someone
from tests.decisions.conftest import A, Table
from tests.support.axe import assert_accessible
from tests.support.browser import NewPage
from wgtool.decisions import operations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.one_engine
HERE = "/decisions/SAG-2026-001"


@pytest.fixture
def at(table: Table, live_server: Callable[[Flask], str]) -> str:
    table.ask()
    table.answer("UN 1", A.APPROVE)
    table.object()
    table.on_objection(operations.reply, table.chair, text="A call on Monday.")
    return live_server(table.app)


def enter(page: Page, at: str, who: Someone) -> None:
    """Put somebody's session into the browser."""
    cookie = who.client.get_cookie("wgtool")
    assert cookie is not None
    page.context.add_cookies([{"name": "wgtool", "value": cookie.value, "url": at}])


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.mark.parametrize("who", ["INGO 1", "chair", "sam", "guest"])
def test_nothing_stands_in_the_way(table: Table, at: str, new_page: NewPage, who: str) -> None:
    page = new_page()
    people = {"chair": table.chair, "sam": table.cast.sam, "guest": table.cast.guest, "INGO 1": table.holders["INGO 1"]}
    enter(page, at, people[who])
    page.goto(at + HERE)
    for summary in page.locator("main summary").all():
        summary.click()
    assert fits(page)
    page.set_viewport_size({"width": 320, "height": 900})
    assert fits(page)
    assert_accessible(page)


def test_one_step_on_a_phone(table: Table, at: str, phone: Page) -> None:
    enter(phone, at, table.holders["INGO 1"])
    phone.goto(at + HERE)
    with phone.expect_navigation():
        phone.get_by_role("button", name="Approve", exact=True).tap()
    answers = {one.seat.name: one.answer for one in table.question.positions}
    assert answers["INGO 1"] == A.APPROVE
