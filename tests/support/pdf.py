"""The words of a PDF of ours, as they are set: what Typst writes, read back by its own tables of letters."""

from __future__ import annotations

import re
import zlib

COLOURS = {b"0.5411765": "del", b"0.043137256": "ins"}
"""How the sheet of wgtool.documents.pdf marks what went and what came."""

_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_STRING = re.compile(rb"\(((?:\\.|[^\\)])*)\)", re.S)
_RUN = re.compile(rb"cs (\S+)(?: \S+ \S+)? scn\nBT 0 Tr/(f\d+) [^\n]*? Tm(.*?)T[jJ]\nET", re.S)


def runs(data: bytes) -> list[tuple[str, str]]:
    """Give (same, ins or del; words) of each run, in the order of the page."""
    objects = {int(number): body for number, body in re.findall(rb"(\d+) 0 obj\n(.*?)\nendobj", data, re.S)}
    fonts = dict(re.findall(rb"/(f\d+) (\d+) 0 R", b"".join(re.findall(rb"/Font<<[^>]*>>", data))))
    letters = {name: _letters(objects, int(id)) for name, id in fonts.items()}
    pages = [page for page in map(_stream, objects.values()) if b"BT" in page]
    return [
        (COLOURS.get(colour, "same"), "".join(_said(shown, letters[font])))
        for page in pages
        for colour, font, shown in _RUN.findall(page)
    ]


def _stream(body: bytes) -> bytes:
    found = re.search(rb"stream\r?\n(.*)\r?\nendstream", body, re.S)
    try:
        return zlib.decompress(found[1]) if found else b""
    except zlib.error:
        return b""


def _letters(objects: dict[int, bytes], font: int) -> dict[int, str]:
    """Read a font's table: which letters each of its glyphs stands for."""
    table = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    assert table
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", _stream(objects[int(table[1])]).partition(b"beginbfchar")[2])
    return {int(glyph, 16): bytes.fromhex(said.decode()).decode("utf-16-be") for glyph, said in pairs}


def _said(shown: bytes, letters: dict[int, str]) -> list[str]:
    raw = b"".join(_plain(part) for part in _STRING.findall(shown))
    return [letters.get(int.from_bytes(raw[at : at + 2]), "") for at in range(0, len(raw), 2)]


def _plain(string: bytes) -> bytes:
    """Undo the escapes of a string of PDF."""
    return re.sub(rb"\\([0-7]{3}|.)", _meant, string, flags=re.S)


def _meant(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 8)]) if found[1].isdigit() else _ESCAPED.get(found[1], found[1])
