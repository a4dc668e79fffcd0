"""Bytes to numbered lines, and lines back to whole sentences."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from wgtool.plan.readers.refusal import Code, Unreadable

KILOBYTES = 500
MOST_CHARACTERS = 3000
MOST_LINES = 150
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?[0-9]{1,3}(?:\s*(?:/|of)\s*[0-9]{1,3})?", re.IGNORECASE)
_ENDED = re.compile(r"[.!?…][)\]\"'”’»*]*$")
_NO_END = ("e.g.", "i.e.", "cf.")
_CUT_WORD = re.compile(r"\w-$")


class Gap(IntEnum):
    """What stands between a line and the one before it."""

    NONE = 0
    BLANK = 1
    BLANKS = 2
    PAGE = 3


@dataclass(frozen=True)
class Line:
    """One line that is not blank, as an editor would count it."""

    number: int
    text: str
    before: Gap


def lines(data: bytes, name: str) -> tuple[Line, ...]:
    """Give the lines of a text file that hold anything, or refuse what is no text."""
    if len(data) > KILOBYTES * 1024:
        raise Unreadable(Code.TOO_LARGE, name=name, kilobytes=KILOBYTES)
    content = _decoded(data, name).replace("\r\n", "\n").replace("\r", "\n")
    _refuse_binary(content, name)
    if found := _without_page_numbers(_spaced(content)):
        return tuple(found)
    raise Unreadable(Code.NOTHING, name=name)


def joined(parts: Iterable[str]) -> str:
    """Join what line breaks tore apart; a word cut at its hyphen closes up again."""
    text = ""
    for part in (" ".join(part.split()) for part in parts):
        text += part if not text or _CUT_WORD.search(text) else f" {part}" if part else ""
    return text


def ended(text: str) -> bool:
    """Say whether a text has come to the end of a sentence."""
    text = text.rstrip()
    return bool(_ENDED.search(text)) and not text.endswith(_NO_END)


def _decoded(data: bytes, name: str) -> str:
    if data.startswith(b"%PDF"):
        raise Unreadable(Code.NOT_TEXT, 1, name=name)
    if b"\x00" in data:
        raise Unreadable(Code.NOT_TEXT, data.split(b"\x00")[0].count(b"\n") + 1, name=name)
    data = data.removeprefix(BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as trouble:
        raise Unreadable(Code.NOT_UTF8, data[: trouble.start].count(b"\n") + 1, name=name) from None


def _refuse_binary(content: str, name: str) -> None:
    if found := _CONTROL.search(content):
        raise Unreadable(Code.NOT_TEXT, content[: found.start()].count("\n") + 1, name=name)
    if "\ufffd" in content:
        raise Unreadable(Code.LOST_CHARACTER, content[: content.index("\ufffd")].count("\n") + 1)


def _spaced(content: str) -> list[Line]:
    """Number the lines; a form feed is the end of a page, three blank lines may be."""
    found: list[Line] = []
    blanks, fed = 0, False
    for number, text in enumerate(content.split("\n"), start=1):
        fed = fed or "\f" in text
        if not text.strip():
            blanks += 1
            continue
        if len(text) > MOST_CHARACTERS:
            raise Unreadable(Code.TOO_LONG, number, most=MOST_CHARACTERS)
        before = Gap.PAGE if fed else _gap(blanks)
        found.append(Line(number, text.replace("\f", " ").rstrip(), before))
        blanks, fed = 0, False
    return found


def _gap(blanks: int) -> Gap:
    return Gap.BLANKS if blanks >= 3 else Gap.BLANK if blanks else Gap.NONE


def _without_page_numbers(found: list[Line]) -> list[Line]:
    """Drop lines that stand alone and hold nothing but the number of a page."""
    kept: list[Line] = []
    dropped = False
    following: list[Line | None] = [*found[1:], None]
    for line, after in zip(found, following, strict=False):
        alone = (line.before or line is found[0]) and (after is None or after.before)
        if alone and _PAGE_NUMBER.fullmatch(line.text.strip()):
            dropped = True
            continue
        kept.append(Line(line.number, line.text, Gap.PAGE) if dropped else line)
        dropped = False
    return kept
