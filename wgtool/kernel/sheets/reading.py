"""Reading a table from what was pasted or sent. Every cell is text; dates come as ISO, numbers without a needless point."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from wgtool.kernel import text
from wgtool.kernel.i18n import _
from wgtool.kernel.sheets.bounds import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, Unreadable, bounded, opened, read

ZIPPED = b"PK\x03\x04"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MANY = MOST_ROWS + 1


def grid(data: bytes) -> list[list[str]]:
    """Read the table of a file, whatever its name says: XLSX, DOCX, or text with tabs, semicolons or commas."""
    if not data.startswith(ZIPPED):
        return pasted(_decoded(data))
    pack = opened(data)
    names = set(pack.namelist())
    if "word/document.xml" in names:
        return bounded(_tables(read(pack, "word/document.xml")))
    if "xl/workbook.xml" in names:
        return bounded(_cells(data))
    raise Unreadable(_("This is no table we read. Send a DOCX, XLSX or CSV file, or paste the table."))


def pasted(words: str) -> list[list[str]]:
    """Read a table that was pasted: tabs between cells, or semicolons, or commas; a cell in quotes may hold lines."""
    if len(words) > MOST_ROWS * 4_000:
        raise Unreadable(_("This is far more than a table needs. Send a part of it."))
    lines = io.StringIO(text.clean(words) if "\x00" in words else words.replace("\r\n", "\n").replace("\r", "\n"))
    rows = csv.reader(lines, delimiter=_between(words))
    try:
        return bounded([[_cell(cell) for cell in row] for row in itertools.islice(rows, _MANY)])
    except csv.Error:
        raise Unreadable(_("A cell is far longer than a table needs, or its quotes do not end.")) from None


def written(rows: Iterable[Iterable[str]]) -> str:
    """Write a table as text that `pasted` reads again as it was."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    return out.getvalue()


def _between(words: str) -> str:
    """Give what stands between cells: tabs win, since no spreadsheet copies anything else."""
    first = words.lstrip("\n").partition("\n")[0]
    return "\t" if "\t" in words else ";" if ";" in first or "," not in first else ","


def _decoded(data: bytes) -> str:
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            found = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if sum(not char.isprintable() and not char.isspace() for char in found[:4_000]) < 2:
            return found
    raise Unreadable(_("This is no table we read. Send a DOCX, XLSX or CSV file, or paste the table."))


def _cell(value: str) -> str:
    return "\n".join(line.strip() for line in text.clean(value).split("\n"))


def _cells(data: bytes) -> list[list[str]]:
    """Read the first sheet that holds anything."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"][:10]
        found = (list(_rows(sheet)) for sheet in sheets)
        return next((rows for rows in found if any(any(row) for row in rows)), [])
    except Unreadable:
        raise
    except (
        Exception
    ):  # a library that meets a made-up file fails in whichever way it likes; the person is told the same
        raise Unreadable(_("The file is damaged. Save it anew, or paste the table.")) from None


def _rows(sheet: Any) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # a file may say that it has a million rows, or one
    seen = 0
    for number, row in enumerate(sheet.iter_rows(max_row=20 * MOST_ROWS, max_col=MOST_COLUMNS + 1), 1):
        cells = [_value(cell, number) for cell in row]
        seen += any(cells)
        if seen > MOST_ROWS:
            raise Unreadable(_("The table has more than %(most)s rows. Send a part of it.", most=MOST_ROWS))
        if any(cells):
            yield _trimmed(cells)


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _value(cell: Any, row: int) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f" or (isinstance(value, str) and value.startswith("=")) or not isinstance(value, _PLAIN):
        raise Unreadable(
            _("Row %(row)s holds a formula. Copy the table and paste its values, then send it again.", row=row)
        )
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _cell(value.isoformat() if isinstance(value, date) else str(value)[: MOST_CHARACTERS + 1])


_PLAIN = (str, int, float, bool, date, datetime)


def _tables(xml: bytes) -> list[list[str]]:
    """Read all tables of a DOCX one below the other, or, where it has none, its paragraphs as a table of one column."""
    from lxml import etree

    try:
        root = etree.fromstring(
            xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        )
    except etree.XMLSyntaxError:
        raise Unreadable(_("The file is damaged. Save it anew, or paste the table.")) from None
    rows = [row for row in root.iter(f"{_W}tr") if not any(True for _up in row.iterancestors(f"{_W}tc"))]
    if rows:
        return [[_said(cell) for cell in row.findall(f"{_W}tc")] for row in itertools.islice(rows, _MANY)]
    return [[_said(para)] for para in itertools.islice(root.iter(f"{_W}p"), _MANY)]


def _said(part: Any) -> str:
    """Give the words of a cell: those added with tracked changes, not those taken out."""
    paras = [part] if part.tag == f"{_W}p" else list(part.iter(f"{_W}p"))
    lines = ("".join(_piece(piece) for piece in para.iter(f"{_W}t", f"{_W}br", f"{_W}tab")) for para in paras)
    return _cell("\n".join(lines))


def _piece(piece: Any) -> str:
    return piece.text or "" if piece.tag == f"{_W}t" else " " if piece.tag == f"{_W}tab" else "\n"
