"""The front of the plan: strip, counts, tree, filters; and the first page."""

from __future__ import annotations

import gzip
import re
from html import unescape

import pytest
import sqlalchemy as sa
from flask import Flask

from tests import factories
from tests.cast import Cast
from tests.support.html import assert_html
from wgtool.config import place
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.writes import writing
from wgtool.plan import operations, queries
from wgtool.plan.models import Category, Item, Status


@pytest.fixture
def plan(world: Flask, cast: Cast) -> None:
    """Set up the plan: one activity is done and critical, one ongoing."""
    factories.plan()
    done, ongoing = factories.item("1.1.1.1"), factories.item("2.1.1.1")
    sam = cast.sam.actor
    with writing():
        operations.set_category(done, category=Category.CRITICAL, seen=1, actor=sam)
        operations.report_status(done, status=Status.DONE, on=clock.today(), note="", actor=sam)
        operations.report_status(ongoing, status=Status.ONGOING, on=clock.today(), note="", actor=sam)


def weight(html: str) -> int:
    """Weigh a first view: the page, the sheet, the scripts and the sprite, compressed."""
    static = place("static")
    files = ("css/wgtool.css", "js/wgtool.js", "vendor/htmx-4.0.1.min.js", "icons/sprite.svg")
    return sum(len(gzip.compress(data)) for data in [html.encode(), *((static / f).read_bytes() for f in files)])


@pytest.mark.one_engine
@pytest.mark.parametrize(("edition", "activities"), [("2019", 104), ("2022", 78)])
def test_an_edition_on_one_light_page(plan: None, cast: Cast, statements, edition: str, activities: int) -> None:  # type: ignore[no-untyped-def]
    with statements() as seen:
        answer = cast.guest.get(f"/plan/{edition}")
    assert answer.status_code == 200
    assert f"{activities} of {activities} activities." in answer.text
    assert len(seen) <= 6, seen
    assert weight(answer.text) <= 45 * 1024
    assert_html(answer.text)


def test_blanks_are_counted(plan: None, cast: Cast) -> None:
    shown = cast.guest.get("/plan/2022").text
    assert "Not set <b>76</b>" in shown
    assert "76 activities have no status" in shown
    for earlier in ("/plan/2019", "/plan/2019/1.1.1", "/plan/2019/1.1.1.1"):
        page = cast.guest.get(earlier).text
        assert ("a later edition is in force" in page, "Waiting for" in page) == (True, False)
    assert "1 done, 0 ongoing, 0 to start" in shown


def test_the_plan_leads_to_the_edition_in_force(plan: None, cast: Cast) -> None:
    assert cast.guest.get("/plan").location == "/plan/2022"
    assert cast.guest.get("/plan?status=unset&edition=x&_external=1").location == "/plan/2022?status=unset"


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("status=done", 1),
        ("status=unset", 76),
        ("category=CRITICAL", 1),
        ("category=unset", 77),
        ("category=unset&status=ongoing", 1),
        ("pillar=2", 16),
        ("q=1.1.1", 2),
        ("q=1.1.1.1", 1),
        ("q=no+such+word", 0),
        ("status=%3Cscript%3E&pillar=99&category=x", 78),
    ],
)
def test_filters(plan: None, cast: Cast, asked: str, count: int) -> None:
    answer = cast.guest.get(f"/plan/2022?{asked}")
    assert f"{count} of 78 activities." in answer.text
    assert_html(answer.text)


def test_words_find_titles_whatever_their_capitals(plan: None, cast: Cast) -> None:
    title = factories.item("3.2.3.1").title
    assert f">{title}</bdi></a></th>" in cast.guest.get("/plan/2022", query_string={"q": title.upper()}).text


def test_the_first_page_shows_visitors_the_strip(plan: None, cast: Cast, statements) -> None:  # type: ignore[no-untyped-def]
    cast.guest.get("/")  # what the register counts is kept from here
    with statements() as seen:
        answer = cast.guest.get("/")
    assert answer.text.count('<a class="sq ') == 78
    assert len(seen) <= 8, seen
    assert weight(answer.text) <= 45 * 1024
    assert_html(answer.text)


def test_without_a_plan_there_is_a_first_page_and_no_plan(world: Flask, cast: Cast) -> None:
    assert cast.guest.get("/").status_code == 200
    assert cast.guest.get("/plan").status_code == 404
    assert queries.current() is None


def test_the_menu_marks_the_plan_on_all_its_pages(plan: None, cast: Cast) -> None:
    marked = '<a href="/plan" aria-current="page">'
    assert marked in cast.guest.get("/plan/2022/1.1").text
    assert marked in cast.guest.get("/plan/2022").text
    assert marked not in cast.guest.get("/").text


def test_what_was_dropped_is_shown_and_counted_apart(plan: None, cast: Cast) -> None:
    with writing():
        db.session.execute(sa.update(Item).where(Item.number == "4.4.2.3").values(dropped_at=clock.now()))
    shown = cast.guest.get("/plan/2022").text
    assert "Dropped <b>1</b>" in shown
    assert "77 activities. A dotted" in shown
    assert_html(shown)


@pytest.mark.one_engine
def test_each_place_of_an_edition_leads_to_all_others(plan: None, cast: Cast) -> None:
    """The same places stand above each of them, and it marks itself; the oldest edition has no way from an older one."""
    places = re.compile(r'<nav class="tabs".*?</nav>', re.S)
    front = places.findall(cast.guest.get("/plan/2022").text)[0]
    found = dict(re.findall(r'href="([^"]*)"[^>]*>([^<]*)', front))
    assert [*found.values()] == [
        "Activities", "What needs partners", "Who works where", "Who answers for what", "Amendments", "What changed",
        "Another day", "From 2019 to 2022"]  # fmt: skip
    for address, label in found.items():
        (shown,) = places.findall(cast.guest.get(unescape(address)).text)
        assert dict(re.findall(r'href="([^"]*)"[^>]*>([^<]*)', shown)) == found, address
        assert re.findall(r'aria-current="page">([^<]*)', shown) == [label]
    assert "/crosswalk" not in places.findall(cast.guest.get("/plan/2019").text)[0]
