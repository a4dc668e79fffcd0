"""What a file is, told from its content; names made safe."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from wgtool.files import kinds, names
from wgtool.kernel.refusals import Refused

pytestmark = pytest.mark.one_engine


def packed(*parts: str, **mimetype: str) -> io.BytesIO:
    """Give a zip with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in mimetype.items():
            archive.writestr(name, text)
        for part in parts:
            archive.writestr(part, "x")
    return out


def bomb() -> io.BytesIO:
    """Give a document whose list of parts says that it unpacks to 4 GB."""
    out = packed("[Content_Types].xml", "word/document.xml")
    data = bytearray(out.getvalue())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 2**32 - 2)
    return io.BytesIO(bytes(data))


@pytest.mark.parametrize(
    ("content", "type"),
    [
        (io.BytesIO(b"%PDF-1.7 x"), "application/pdf"),
        (io.BytesIO(b"\x89PNG\r\n\x1a\nx"), "image/png"),
        (io.BytesIO(b"\xff\xd8\xff\xe0"), "image/jpeg"),
        (io.BytesIO(b"RIFF\x00\x00\x00\x00WEBPVP8 "), "image/webp"),
        (packed("[Content_Types].xml", "word/document.xml"), f"{kinds.OFFICE}wordprocessingml.document"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), f"{kinds.OFFICE}spreadsheetml.sheet"),
        (packed("content.xml", mimetype=f"{kinds.OPEN}text"), f"{kinds.OPEN}text"),
        (io.BytesIO("país,número\nIQ,1".encode()), "text/plain"),
        (io.BytesIO("تقرير".encode()), "text/plain"),
        (io.BytesIO(b"<svg xmlns='x'><script>1</script></svg>"), "image/svg+xml"),
        (io.BytesIO(b"\n <!DOCTYPE html><p>x"), "text/html"),
        (io.BytesIO(b"<?xml version='1.0'?><x/>"), "text/html"),
    ],
)
def test_told_from_the_content(content: io.BytesIO, type: str) -> None:
    kind = kinds.kind_of(content)
    assert kind.type == type
    assert not (kind.shown and kind.type in {"image/svg+xml", "text/html"})


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (io.BytesIO(b""), "empty"),
        (io.BytesIO(b"MZ\x90\x00\x03"), "not taken"),
        (io.BytesIO(b"\x7fELF"), "not taken"),
        (io.BytesIO(b"#!/bin/sh\nrm x"), "not taken"),
        (io.BytesIO(b"\xfe\xffnot utf-8"), "not taken"),
        (packed("a.exe", "b.txt"), "not taken"),
        (packed("[Content_Types].xml", "word/vbaProject.bin"), "macros"),
        (bomb(), "unpack to far more"),
        (packed(*(f"{n}" for n in range(kinds.MOST_PARTS + 1))), "unpack to far more"),
        (io.BytesIO(b"PK\x03\x04 and nothing more"), "damaged"),
    ],
)
def test_what_is_not_taken_says_why(content: io.BytesIO, says: str) -> None:
    with pytest.raises(Refused, match=says):
        kinds.kind_of(content)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\secret\\plan.docx", "plan.docx"),
        ("تقرير الميناء.pdf", "تقرير الميناء.pdf"),
        ("in\r\nvoice\u202efdp.exe", "invoicefdp.exe"),
        ('a"b<c>.txt', "a_b_c_.txt"),
        ("...", "file"),
        (".htaccess", "htaccess"),
        ("", "file"),
    ],
)
def test_names_are_made_safe(sent: str, kept: str) -> None:
    assert names.safe(sent) == kept


def test_names_are_short_and_keep_their_ending() -> None:
    name = names.safe("x" * 500 + ".pdf")
    assert len(name) <= names.LONGEST
    assert name.endswith(".pdf")


def test_a_name_gets_the_ending_of_what_it_is() -> None:
    png = kinds.kind_of(io.BytesIO(b"\x89PNG\r\n\x1a\nx"))
    assert [kinds.ending(n, png) for n in ("a.png", "a.pdf", "a", "v1.2")] == ["a.png", "a.png", "a.png", "v1.2.png"]
