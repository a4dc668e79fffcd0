"""Writing tables: CSV with a row of HXL tags, XLSX with real dates, filters, a sheet that says what it is, and lists of values; JSON.

Nothing that is written is a formula: in XLSX every text is kept as text, in CSV one that looks like a formula gets an
apostrophe in front. Rows are taken one at a time, so that a register of any length leaves in little memory.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wgtool.kernel.text import NOT_XML

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
JSON = "application/json"
Value = str | int | float | date | None
_STARTS = ("=", "+", "-", "@", "\t", "\r")
_MOST = 32_000
IN_MEMORY = 2 * 2**20
"""Up to how many bytes a file is kept in memory; a longer one is written to the machine's own temporary folder."""


@dataclass(frozen=True)
class Column:
    """A column: its head, its HXL tag, its width in characters; `values` are all that it may hold, if they are few.

    Where it is to be filled in, `asked`, a program for tables offers them to choose from. `key` is its name in JSON.
    """

    head: str
    tag: str = ""
    width: int = 18
    values: Sequence[str] = ()
    asked: bool = False
    key: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table with its columns. `rows` may be an iterator, which is read once.

    `name` is what its rows are called in JSON, `file` what its file is, `facts` what JSON says before the rows.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    about: Sequence[tuple[str, str]] = field(default_factory=tuple)
    name: str = "rows"
    facts: Mapping[str, Any] = field(default_factory=dict)
    file: str = "table"


class Term(str):
    """Words in the reader's language; `code` is what JSON says in their place, the same in every language."""

    code: Any


def coded(words: Any, code: Any) -> Term:
    """Give words, and what JSON says in their place."""
    made = Term(words)
    made.code = code
    return made


def term(words: Mapping[Any, Any], code: Any) -> Term | None:
    """Give the word for a value of a list; nothing for nothing."""
    if code is None or code == "":
        return None
    return coded(words[code], code if isinstance(code, bool) else str(code))


def safe(value: Value) -> str:
    """Give a cell of a CSV file that no program takes for a formula."""
    words = "" if value is None else value.isoformat() if isinstance(value, date) else NOT_XML.sub("", str(value))
    return f"'{words}" if isinstance(value, str) and words.startswith(_STARTS) else words


def csv_of(sheet: Sheet) -> Iterator[str]:
    """Give a table as CSV, in pieces: heads, HXL tags if it has any, rows."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow([column.head for column in sheet.columns])
    if any(column.tag for column in sheet.columns):
        lines.writerow([column.tag for column in sheet.columns])
    yield "\ufeff" + out.getvalue()
    for row in sheet.rows:
        out.seek(0)
        out.truncate()
        lines.writerow([safe(value) for value in row])
        yield out.getvalue()


def json_of(sheet: Sheet) -> Iterator[str]:
    """Give a table as JSON, in pieces: what it is, then an object a row; what has its word is said by its code."""
    head = json.dumps(dict(sheet.facts), ensure_ascii=False)[:-1]
    yield f"{head}, {json.dumps(sheet.name)}: [" if sheet.facts else f"{head}{json.dumps(sheet.name)}: ["
    keys = [column.key for column in sheet.columns]
    for place, row in enumerate(sheet.rows):
        found = {key: _plain(value) for key, value in zip(keys, row, strict=True) if key}
        yield (",\n" if place else "\n") + json.dumps(found, ensure_ascii=False)
    yield "\n]}\n"


def _plain(value: Value) -> Any:
    if isinstance(value, Term):
        return value.code
    if isinstance(value, date):
        return value.isoformat()
    return None if value == "" else value


def xlsx_of(sheet: Sheet, *, about: str, lists: str) -> Any:
    """Give a table as XLSX, in a file of the machine if it is long; `about` and `lists` are the names of the other sheets."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet(_named(sheet.title))
    count = _fill(page, sheet)
    _offer(page, sheet, count, _named(lists))
    if sheet.about:
        _tell(book.create_sheet(_named(about)), sheet, count)
    if any(column.values for column in sheet.columns):
        _list(book.create_sheet(_named(lists)), sheet)
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the answer closes it)
    book.save(file)
    file.seek(0)
    return file


def _named(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31]


def _fill(page: Any, sheet: Sheet) -> int:
    from openpyxl.utils import get_column_letter

    for place, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(place)].width = column.width
    page.freeze_panes, page.print_title_rows = "A2", "1:1"
    page.page_setup.orientation, page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage = (
        "landscape",
        0,
        True,
    )
    cells = _Cells(page)
    page.append([cells.head(column.head) for column in sheet.columns])
    count = 0
    for row in sheet.rows:
        page.append([cells.of(value) for value in row])
        count += 1
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{count + 1}"
    return count


def _offer(page: Any, sheet: Sheet, count: int, lists: str) -> None:
    """Offer the values of the columns to be filled in, from the sheet that lists them; other words are taken, too."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    listed, quoted = [column for column in sheet.columns if column.values], lists.replace("'", "''")
    for place, column in enumerate(sheet.columns, 1):
        if column.asked and count:
            here, there = get_column_letter(place), get_column_letter(listed.index(column) + 1)
            values = f"'{quoted}'!${there}$2:${there}${len(column.values) + 1}"
            offered = DataValidation(type="list", formula1=values, allow_blank=True, showErrorMessage=False)
            offered.add(f"{here}2:{here}{count + 1}")
            page.data_validations.append(offered)


class _Cells:
    """Makes cells of one sheet: texts stay texts, days are days."""

    def __init__(self, page: Any) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font

        self._page, self._cell = page, WriteOnlyCell
        self._wrapped, self._bold = Alignment(wrap_text=True, vertical="top"), Font(bold=True)

    def head(self, words: str) -> Any:
        made = self.of(words)
        made.font = self._bold
        return made

    def of(self, value: Value) -> Any:
        if isinstance(value, str):
            made = self._cell(self._page, value=NOT_XML.sub("", value)[:_MOST])
            made.data_type = "s"  # openpyxl takes what begins with "=" for a formula
            made.alignment = self._wrapped
            return made
        made = self._cell(self._page, value=value)
        if isinstance(value, date):
            made.number_format = "yyyy-mm-dd"
        return made


def _tell(page: Any, sheet: Sheet, count: int) -> None:
    cells = _Cells(page)
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 28, 100
    for label, words in sheet.about:
        page.append([cells.head(label), cells.of(words.replace("{count}", str(count)))])


def _list(page: Any, sheet: Sheet) -> None:
    cells = _Cells(page)
    listed = [column for column in sheet.columns if column.values]
    page.append([cells.head(column.head) for column in listed])
    for place in range(max(len(column.values) for column in listed)):
        page.append([cells.of(column.values[place] if place < len(column.values) else None) for column in listed])
