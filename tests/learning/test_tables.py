"""Recommendations from a table: pasted or sent, looked at row by row, and never half."""

from __future__ import annotations

import io
import re
import weakref
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from tests import factories
from tests.cast import Cast
from tests.learning import papers
from tests.learning.helping import exercise, ones, told
from tests.learning.papers import HEADS, HOSTILE
from wgtool.config import LANGUAGES
from wgtool.kernel import clock, sheets
from wgtool.kernel.db import Ref
from wgtool.kernel.i18n import reading_as
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import writing
from wgtool.learning import operations, tables
from wgtool.learning.forms import recommendations
from wgtool.learning.models import Head, Level, Recommendation

pytestmark = pytest.mark.one_engine
TABLE = "/learning/LLE-2026-01/table"
ROWS = [
    ["R1", "Share the ferry timetable each week.", "Coordination", "Country", "1.1.1.1"],
    ["R2", "Translate the warehouse guide\nbefore the next response.", "Information management", "global", "4.4.2"],
    ["R3", "Name a focal point; for customs.", "", "", ""],
]


def sent(data: bytes, name: str = "report.docx") -> dict[str, object]:
    return {"file": (io.BytesIO(data), name)}


def field(page: str) -> str:
    """Give what stands in the field of the table."""
    found = re.search(r'<textarea[^>]*name="table"[^>]*>\r?\n?(.*?)</textarea>', page, re.S)
    assert found
    return found[1].replace("&#34;", '"').replace("&amp;", "&")


