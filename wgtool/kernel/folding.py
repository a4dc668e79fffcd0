"""Text folded for comparing and finding: without accents, capitals and Arabic letter forms."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ـ": None})


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Give the text as two people would agree it is the same, words parted by one space."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", bare.casefold().translate(_ARABIC)))


def slug(text: str, *, otherwise: str) -> str:
    """Give the text as part of an address: lower-case ASCII words and hyphens, or `otherwise` if none is left."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))[:60].strip("-") or otherwise
