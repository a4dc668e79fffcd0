"""The public register: counts by strategy area, lists, figures, what it never says, and how it leaves."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from html import unescape
from xml.etree import ElementTree

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests import factories
from tests.actions.helping import TEXT, point
from tests.cast import Cast
from tests.groups import helping as groups
from tests.learning.helping import exercise, one
from tests.support import workbook
from tests.support.statements import Statements
from wgtool.actions import operations
from wgtool.actions.models import ActionPoint, Status
from wgtool.actions.queries import STATES
from wgtool.actions.words import LISTED
from wgtool.app import create_app
from wgtool.config import Settings
from wgtool.groups.models import Status as GroupStatus
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.writes import writing
from wgtool.learning.models import Status as ExerciseStatus
from wgtool.learning.models import Type
from wgtool.register import drawing, figures, keeping, queries
from wgtool.register.choosing import Chosen

Counting = Callable[[], AbstractContextManager[Statements]]
DAY = timedelta(days=1)


def seven(cast: Cast) -> None:
    """Make action points in every state, two of them on lists, one that few may see."""
    ids, today = groups.plan(), clock.today()
    kept = exercise(status=ExerciseStatus.ANSWERED, type=Type.SIMULATION)
    came = {"source_kind": "recommendation", "source_id": one(kept).id, "source_label": "LLE-2026-01/R1"}
    point(cast, n=1, item_id=ids["1.1.1.1"], due=today - 10 * DAY, country="IQ", **came)
    point(cast, n=2, item_id=ids["1.1"], status=Status.IN_PROGRESS, interval_days=30, heard_on=today - 40 * DAY)
    point(cast, n=3, status=Status.REPORTED_DONE, due=today + DAY)
    point(cast, n=4, item_id=ids["1.1.2"], status=Status.CLOSED, due=today - DAY, evidenced_at=clock.now())
    point(cast, n=5, status=Status.NOT_APPLICABLE, why="=1+1")
    point(cast, n=6, status=Status.NOT_IMPLEMENTED)
    factories.change(ActionPoint, ActionPoint.number == "AP-2026-0006", opened_at=clock.now() - 400 * DAY)
    point(cast, n=7, sight="partners", due=today - DAY)
    factories.change(ActionPoint, ActionPoint.number == "AP-2026-0007", deliverable="Zebra")
    db.session.rollback()


def numbers(found: Chosen) -> list[str]:
    return [row.number[-1] for row in queries.rows(found).rows]


def test_counts_by_strategy_area_and_of_those_linked_to_none(cast: Cast) -> None:
    seven(cast)
    area, rest = figures.areas(keeping.state())
    assert (area.number, area.counts["open"], area.counts["closed"]) == ("1", 2, 1)
    assert (area.counts["overdue"], area.counts["undated"], area.counts["silent"]) == (1, 1, 1)
    assert (rest.key, rest.total, rest.counts["reported done"]) == ("none", 3, 1)
    page = cast.guest.get("/register").text
    assert "Title of 1" in page
    assert 'href="/register/list?area=2022:1&amp;state=overdue"' in page


LOOKED_FOR: list[tuple[dict[str, str], str]] = [
    ({}, "654321"), ({"state": "open"}, "21"), ({"state": "overdue"}, "1"), ({"state": "undated"}, "2"),
    ({"state": "silent"}, "2"), ({"state": "closed"}, "4"), ({"area": "2022:1"}, "421"), ({"area": "none"}, "653"),
    ({"area": "2019:1"}, ""), ({"exercise": "LLE-2026-01"}, "1"), ({"kind": "simulation"}, "1"), ({"kind": "survey"}, ""),
    ({"country": "IQ"}, "1"), ({"owner": "organisation:1"}, "654321"), ({"owner": "group:1"}, ""), ({"age": "older"}, "6"),
    ({"age": "3"}, "54321"), ({"since": "glm"}, ""), ({"state": "in progress"}, "2"), ({"q": "0004"}, ""), ({"q": "ap-2026-0004"}, "4"),
    ({"priority": "low"}, ""), ({"state": "nonsense", "area": "' OR 1", "age": "x", "kind": "y"}, "654321"),
]  # fmt: skip


def test_what_is_looked_for_is_found(cast: Cast) -> None:
    seven(cast)
    for asked, found in LOOKED_FOR:
        assert "".join(numbers(Chosen.of(asked))) == found, asked
    for asked in ({}, {"state": "overdue", "area": "2022:1"}, {"since": "glm"}, {"country": "\x00"}):
        assert cast.guest.get("/register/list", query_string=asked).status_code in (200, 404)


@pytest.mark.one_engine
def test_it_asks_and_says_in_the_words_of_the_list_of_all(cast: Cast) -> None:
    """What both can be narrowed by, what columns are called, and what a state means, is the same."""
    seven(cast)
    pages = [cast.guest.get(page).text for page in ("/actions", "/register/list")]
    labels, options, heads = (
        [re.findall(found, page) for page in pages]
        for found in (r'<label for="f-(\w+)">([^<]+)', r'<option value="([^"]+)">([^<]+)', r'<th scope="col">([^<]+)')
    )
    assert [name for name, _label in labels[0]] == ["q", "area", "state", "country", "owner", "priority", "age"]
    assert all(set(these) < set(those) for these, those in (labels, options, heads))
    assert tuple(LISTED) == STATES
    means = "Open: Not started, or in progress. Overdue, undated and silent are told of these alone."
    for page in ("/actions?state=open", "/register/list?state=overdue", "/register"):
        assert means in cast.guest.get(page).text, page
    assert "Not ended at its end" in cast.guest.get("/register").text, "where what is reported done counts, too"
    for state in STATES:
        public = "".join(number for number in numbers(Chosen.of({"state": state})))
        listed = re.findall(r">AP-2026-000(\d)</a>", cast.guest.get("/actions", query_string={"state": state}).text)
        assert "".join(listed) == public, state


def test_what_few_may_see_is_in_no_page_and_no_file(cast: Cast) -> None:
    """Nor is any person: organisations, groups and bodies answer."""
    seven(cast)
    point(cast, n=8, contact_id=cast.omar.person, contact_name="Zara Nowhere", contact_email="zara@nowhere.example")
    for who in (cast.guest, cast.sam):
        for page in ("", "/list", ".csv", ".json", ".atom", ".ics", "/embed"):
            shown = who.get(f"/register{page}").text
            assert not [word for word in ("Zebra", "Zara", "zara@", "Omar") if word in shown], page
    assert [("Zebra" in who.get("/actions.csv").text, "Zara" in who.get("/actions.json").text) for who in (cast.guest, cast.sam)] == [
        (False, False), (True, False)]  # fmt: skip
    cells = [
        cell
        for sheet in load_workbook(io.BytesIO(cast.sam.get("/register.xlsx").data))
        for row in sheet
        for cell in row
    ]
    assert not [cell.value for cell in cells if any(word in str(cell.value) for word in ("Zebra", "Zara", "Omar"))]


def test_a_paused_group_suspends_and_nothing_is_overdue_undated_or_silent(cast: Cast) -> None:
    group = groups.group(cast, status=GroupStatus.PAUSED)
    point(cast, n=1, due=clock.today() - DAY, group_id=group.id)
    point(cast, n=2, interval_days=30, heard_on=clock.today() - 40 * DAY, group_id=group.id)
    counts = figures.together(figures.areas(keeping.state()))
    for state in ("overdue", "undated", "silent"):
        assert (counts[state], numbers(Chosen.of({"state": state}))) == (0, []), state
    assert numbers(Chosen.of({"state": "suspended"})) == ["2", "1"]


@pytest.mark.one_engine
def test_what_is_counted_is_kept_until_something_changes(cast: Cast, statements: Counting) -> None:
    seven(cast)

    def shown() -> tuple[int, int, int]:
        with statements() as asked:
            cast.guest.get("/register")
        now = figures.whole(keeping.state())
        return len(asked), now["open"], now["overdue"]

    assert shown() == (7, 2, 1)
    assert shown() == (3, 2, 1)
    with writing():
        operations.move(db.session.get_one(ActionPoint, 1), due=clock.today() + DAY, why="The port", actor=Actor.tool())
    assert shown() == (7, 2, 0)
    with clock.at(clock.now() + 3 * DAY):
        assert shown() == (7, 2, 1)
    factories.change(ActionPoint, ActionPoint.number == "AP-2026-0001", sight="restricted")
    assert shown() == (7, 1, 0)


def test_figures_say_of_how_many_and_by_what_formula(cast: Cast) -> None:
    seven(cast)
    today = clock.today()
    for n, (status, due) in enumerate(((ExerciseStatus.ANSWERED, today - DAY), (ExerciseStatus.DUE, today - DAY),
                                       (ExerciseStatus.DUE, today)), 2):  # fmt: skip
        exercise(n=n, status=status, ones=1, response_due=due)
    since = today - 100 * DAY
    found = figures.figures(keeping.state(), queries.figures(since, today), since, today)
    told = {each.name: (each.value, *(some.n for some in each.of)) for each in found}
    for page in (cast.guest.get(f"/register?since={since}&until={today}").text, cast.guest.get("/register/embed").text):
        rows = re.findall(r'<th scope="row">([^<]+)</th><td class="num nw"><strong>([^<]+)</strong></td><td[^>]*>(.*?)</td>'
                          r'<td class="soft">([^<,]+)', page)  # fmt: skip
        shown = [(name, value, re.sub("<[^>]+>", "", of), formula) for name, value, of, formula in rows]
        ns = [[str(some.n) for some in each.of] for each in found]
        assert shown == [
            (
                each.name,
                each.value,
                f"{n[0]} of {n[1]}" if len(n) > 1 else f"n = {n[0]}",
                unescape(each.formula.partition(",")[0]),
            )
            for each, n in zip(found, ns, strict=True)
        ]
    assert told == {
        "Closure rate": ("50 %", 1, 2), "With owner and date": ("50 %", 1, 2), "Median days overdue": ("10", 1),
        "Closed with evidence": ("100 %", 1, 1), "Response on time": ("33 %", 1, 3),
    }  # fmt: skip


def test_the_median_of_none_one_and_two() -> None:
    assert figures.median([5]) == 5
    assert figures.median([9, 1, 4]) == 4
    assert figures.median([1, 4]) == 2.5
    assert figures.median([2, 4]) == 3


def test_months_add_up_to_what_is_open(cast: Cast) -> None:
    seven(cast)
    found = drawing.series(queries.months(), clock.today())
    assert len(found) == 12
    assert found[-1].open == 3
    assert sum(month.opened for month in found) == 5
    assert sum(month.ended for month in found) == 3
    picture = drawing.draw(found)
    assert len(picture.bars) == 24
    assert drawing.draw(found, mirrored=True).bars[0].x > picture.bars[0].x


def test_since_the_last_glm(cast: Cast) -> None:
    from wgtool.decisions.models import Body, Electors, Sitting, SittingStatus

    seven(cast)
    body = factories.save(Body(code="GLM", name="Global Logistics Meeting", electors=Electors.ORGANISATIONS, quorum_percent=50,
                               notice_days=3, open_days=10))  # fmt: skip
    ended = clock.today() - DAY
    factories.save(
        Sitting(body_id=body.id, starts_on=ended, ends_on=ended, status=SittingStatus.HELD, planned_at=clock.now())
    )
    counted = queries.figures(ended, ended)
    assert (counted.new, counted.CLOSED, counted.REPORTED_DONE, counted.NOT_APPLICABLE) == (5, 1, 1, 1)
    assert numbers(Chosen.of({"since": "glm", "state": "closed"})) == ["4"]
    page = cast.guest.get("/register").text
    led = re.findall(r'<a href="(/(?:register/list|learning)\?[^"]+)">(\d+)</a>', page)
    listed = {link: re.search(r'<p role="status">(\d+) ', cast.guest.get(unescape(link)).text) for link, _n in led}
    assert dict(led) == {link: found[1] for link, found in listed.items() if found}
    assert len(led) > 20
    for link in (
        "since=opened",
        "figure=closed_in:",
        "figure=due_in:",
        "figure=dated",
        "figure=evidenced",
        "response=in+time",
    ):
        assert any(link in address for address in listed), link


def test_csv_has_a_row_of_hxl_tags_and_no_formula(cast: Cast) -> None:
    seven(cast)
    point(cast, n=8)
    factories.change(ActionPoint, ActionPoint.number == "AP-2026-0008", deliverable="=HYPERLINK(1)")
    answer = cast.guest.get("/register.csv?state=open")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="lc_actionpoints_')
    heads, tags, *rows = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert len(heads) == len(tags) == 18
    assert all(tag.startswith("#") for tag in tags)
    assert [row[0] for row in rows] == ["AP-2026-0001", "AP-2026-0002", "AP-2026-0008"]
    assert rows[2][1] == "'=HYPERLINK(1)"


def test_xlsx_has_real_dates_filters_a_read_me_and_lists(cast: Cast) -> None:
    seven(cast)
    point(cast, n=8)
    factories.change(ActionPoint, ActionPoint.number == "AP-2026-0008", deliverable="=HYPERLINK(1)")
    data = cast.guest.get("/register.xlsx").data
    assert workbook.faults(data) == [], "no office program has anything to warn of"
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Action points", "Read me", "Lists"]
    table = book["Action points"]
    assert table.freeze_panes == "A2"
    assert table.auto_filter.ref == "A1:R8"
    assert {table[place].is_date for place in ("H2", "J2", "L2")} == {True}
    assert isinstance(table["J2"].value, datetime)
    assert (table["B8"].value, table["B8"].data_type) == ("=HYPERLINK(1)", "s")
    values = {column[0].value: [cell.value for cell in column[1:] if cell.value] for column in book["Lists"].columns}
    assert {head: some[:3] for head, some in values.items()} == {
        "Type": ["UN agency", "International NGO", "National NGO"], "State": ["Not started", "In progress", "Reported done"],
        "Priority": ["High", "Medium", "Low"],
    }  # fmt: skip
    assert "7" in [row[1].value for row in book["Read me"].iter_rows()]


def test_json_and_atom_can_be_read(cast: Cast) -> None:
    seven(cast)
    found = json.loads(cast.guest.get("/register.json?state=closed").text)
    assert [(row["number"], row["status"], row["plan_number"]) for row in found["action_points"]] == [
        ("AP-2026-0004", "closed", "1.1.2")
    ]
    feed = ElementTree.fromstring(cast.guest.get("/register.atom").data)
    atom = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{atom}entry")
    assert sorted(entry.findtext(f"{atom}title") or "" for entry in entries) == [
        "AP-2026-0001: Not started", "AP-2026-0002: In progress", "AP-2026-0003: Reported done", "AP-2026-0004: Closed",
        "AP-2026-0005: No longer applicable", "AP-2026-0006: Not implemented",
    ]  # fmt: skip
    assert {entry.findtext(f"{atom}summary") for entry in entries} == {f"{TEXT} (Rivermark Relief)"}
    assert len({entry.findtext(f"{atom}id") for entry in entries}) == len(entries) == 6


@pytest.mark.one_engine
def test_days_leave_as_a_calendar(cast: Cast) -> None:
    """What is open and has a day, as narrowed; each line ends and is folded as RFC 5545 has it, in any script."""
    seven(cast)
    text = "نشر الجدول; أسبوعيا, مع الشركاء \\ " * 3
    point(cast, n=8, due=clock.today(), slips=2, deliverable=f"{text}\nBEGIN:VALARM")
    assert 'href="/register.ics?state=overdue"' in cast.guest.get("/register/list?state=overdue").text
    answer = cast.guest.get("/register.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    lines = answer.data.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    whole = [line.decode() for line in answer.data.replace(b"\r\n ", b"").split(b"\r\n")]
    assert [line for line in whole if line.startswith("UID")] == [
        "UID:AP-2026-0001@localhost",
        "UID:AP-2026-0008@localhost",
    ]
    said = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    assert f"SUMMARY:AP-2026-0008: {said}BEGIN:VALARM (Rivermark Relief)" in whole
    for line in (
        f"DTSTART;VALUE=DATE:{clock.today():%Y%m%d}",
        "SEQUENCE:2",
        "URL:http://localhost/actions/AP-2026-0008",
    ):
        assert line in whole
    assert whole.count("BEGIN:VEVENT") == whole.count("END:VEVENT") == 2
    assert "AP-2026-0008" not in cast.guest.get("/register.ics?state=overdue").text


def test_the_page_for_other_websites_has_no_cookie_and_no_form(cast: Cast) -> None:
    seven(cast)
    answer = cast.sam.get("/register/embed?language=ar")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "X-Frame-Options" not in answer.headers
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    for never in ("<form", "<script", "<input", "Sam Teller"):
        assert never not in answer.text
    assert 'dir="rtl"' in answer.text
    whole = cast.guest.get("/register")
    assert "frame-ancestors 'none'" in whole.headers["Content-Security-Policy"]
    assert f">{clock.today():%b %Y}<" in whole.text


@pytest.mark.one_engine
@pytest.mark.parametrize(("said", "given"), [("https://www.example.org https://*.example.int",) * 2, ("", "'none'")])
def test_the_installation_says_which_websites_show_it(said: str, given: str) -> None:
    told = create_app(Settings(secret_key="x" * 40, framed_by=said)).test_client().options("/register/embed").headers
    assert f"frame-ancestors {given}" in told["Content-Security-Policy"]
    assert told.get("X-Frame-Options") == (None if said else "DENY")


def test_it_costs_the_same_for_many(world: Flask, cast: Cast, statements) -> None:  # type: ignore[no-untyped-def]
    seven(cast)
    for n in range(10, 40):
        point(cast, n=n)
    for page, most in (("/register", 7), ("/register/list", 6)):
        cast.sam.get(page)
        with statements() as asked:
            cast.sam.get(page)
        assert len(asked) <= most, (page, list(asked))