KINDS = {
    "pasted": None,
    "docx": papers.docx([HEADS, *ROWS]),
    "xlsx": papers.xlsx([HEADS, *ROWS]),
    "csv": "\n".join(";".join(f'"{cell}"' for cell in row) for row in [HEADS, *ROWS]).encode("utf-8-sig"),
    "utf-16": "\n".join("\t".join(f'"{cell}"' for cell in row) for row in [HEADS, *ROWS]).encode("utf-16"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_is_looked_at_then_written_down(cast: Cast, kind: str) -> None:
    factories.plan()
    exercise()
    data = KINDS[kind]
    fields = {"table": sheets.written([HEADS, *ROWS])} if data is None else sent(data)
    seen = cast.cora.post(TABLE, fields, content_type="multipart/form-data")
    assert seen.status_code == 200
    assert "3 rows are in order" in seen.text
    assert ones() == []
    done = cast.cora.post(TABLE, {"table": field(seen.text), "add": "1"})
    assert done.status_code == 303
    first, second, third = ones()
    of = [factories.item(number).id for number in ("1.1.1.1", "4.4.2")]
    assert _said(first) == (1, ROWS[0][1], Head.COORDINATION, Level.COUNTRY, of[0])
    assert _said(second) == (2, ROWS[1][1], Head.INFORMATION, Level.GLOBAL, of[1])
    assert _said(third) == (3, ROWS[2][1], None, None, None)


def test_one_that_is_typed_in_is_what_was_typed(cast: Cast) -> None:
    """Its head, whom it is addressed to and what it is about: an outcome, an output or an activity, and nothing else."""
    factories.plan()
    exercise()
    here, typed = (
        "/learning/LLE-2026-01",
        {"text": "Share it.", "head": "common logistics services", "level": "lead agency"},
    )
    for number in ("9.9.9", "4", "x"):
        wrong = cast.cora.post(f"{here}/recommend", {**typed, "item": number})
        assert (wrong.status_code, "no outcome, output or activity" in wrong.text) == (422, True), number
    assert cast.cora.post(f"{here}/recommend", {**typed, "item": "4.4"}).status_code == 303
    (one,) = ones()
    assert _said(one) == (1, "Share it.", Head.SERVICES, Level.AGENCY, factories.item("4.4").id)
    page = cast.cora.get(here).text
    for words in ("Share it.", "Common logistics services", "Lead agency", ">4.4<"):
        assert words in page


def test_a_number_is_never_given_again_and_what_is_published_stays(cast: Cast) -> None:
    """And the item of the plan it is about tells of it, once it is published."""
    factories.plan()
    exercise()
    here, today = "/learning/LLE-2026-01", clock.today().isoformat()
    for text in ("Share it.", "Count it."):
        assert cast.cora.post(f"{here}/recommend", {"text": text, "item": "4.4.2"}).status_code == 303
    assert cast.omar.post(f"{here}/r2/take-out").status_code in (403, 404)
    assert cast.cora.post(f"{here}/r2/take-out").status_code == 303
    assert cast.cora.post(f"{here}/recommend", {"text": "Count it all.", "item": "4.4.2"}).status_code == 303
    assert [(one.number, one.taken_out_at is None) for one in ones()] == [(1, True), (2, False), (3, True)]
    gone = ones()[1]  # as somebody holds it who had its form open, and sends it in the same moment
    with pytest.raises(Refused, match="not there any more"), writing():
        operations.reword(gone, operations.Row("Count it well."), seen=gone.version, actor=cast.cora.actor)
    item = "/plan/2022/4.4.2"
    assert "Share it." not in cast.guest.get(item).text
    assert cast.cora.post(f"{here}/publish-the-report", {"on": today}).status_code == 303
    page = cast.guest.get(item).text
    assert ["Share it." in page, "Count it." in page, "Count it all." in page] == [True, False, True]
    refused = cast.cora.post(f"{here}/r1/take-out")
    assert (refused.status_code, "stays, with its number" in refused.text) == (409, True)
    assert cast.cora.post(f"{here}/r1/edit", {"text": "Share it well.", "seen": ones()[0].version}).status_code == 303


def _said(one: Recommendation) -> tuple[object, ...]:
    return one.number, one.text, one.head, one.level, one.item_id


def test_a_column_names_who_answers(cast: Cast) -> None:
    """For the support team: a line of history each; for others, and for a name that nobody has, it is a fault."""
    exercise()
    _ = cast.hana
    heads = ["Recommendation", "Responsible"]
    rows = [heads, ["Share the timetable.", "rivermark relief"], ["Translate the guide.", ""]]
    assert "The support team names who answers" in cast.cora.post(TABLE, {"table": sheets.written(rows)}).text
    wrong = cast.sam.post(TABLE, {"table": sheets.written([*rows, ["Name a focal point.", "Nobody"]]), "add": "1"}).text
    assert "is called “Nobody”" in wrong
    assert ones() == []
    assert cast.sam.post(TABLE, {"table": sheets.written(rows), "add": "1"}).status_code == 303
    first, second = ones()
    assert (first.party, first.party_name, second.party) == (
        Ref("organisation", cast.rivermark.id),
        "Rivermark Relief",
        None,
    )
    assert [told(one.ref, cast) for one in (first, second)] == [["Recommended", "PartyNamed"], ["Recommended"]]


def test_a_fault_is_told_at_its_row_and_nothing_is_written_down(cast: Cast) -> None:
    factories.plan()
    exercise(ones=1)
    rows = ["Fine as it is;Coordination", ";Coordination", "Strange head;Astrology", "Strange place;;Mars",
            "Strange number;;;9.9.9", "Fine as it is;Coordination", "Share the ferry timetable with every partner each week. (1)"]  # fmt: skip
    seen = cast.cora.post(TABLE, {"table": "\n".join(rows), "add": "1"})
    assert seen.status_code == 200
    assert "6 rows need mending" in seen.text
    for fault in ("The text is missing.", "No head is called “Astrology”.", "It can be addressed to: Country, Global, Lead agency.",
                  "no outcome, output or activity 9.9.9.", "It stands there already."):  # fmt: skip
        assert fault in seen.text
    assert len(ones()) == 1
    assert field(seen.text).count("\n") == 6


def test_heads_are_understood_in_any_order_and_every_language(cast: Cast) -> None:
    for language in LANGUAGES:
        with reading_as(language):
            heads = [str(names[-1]) for names in tables.NAMED.values()]
            head, level = str(tables.HEADS[Head.SERVICES]), str(tables.LEVELS[Level.AGENCY])
        grid = [heads[::-1], ["", "", level.upper(), head, f"Text {language}", "7"]]
        (found,) = tables.check(grid)
        assert found.row == tables.Row(f"Text {language}", Head.SERVICES, Level.AGENCY, None), language


def test_sending_the_same_table_twice_writes_it_down_once(cast: Cast) -> None:
    exercise()
    for code in (303, 200):
        assert cast.cora.post(TABLE, {"table": "Share it.\nCount it.", "add": "1"}).status_code == code
    assert [one.text for one in ones()] == ["Share it.", "Count it."]


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence(cast: Cast, kind: str) -> None:
    exercise()
    data, sentence = HOSTILE[kind]
    answer = cast.cora.post(TABLE, {**sent(data), "add": "1"}, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert sentence in answer.text
    assert ones() == []


def test_a_link_to_click_is_no_reason_to_refuse(cast: Cast) -> None:
    exercise()
    data = papers.word(papers.paragraph("Share the timetable."), rels=papers.LINK)
    assert "1 row is in order" in cast.cora.post(TABLE, sent(data), content_type="multipart/form-data").text


def test_a_file_too_large_says_how_large_it_may_be(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    exercise()
    monkeypatch.setattr(recommendations, "MOST_BYTES", 100)
    answer = cast.cora.post(TABLE, sent(b"x" * 101), content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "larger than 5 MB" in answer.text


def test_who_reads_a_table(cast: Cast) -> None:
    exercise()
    for name, code in {"guest": 401, "omar": 403, "hana": 403, "cora": 200, "sam": 200}.items():
        assert getattr(cast, name).post(TABLE, {"table": "Share it."}).status_code == code, name


def test_cells_are_texts_whatever_they_were() -> None:
    data = papers.xlsx([["Text", "When", "Much"], ["A  \r\nb", date(2026, 3, 1), 7.0], [None, None, None]])
    assert sheets.grid(data) == [["Text", "When", "Much"], ["A\nb", "2026-03-01", "7"]]


def test_what_was_taken_out_with_tracked_changes_is_not_read() -> None:
    body = "<w:p><w:del><w:r><w:delText>Old </w:delText></w:r></w:del><w:ins><w:r><w:t>New</w:t></w:r></w:ins></w:p>"
    assert sheets.grid(papers.word(body)) == [["New"]]


def test_a_report_has_no_more_than_people_read(cast: Cast) -> None:
    exercise()
    answer = cast.cora.post(TABLE, {"table": "\n".join(f"Do {n}." for n in range(201)), "add": "1"})
    assert answer.status_code == 422
    assert "at most 200 recommendations" in answer.text


def test_a_table_of_any_length_leaves_row_by_row() -> None:
    """A row is gone once it is written: what is held does not grow with the table, of 20 rows as of 20,000."""
    alive: list[weakref.ref[Row]] = []

    def rows() -> Iterator[Row]:
        for n in range(300):
            row = Row([str(n)])
            alive.append(weakref.ref(row))
            yield row
            assert sum(one() is not None for one in alive) <= 2

    sheet = sheets.Sheet("A", [sheets.Column("N")], rows())
    with sheets.xlsx_of(sheet, about="Read me", lists="Lists") as file:
        assert len(load_workbook(file).worksheets[0]["A"]) == 301
    alive.clear()
    assert len(list(sheets.csv_of(replace(sheet, rows=rows())))) == 301


class Row(list[str]):
    """A row one can watch."""
