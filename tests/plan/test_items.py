"""A page for each level, and what is filled in place."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from tests import factories
from tests.cast import Cast
from tests.plan.conftest import imported, read
from tests.support.html import assert_html
from wgtool.history import queries as history
from wgtool.kernel import clock
from wgtool.plan import queries
from wgtool.plan.models import Category, Status

HERE = "/plan/2022/1.1.1.1"


def told(cast: Cast, number: str = "1.1.1.1") -> list[str]:
    return [t.sentence for t in history.timeline(factories.item(number).ref, seen_by=cast.sam.actor)]


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("edition", "number"),
    [*product(["2019", "2022"], ["1", "1.1", "1.1.1", "1.1.1.1"]), ("2022", "4.4.2.3")],  # 2019 has none of this number
)
@pytest.mark.parametrize("worded", [False, True])
def test_every_level_has_its_page(plan: None, cast: Cast, statements, edition: str, number: str, worded: bool) -> None:  # type: ignore[no-untyped-def]
    if worded:
        imported(read(edition))
    sam = cast.sam
    with statements() as seen:
        answer = cast.guest.get(f"/plan/{edition}/{number}")
    assert answer.status_code == 200
    assert len(seen) <= 8, seen
    assert_html(answer.text)
    assert_html(sam.get(f"/plan/{edition}/{number}").text)


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "address", ["/plan/2030", "/plan/2022/9.9", "/plan/2022/1.1.1.1.1", "/plan/2030/1", "/plan/x/y"]
)
def test_what_is_not_there(plan: None, cast: Cast, address: str) -> None:
    assert cast.guest.get(address).status_code == 404


def test_the_clause_is_shown_as_written_and_as_read(plan: None, cast: Cast) -> None:
    imported(read("2019"))
    item = next(i for i in queries.items(factories.item("1", "2019").edition) if "per" not in (i.clause or "per"))
    shown = cast.guest.get(f"/plan/2019/{item.number}").text
    assert item.clause in shown
    assert "Open to" in shown


def test_the_support_team_sets_the_category(plan: None, cast: Cast) -> None:
    answer = cast.sam.post(f"{HERE}/category", {"category": "CRITICAL", "seen": 1})
    assert answer.status_code == 303
    assert factories.item("1.1.1.1").category == Category.CRITICAL
    assert told(cast) == ["Category changed from “nothing” to “CRITICAL”."]


def test_a_category_can_be_taken_back_to_not_set(plan: None, cast: Cast) -> None:
    cast.sam.post(f"{HERE}/category", {"category": "CRITICAL", "seen": 1})
    cast.sam.post(f"{HERE}/category", {"category": "", "seen": 2})
    assert factories.item("1.1.1.1").category is None
    assert len(told(cast)) == 2


@pytest.mark.parametrize("step", ["category", "timeframe", "title", "status"])
def test_nobody_else_fills_anything(plan: None, cast: Cast, step: str) -> None:
    assert cast.hana.post(f"{HERE}/{step}", {}).status_code == 403
    assert cast.guest.post(f"{HERE}/{step}", {}).status_code == 401
    assert cast.sam.get(f"{HERE}/{step}").status_code == 405


@pytest.mark.parametrize("step", ["category", "timeframe", "status"])
def test_only_an_activity_has_these(plan: None, cast: Cast, step: str) -> None:
    assert cast.sam.post(f"/plan/2022/1.1/{step}", {}).status_code == 404


def test_no_change_is_no_line(plan: None, cast: Cast) -> None:
    title = factories.item("1.1.1.1").title
    assert cast.sam.post(f"{HERE}/title", {"title": title, "seen": 1}).status_code == 303
    assert cast.sam.post(f"{HERE}/category", {"category": "", "seen": 1}).status_code == 303
    assert cast.sam.post(f"{HERE}/timeframe", {"runs": "", "seen": 1}).status_code == 303
    assert told(cast) == []


def test_a_stale_form_changes_nothing_and_keeps_the_text(plan: None, cast: Cast) -> None:
    cast.sam.post(f"{HERE}/title", {"title": "Theirs", "seen": 1})
    answer = cast.sam.post(f"{HERE}/title", {"title": "Mine <b>", "seen": 1})
    assert answer.status_code == 409
    assert "Mine &lt;b&gt;" in answer.text
    assert_html(answer.text)
    assert factories.item("1.1.1.1").title == "Theirs"


def test_a_title_of_another_level(plan: None, cast: Cast) -> None:
    assert cast.sam.post("/plan/2022/1.1/title", {"title": "Shorter", "seen": 1}).status_code == 303
    assert "Shorter" in cast.guest.get("/plan/2022/1.1").text


@pytest.mark.parametrize("title", ["", "x" * 161])
def test_titles_too_short_and_too_long(plan: None, cast: Cast, title: str) -> None:
    answer = cast.sam.post(f"{HERE}/title", {"title": title, "seen": 1})
    assert answer.status_code == 422
    assert_html(answer.text)


def test_timeframes(plan: None, cast: Cast) -> None:
    dates = {"runs": "dates", "starts_on": "2024-01-01", "ends_on": "2026-12-31", "seen": 1}
    assert cast.sam.post(f"{HERE}/timeframe", dates).status_code == 303
    assert "Jan 2024 – Dec 2026" in cast.guest.get(HERE).text
    assert cast.sam.post(f"{HERE}/timeframe", {"runs": "continuing", "seen": 2}).status_code == 303
    assert told(cast)[0] == "Timeframe changed from “2024-01-01 – 2026-12-31” to “Continuing”."


@pytest.mark.one_engine
@pytest.mark.parametrize("ends_on", ["2023-01-01", "never"])
def test_timeframes_that_cannot_be(plan: None, cast: Cast, ends_on: str) -> None:
    dates = {"runs": "dates", "starts_on": "2024-01-01", "ends_on": ends_on, "seen": 1}
    answer = cast.sam.post(f"{HERE}/timeframe", dates)
    assert answer.status_code == 422
    assert_html(answer.text)


def report(cast: Cast, status: str, on: date, note: str = ""):  # type: ignore[no-untyped-def]
    return cast.sam.post(f"{HERE}/status", {"status": status, "on": on.isoformat(), "note": note})


def test_the_newest_day_says_how_it_stands(plan: None, cast: Cast) -> None:
    today = clock.today()
    report(cast, "Ongoing", today, "The first course was held.")
    report(cast, "To start", today - timedelta(days=40))
    item = factories.item("1.1.1.1")
    assert item.status == Status.ONGOING
    assert [r.status for r in queries.reports(item)] == [Status.ONGOING, Status.TO_START]
    assert "The first course was held." in cast.guest.get(HERE).text
    assert len(told(cast)) == 2


def test_the_same_report_twice_is_one(plan: None, cast: Cast) -> None:
    for _ in range(2):
        assert report(cast, "Done", clock.today()).status_code == 303
    assert len(told(cast)) == 1


def test_a_form_sent_twice_is_done_once(plan: None, cast: Cast) -> None:
    fields = {"title": "Anew", "seen": 1, "once": "one-and-the-same"}
    first, second = (cast.sam.post(f"{HERE}/title", fields) for _ in range(2))
    assert first.location == second.location
    assert len(told(cast)) == 1


@pytest.mark.parametrize(("status", "days"), [("Ongoing", 1), ("", 0), ("Finished", 0)])
def test_reports_that_cannot_be(plan: None, cast: Cast, status: str, days: int) -> None:
    answer = report(cast, status, clock.today() + timedelta(days=days))
    assert answer.status_code == 422
    assert_html(answer.text)


@pytest.mark.one_engine
def test_a_dropped_item_is_shown_as_such_and_stays_as_it_is(plan: None, cast: Cast) -> None:
    imported(read())
    imported(read(change=lambda t: t[: t.rindex("4.4.2.3 ")]))
    shown = cast.sam.get("/plan/2022/4.4.2.3")
    assert "not part of the plan any more" in shown.text
    assert "/plan/2022/4.4.2.3/category" not in shown.text
    assert_html(shown.text)
    assert cast.sam.post("/plan/2022/4.4.2.3/category", {"category": "CRITICAL", "seen": 3}).status_code == 409
