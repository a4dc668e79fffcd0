"""Files as people send them, and as nobody should: made here, none of them found anywhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PR = "http://schemas.openxmlformats.org/package/2006/relationships"
HEADS = ("No", "Recommendation", "Head", "Addressed to", "Plan")


def docx(rows: Sequence[Sequence[str]]) -> bytes:
    """Write a DOCX with a heading, a paragraph and one table, as a report has."""
    from docx import Document

    made = Document()
    made.add_heading("Matrix of key recommendations", 1)
    made.add_paragraph("The team thanks all who answered the survey.")
    table = made.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    """Write an XLSX with an empty first sheet and the table on the second."""
    from openpyxl import Workbook

    book = Workbook()
    page = book.create_sheet("Table")
    for row in rows:
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pack(parts: dict[str, str | bytes]) -> bytes:
    """Pack parts into a file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return out.getvalue()


def word(body: str, head: str = '<?xml version="1.0"?>', rels: str = "") -> bytes:
    """Pack the least a DOCX is made of."""
    parts: dict[str, str | bytes] = {
        "word/document.xml": f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    }
    if rels:
        parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{PR}">{rels}</Relationships>'
    return pack(parts)


def paragraph(text: str) -> str:
    """Give a paragraph of a DOCX."""
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def sheet(rows: str, **more: str | bytes) -> bytes:
    """Pack the least an XLSX is made of."""
    return pack({
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PR}"><Relationship Id="r1" Type="{R}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PR}"><Relationship Id="r1" Type="{R}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{S}"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>',
        **more,
    })  # fmt: skip


def cell(at: str, words: str) -> str:
    """Give a cell of an XLSX with words in it."""
    return f'<c r="{at}" t="inlineStr"><is><t>{escape(words)}</t></is></c>'


LINK = f'<Relationship Id="r9" Type="{R}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
FETCH = f'<Relationship Id="r9" Type="{R}/attachedTemplate" Target="https://example.org/t.dotm" TargetMode="External"/>'
ENTITY = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">]>'
HOSTILE: dict[str, tuple[bytes, str]] = {
    "a bomb": (pack({"word/document.xml": b"0" * (31 * 1024 * 1024)}), "unpacks to far more"),
    "a dense bomb": (pack({"word/document.xml": b"0" * (8 * 1024 * 1024)}), "unpacks to far more"),
    "too many parts": (pack({"word/document.xml": "", **{f"p{n}": "" for n in range(2_001)}}), "unpacks to far more"),
    "entities": (word(paragraph("&y;").replace("&amp;", "&"), head=ENTITY), "declares entities"),
    "entities in UTF-16": (pack({"word/document.xml": ENTITY.encode("utf-16")}), "declares entities"),
    "a template from elsewhere": (word(paragraph("Share it."), rels=FETCH), "fetches parts of itself"),
    "macros": (pack({"xl/workbook.xml": "", "xl/vbaProject.bin": b"x"}), "macros"),
    "links to another book": (sheet("", **{"xl/externalLinks/externalLink1.xml": "<a/>"}), "macros, embedded objects or links"),
    "an object in it": (pack({"word/document.xml": "", "word/embeddings/a.bin": b"x"}), "macros, embedded objects"),
    "a formula": (sheet('<row r="1"><c r="A1"><f>HYPERLINK("http://example.org")</f><v>1</v></c></row>'), "Row 1 holds a formula"),
    "words that look like one": (sheet(f'<row r="1">{cell("A1", "=1+1")}</row>'), "Row 1 holds a formula"),
    "a million rows": (sheet("".join(f'<row r="{n}">{cell(f"A{n}", f"Row {n}")}</row>' for n in range(1, 2_100))), "more than 2000 rows"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "This is no table we read"),
    "another zip": (pack({"a.txt": "hello"}), "This is no table we read"),
    "half a zip": (docx([["Recommendation"], ["Share it."]])[:900], "damaged"),
    "broken XML": (word("<w:p><w:r>"), "damaged"),
    "a broken sheet": (sheet("<row><c r='!!'>"), "damaged"),
    "a long cell": (("x" * 9_000).encode(), "A cell has more than 8000 characters"),
    "a wide table": (b";".join([b"x"] * 60), "more than 40 columns"),
    "nothing": (b"", "There is no row in it yet"),
    "a locked file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00\x01\x02\x03" * 200, "This is no table we read"),
}  # fmt: skip
