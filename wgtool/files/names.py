"""Names made safe: no folder, no hidden or turning characters; any script."""

from __future__ import annotations

import unicodedata

LONGEST = 120
RESERVED = frozenset('<>:"/\\|?*')


def safe(name: str) -> str:
    """Give the last part of a name without what a system, a header or an eye could trip over."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/")).rpartition("/")[2]
    kept = "".join(char for char in last if unicodedata.category(char)[0] not in "CZ" or char == " ")
    kept = "".join("_" if char in RESERVED else char for char in kept)
    kept = " ".join(kept.split()).strip(". ")
    stem, dot, suffix = kept.rpartition(".")
    if dot and len(suffix) <= 8:
        return f"{stem[: LONGEST - 9] or 'file'}.{suffix}"
    return kept[:LONGEST] or "file"
