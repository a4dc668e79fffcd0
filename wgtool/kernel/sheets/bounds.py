"""How much of a file is read, and what an office file may hold. It is a ZIP of XML: what it says of itself is checked first."""

from __future__ import annotations

import io
import re
import zipfile

from wgtool.kernel.i18n import _

MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS = 2_000, 40, 8_000
MOST_PARTS, MOST_UNPACKED, MOST_RATIO = 2_000, 30 * 1024 * 1024, 200
_HEAD = 4_096
_RUNS = re.compile(r"vbaproject|/embeddings/|/activex/|externallinks/|oleobject", re.I)
_OUTSIDE = re.compile(rb"<[^<>]*TargetMode\s*=\s*[\"']External[\"'][^<>]*>", re.I)


class Unreadable(Exception):
    """A file is not read; the message is for the person."""


def opened(data: bytes) -> zipfile.ZipFile:
    """Open an office file after a look at its parts. Raises Unreadable with the reason."""
    try:
        pack = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Unreadable(_("This is no DOCX or XLSX file, or it is damaged.")) from None
    _measure(pack, len(data))
    for info in pack.infolist():
        if _RUNS.search(info.filename):
            raise Unreadable(
                _(
                    "The file holds macros, embedded objects or links to other files. Save it without them, or paste the table."
                )
            )
    for info in pack.infolist():
        _look(pack, info)
    return pack


def _measure(pack: zipfile.ZipFile, packed: int) -> None:
    infos = pack.infolist()
    unpacked = sum(info.file_size for info in infos)
    if len(infos) > MOST_PARTS or unpacked > MOST_UNPACKED or (unpacked > 2**20 and unpacked > packed * MOST_RATIO):
        raise Unreadable(_("The file unpacks to far more than a table needs. Save the table alone, or paste it."))
    if any(info.flag_bits & 0x1 for info in infos):
        raise Unreadable(_("The file is locked with a password. Save it without one."))


def _look(pack: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Refuse parts that declare entities, and those that fetch something when opened. Links to click are harmless."""
    if not info.filename.endswith((".xml", ".rels")):
        return
    part = read(pack, info.filename, most=None if info.filename.endswith(".rels") else _HEAD).replace(b"\x00", b"")
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise Unreadable(
            _("The file declares entities, which no office program writes. Save it anew, or paste the table.")
        )
    if any(b"/hyperlink" not in link for link in _OUTSIDE.findall(part)):
        raise Unreadable(_("The file fetches parts of itself from elsewhere. Save it without links to other files."))


def read(pack: zipfile.ZipFile, name: str, *, most: int | None = None) -> bytes:
    """Read a part, or its first bytes; never more than it says it holds."""
    try:
        with pack.open(name) as part:
            found = part.read(most if most is not None else MOST_UNPACKED + 1)
    except KeyError:
        raise Unreadable(_("This is no DOCX or XLSX file, or it is damaged.")) from None
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
        raise Unreadable(_("The file is damaged. Save it anew, or paste the table.")) from None
    if len(found) > MOST_UNPACKED:
        raise Unreadable(_("The file unpacks to far more than a table needs. Save the table alone, or paste it."))
    return found


def bounded(rows: list[list[str]]) -> list[list[str]]:
    """Give a table without its blank rows, if it is of a size somebody meant."""
    kept = [row for row in rows if any(row)]
    if len(kept) > MOST_ROWS:
        raise Unreadable(_("The table has more than %(most)s rows. Send a part of it.", most=MOST_ROWS))
    if any(len(row) > MOST_COLUMNS for row in kept):
        raise Unreadable(_("The table has more than %(most)s columns. Keep those that are needed.", most=MOST_COLUMNS))
    if any(len(cell) > MOST_CHARACTERS for row in kept for cell in row):
        raise Unreadable(_("A cell has more than %(most)s characters. Shorten it.", most=MOST_CHARACTERS))
    return kept
