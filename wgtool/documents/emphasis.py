"""How Markdown looks where its signs are not read: which letters are bold or italic, and which are only signs.

Word is given the signs as hidden text, so that the file still holds each text as it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from wgtool.documents.prose import MARKER

_BOLD = re.compile(r"(?<!\\)(\*\*|__)(?=[^\s*_])(.+?)(?<=[^\s\\])\1", re.DOTALL)
_ITALIC = re.compile(r"(?<![\w\\])([*_])(?=[^\s*_])(.+?)(?<=[^\s\\])\1(?!\w)", re.DOTALL)


@dataclass(frozen=True)
class Look:
    """How a letter looks."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False


PLAIN = Look()


def looks(text: str) -> list[Look]:
    """Give the look of each letter of a paragraph."""
    found = [PLAIN] * len(text)
    _each(found, text, _BOLD, "bold")
    rest = "".join(" " if look.hidden else letter for look, letter in zip(found, text, strict=True))
    _each(found, rest, _ITALIC, "italic")
    for at in range(len(marker(text))):
        found[at] = Look(hidden=True)
    return found


def _each(found: list[Look], text: str, pattern: re.Pattern[str], name: str) -> None:
    for match in pattern.finditer(text):
        for at in range(*match.span()):
            inside = match.start(2) <= at < match.end(2)
            found[at] = replace(found[at], **{name: True}) if inside else Look(hidden=True)


def marker(text: str) -> str:
    """Give the signs at the start that only say a paragraph is a heading or in a list; a number is read, so it is none."""
    match = MARKER.match(text)
    if match is None or any(letter.isdigit() for letter in match[0]):
        return ""
    end = match.end()
    return text[: end + (text[end : end + 1] in (" ", "\t"))]


def style(text: str) -> str | None:
    """Give Word's name for what a paragraph is, if it is more than a paragraph. A section's own title is Heading 1."""
    signs = marker(text).strip()
    if not signs:
        return None
    return f"Heading {min(len(signs) + 1, 9)}" if signs[0] == "#" else "List Bullet"
