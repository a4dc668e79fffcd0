"""Collect the texts people read into the catalogues, and compile them: `python -m tests.support.messages`.

What is new stays untranslated and is counted; a text that went is dropped.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent.parent
CATALOGUES = ROOT / "wgtool" / "translations"
LANGUAGES = ("fr", "es", "ar")
KEYWORDS = {"_": None, "_l": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
DAY = datetime(2026, 1, 1, tzinfo=UTC)  # a catalogue differs only when its texts do
METHODS = [("**.py", "python"), ("**.html", "jinja2")]


def texts() -> Catalog:
    """Give every text of the code and the templates, by name."""
    found = Catalog(project="wgtool")
    for folder in ("wgtool", "templates"):
        rows = extract_from_dir(ROOT / folder, METHODS, keywords=KEYWORDS, directory_filter=lambda _: True)
        for _name, _line, message, _comments, context in rows:
            found.add(message, context=context)
    return found


def catalogue(language: str, wanted: Catalog) -> Catalog:
    """Give a language's catalogue with exactly the texts there are."""
    path = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        kept = read_po(file, locale=language)
    new = Catalog(
        locale=language, project="wgtool", header_comment="# Texts of wgtool.", creation_date=DAY, revision_date=DAY
    )
    for message in sorted(wanted, key=lambda m: str(m.id)):
        if message.id:
            old = kept.get(message.id)
            new.add(message.id, old.string if old and not old.fuzzy else message.string, flags=message.flags)
    return new


def written(new: Catalog) -> tuple[bytes, bytes]:
    """Give the catalogue as it stands in its two files."""
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, new, width=120, omit_header=False, no_location=True)
    write_mo(mo, new)
    dated = [b"POT-Creation-Date", b"PO-Revision-Date", b"Generated-By", b"Last-Translator", b"Report-Msgid"]
    lines = [line for line in po.getvalue().splitlines(True) if not any(word in line for word in dated)]
    return b"".join(lines), mo.getvalue()


def missing(new: Catalog) -> list[str]:
    """Give the texts without a translation."""
    return [str(m.id) for m in new if m.id and not all(m.string if isinstance(m.string, tuple | list) else [m.string])]


def main() -> None:
    """Write all catalogues and say what is not translated yet."""
    wanted = texts()
    for language in LANGUAGES:
        new = catalogue(language, wanted)
        po, mo = written(new)
        folder = CATALOGUES / language / "LC_MESSAGES"
        (folder / "messages.po").write_bytes(po)
        (folder / "messages.mo").write_bytes(mo)
        print(f"{language}: {len(wanted)} texts, {len(missing(new))} not translated")


if __name__ == "__main__":
    main()
