"""What a copy for another place takes over of a text: the sections that fit anywhere, without their days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale

from wgtool.config import LANGUAGES
from wgtool.documents.outlines import Outline

BLANK = "…"


def skeleton(outline: Outline, texts: Mapping[str, str]) -> dict[str, str]:
    """Give, by key, the texts of the sections that are copied; each day, month with its year, or year is left out."""
    return {part.key: undated(texts[part.key]) for part in outline.parts if part.copied and texts.get(part.key)}


def undated(text: str) -> str:
    """Put a blank in the place of every date, in whichever of our languages its month is named."""
    return _dates().sub(BLANK, text)


@cache
def _dates() -> re.Pattern[str]:
    months = "|".join(re.escape(name) for name in sorted(set(_months()), key=len, reverse=True))
    day = r"\d{1,2}(?:er|st|nd|rd|th)?"
    year = r"(?:19|20)\d\d"
    ways = (
        rf"\b{year}-\d{{1,2}}(?:-\d{{1,2}})?\b",
        rf"\b\d{{1,2}}[./]\d{{1,2}}[./](?:{year}|\d\d)\b",
        rf"\b(?:{day} (?:de )?)(?:{months})\b\.?(?:,? (?:de )?{year})?",
        rf"\b(?:{months})\b\.?(?: {day}\b)?,? (?:de )?{year}\b",
        rf"\b{year}\b",
    )
    return re.compile("|".join(ways), re.IGNORECASE)


def _months() -> Iterator[str]:
    for code in LANGUAGES:
        months = Locale(code).months["format"]
        for width in ("wide", "abbreviated"):
            yield from (str(name).rstrip(".") for name in months[width].values())
