"""Where a text can be cut: into units, sentences and words. Every cut joins back to the same text."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from wgtool.kernel.text import composed

# Vowel signs and joiners belong to the word they stand in: Python's \w leaves them out, and a redline of
# vocalised Arabic or of Kurdish with zero-width non-joiners would fall into single letters.
MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
TOKEN = re.compile(rf"\s+|\w[\w{MARKS}]*|[^\w\s]")
SPACES = re.compile(r"\s+")
MARK = re.compile(f"[{MARKS}]+")
MARKER = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)]|#{1,6})(?=[ \t\n]|$)")
STOPS = ".!?؟۔…"
CLOSERS = ")]\"'»”’*_"
_SHORT = "no nos art para paras sec fig dr mr mrs ms cf vs st etc approx incl dept vol ref eng prof"
SHORT = frozenset(re.split(" ", _SHORT))  # after these a full stop ends no sentence
REACH = 40  # how far back a sentence's end is looked at; keeps the cutting linear whatever is pasted


class Item(NamedTuple):
    """A stretch of text and the space that follows it."""

    body: str
    gap: str


def normalise(text: str) -> str:
    """Give the form in which texts are stored and compared.

    Line ends become LF, accents are composed (NFC), spaces and tabs at line ends and blank lines at both ends of
    the text go. A Markdown line break is therefore a backslash, not two spaces. Doing it twice changes nothing.
    """
    text = re.sub("\r\n|[\r\u2028\u2029]", "\n", composed(text))
    return "\n".join(line.rstrip(" \t") for line in text.split("\n")).strip("\n")


def words(text: str) -> list[str]:
    """Cut into words, runs of space, and single signs."""
    return TOKEN.findall(text)


def is_word(token: str) -> bool:
    """Say whether a token is a word, not space or a sign."""
    return token[0].isalnum() or token[0] == "_"


def gist(text: str) -> list[str]:
    """Give the words by which edited text is recognised: no list number, case or vowel signs."""
    marker = MARKER.match(text)
    bare = MARK.sub("", text[marker.end() if marker else 0 :])
    return [token.casefold() for token in words(bare) if is_word(token)]


def opens(line: str) -> bool:
    """Say whether a line begins a list item, a heading or a table row."""
    return line.startswith("|") or MARKER.match(line) is not None


def _heads(line: str) -> bool:
    return line.startswith("#") and opens(line)


def units(text: str) -> tuple[Item, ...]:
    """Cut a normalised text into paragraphs, headings, list items and table rows."""
    cuts = [*_unit_starts(text), len(text)]
    chunks = (text[a:b] for a, b in pairwise(cuts))
    return tuple(_item(chunk) for chunk in chunks if chunk)


def _unit_starts(text: str) -> Iterator[int]:
    at, before = 0, ""
    for line in text.split("\n"):
        if at == 0 or (line and (not before or opens(line) or _heads(before))):
            yield at
        at, before = at + len(line) + 1, line


def _item(chunk: str) -> Item:
    body = chunk.rstrip("\n")
    return Item(body, chunk[len(body) :])


def unit_gap(before: str, gap: str, after: str) -> str:
    """Give the gap between two units, mended where it would run them together."""
    last = before.rsplit("\n", 1)[-1]
    if "\n\n" in gap or (gap and (opens(after) or _heads(last))):
        return gap
    return "\n" if opens(after) and opens(before) and not _heads(after) else "\n\n"


def sentences(body: str) -> tuple[Item, ...]:
    """Cut a unit into its list marker, if any, and its sentences; where in doubt, it does not cut."""
    found: list[Item] = []
    start = 0
    marker = MARKER.match(body)
    for space in SPACES.finditer(body):
        if (marker and space.start() == marker.end()) or _ends_sentence(body, space):
            found.append(Item(body[start : space.start()], space.group()))
            start = space.end()
    return (*found, Item(body[start:], "")) if start < len(body) else tuple(found)


def sentence_gap(before: str, gap: str, after: str) -> str:
    """Give the gap between two sentences, never none."""
    return gap or " "


def _ends_sentence(body: str, space: re.Match[str]) -> bool:
    following = body[space.end() : space.end() + 1]
    before = body[max(0, space.start() - REACH) : space.start()].rstrip(CLOSERS)
    if not following or following.islower() or not before or before[-1] not in STOPS:
        return False
    return not before.endswith(".") or not _abbreviation(before[:-1])


def _abbreviation(before: str) -> bool:
    last = re.split(r"[\s.(]", before)[-1].casefold()
    return last in SHORT or (len(last) == 1 and last.isalpha())
