"""What a file is, told from its content alone: its name may say anything.

Taken are documents, pictures, tables and text that people exchange; programs, archives and documents with macros are
not. What a browser could run (HTML, SVG) is taken as a download, never shown.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused

HEAD = 4096
MOST_PARTS, MOST_UNPACKED = 5_000, 200 * 1024 * 1024
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."


@dataclass(frozen=True)
class Kind:
    """A kind of file: its media type, the endings a name may have, and whether a browser may show it in place."""

    type: str
    endings: tuple[str, ...]
    shown: bool = False


PDF = Kind("application/pdf", (".pdf",))
MAGIC = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", Kind("image/png", (".png",), shown=True)),
    (b"\xff\xd8\xff", Kind("image/jpeg", (".jpg", ".jpeg"), shown=True)),
    (b"GIF87a", Kind("image/gif", (".gif",), shown=True)),
    (b"GIF89a", Kind("image/gif", (".gif",), shown=True)),
)
WEBP = Kind("image/webp", (".webp",), shown=True)
PACKED = {
    "word/": Kind(f"{OFFICE}wordprocessingml.document", (".docx",)),
    "xl/": Kind(f"{OFFICE}spreadsheetml.sheet", (".xlsx",)),
    "ppt/": Kind(f"{OFFICE}presentationml.presentation", (".pptx",)),
}
OPENED = {
    f"{OPEN}text": Kind(f"{OPEN}text", (".odt",)),
    f"{OPEN}spreadsheet": Kind(f"{OPEN}spreadsheet", (".ods",)),
    f"{OPEN}presentation": Kind(f"{OPEN}presentation", (".odp",)),
}
SVG, HTML = Kind("image/svg+xml", (".svg",)), Kind("text/html", (".html", ".htm"))
TEXT = Kind("text/plain", (".txt", ".csv", ".md", ".tsv", ".json", ".eml"))
MARKUP = (b"<!doctype html", b"<html", b"<script", b"<body", b"<head", b"<iframe")
BY_TYPE = {
    kind.type: kind
    for kind in (PDF, WEBP, SVG, HTML, TEXT, *(k for _m, k in MAGIC), *PACKED.values(), *OPENED.values())
}


def kind_of(file: BinaryIO) -> Kind:
    """Say what a file is. Raises Refused for what is not taken."""
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        raise Refused(_("This file is empty. Choose another."))
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(b"PK\x03\x04"):
        return _packed(file)
    return _text(file, head)


def _packed(file: BinaryIO) -> Kind:
    """Look at the list of parts of a packed document; nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as parts:
            listed = parts.infolist()
            if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_UNPACKED:
                raise Refused(_("This file would unpack to far more than it seems. It was not taken."))
            names = {part.filename for part in listed}
            opened = parts.read("mimetype")[:100].decode("ascii", "replace") if _small(parts, "mimetype") else ""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        raise Refused(_("This file is damaged. Save it anew, then send it again.")) from None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused(_("This document contains macros. Save it without them, then send it again."))
    if opened in OPENED:
        return OPENED[opened]
    known = (kind for folder, kind in PACKED.items() if any(name.startswith(folder) for name in names))
    found = next(known, None) if "[Content_Types].xml" in names else None
    if found is None:
        raise not_taken()
    return found


def _small(parts: zipfile.ZipFile, name: str) -> bool:
    return name in parts.namelist() and parts.getinfo(name).file_size < 200


def _text(file: BinaryIO, head: bytes) -> Kind:
    """Take what is UTF-8 text without control characters; tell apart what a browser would run."""
    file.seek(0)
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise not_taken() from None
    if any((ord(char) < 32 or ord(char) == 127) and char not in "\t\n\r\f" for char in text[:HEAD]) or "\x00" in text:
        raise not_taken()
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"#!"):
        raise not_taken()
    if b"<svg" in start:
        return SVG
    return HTML if any(mark in start for mark in MARKUP) or start.startswith(b"<?xml") else TEXT


def not_taken() -> Refused:
    """Give the sentence for what is not taken."""
    return Refused(
        _("Files of this kind are not taken. Send a PDF, a picture (PNG, JPEG, WebP, GIF), a document or table "
          "(DOCX, XLSX, PPTX, ODT, ODS, ODP), or plain text such as CSV.")
    )  # fmt: skip


def ending(name: str, kind: Kind) -> str:
    """Give a name the ending of what the file is, where it has another."""
    path = Path(name)
    if path.suffix.lower() in kind.endings:
        return name
    known = {one for each in BY_TYPE.values() for one in each.endings}
    return (path.stem if path.suffix.lower() in known else name) + kind.endings[0]
