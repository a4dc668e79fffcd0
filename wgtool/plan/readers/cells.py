"""The cells behind a 2022 activity: category, lead, timeframe, status.

Two forms are read. In a line: the cells follow the text, parted by tabs, by `|` or by two or more spaces; an empty
cell, `-` or `–` is not set (`1.1.1.1 Text.<tab>CRITICAL<tab>Partner<tab>2023 - 2024<tab>Ongoing`). In lines of their
own behind the text, as they come out of a PDF: category first, then lead, timeframe, status; each may be missing but
the category where there is a lead. The legend ("CRITICAL / Key Activity / Furtherance" and so on) sets nothing.
"""

import re
from dataclasses import dataclass

from wgtool.plan.readers.draft import Draft, refuse_stray
from wgtool.plan.readers.refusal import Code, Unreadable
from wgtool.plan.readers.text import Gap, Line, ended, joined

CATEGORIES = {"critical": "CRITICAL", "key activity": "Key activity", "furtherance": "Furtherance"}
STATUSES = {"to start": "To start", "ongoing": "Ongoing", "done": "Done"}

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:(?:Q[1-4]|(?:[0-9]{{1,2}}[ ./])?(?:{_MONTH}|[0-9]{{1,2}}))[ ./]?)?[0-9]{{4}}"
_CATEGORY = r"CRITICAL ?/ ?Key Activity ?/ ?Furtherance|C(?:RITICAL|ritical)|K(?:EY|ey) [Aa](?:CTIVITY|ctivity)|F(?:URTHERANCE|urtherance)"
_TIMEFRAME = rf"Continuing ?/ ?Time X ?[-–] ?Y|Continuing|{_DATE} ?(?:[-–]|to) ?{_DATE}"
_STATUS = r"To start ?/ ?Ongoing ?/ ?Done|To start|Ongoing|Done"
_ROW = re.compile(
    rf"(?:(?P<category>{_CATEGORY})(?: (?P<lead>.{{1,120}}?))??)?"
    rf"(?:(?:^| )(?P<timeframe>{_TIMEFRAME}))?(?:(?:^| )(?P<status>{_STATUS}))?"
)
_STATUS_ONLY = re.compile(_STATUS, re.IGNORECASE)
_CATEGORY_ONLY = re.compile(_CATEGORY)
_ANY = re.compile(rf"{_CATEGORY}|{_TIMEFRAME}|{_STATUS}")
_UNSET = re.compile(r"[-–—]?")
_SHORT = 4
_MOST_LINES = 40


@dataclass(frozen=True)
class Row:
    """An activity's text and cells."""

    text: str
    category: str | None = None
    lead: str | None = None
    timeframe: str | None = None
    status: str | None = None


def row(draft: Draft) -> Row:
    """Part an activity's lines into its text and its cells."""
    for place, line in enumerate(draft.lines):
        if parted := _parted(line):
            texts = [each.text for each in draft.lines]
            texts[place] = parted[0]
            return _placed(plain(joined(texts)), parted[1:], line)
    return _stacked(draft)


def complete(draft: Draft) -> bool:
    """Say whether an activity has come to its end: a full stop, or cells behind the text."""
    found = row(draft)
    return bool(found.text) and (ended(found.text) or found != Row(found.text))


def plain(text: str) -> str:
    """Take the marks of emphasis and of table rows away."""
    return " ".join(text.replace("*", "").split()).strip("| ")


def _parted(line: Line) -> list[str] | None:
    """Split a line that carries cells; None for one that holds text only, however it is spaced."""
    text = line.text.replace("\xa0", " ").strip(" ")
    if "|" in text:
        return [cell.strip() for cell in text.removeprefix("|").removesuffix("|").split("|")]
    parts = (part.strip(" ") for part in text.strip().split("\t"))
    first, *cells = [cell for part in parts for cell in re.split(r" {2,}", part)]
    if not first or not cells:
        return None
    is_row = ended(first) or len(cells) > 2 or _UNSET.fullmatch(cells[0]) or _CATEGORY_ONLY.fullmatch(cells[0])
    return [first, *cells] if is_row else None


def _placed(text: str, cells: list[str], line: Line) -> Row:
    """Read cells by their place; where only spaces part them, an empty one leaves no trace, so by their form."""
    if len(cells) > 4:
        raise Unreadable(Code.TOO_MANY_CELLS, line.number)
    if len(cells) < 4 and "|" not in line.text and "\t" not in line.text:
        if found := _formed(" ".join(cells)):
            return _row(text, found["category"], found["lead"], found["timeframe"], found["status"])
        raise Unreadable(Code.UNKNOWN_CATEGORY, line.number, found=cells[0])
    category, lead, timeframe, status = [None if _UNSET.fullmatch(cell) else cell for cell in cells] + [None] * (
        4 - len(cells)
    )
    if category and not _CATEGORY_ONLY.fullmatch(category):
        raise Unreadable(Code.UNKNOWN_CATEGORY, line.number, found=category)
    if status and not _STATUS_ONLY.fullmatch(status):
        raise Unreadable(Code.UNKNOWN_STATUS, line.number, found=status)
    return _row(text, category, lead, timeframe, status)


def _stacked(draft: Draft) -> Row:
    """Read the longest run of whole lines behind the text that has the form of cells."""
    lines, end = draft.lines, len(draft.lines)
    first = max(1, end - _MOST_LINES) if _ANY.search(draft.text) else end
    for start in range(first, end):
        before, tail = joined(line.text for line in lines[:start]), lines[start:]
        found = _formed(joined(line.text for line in tail))
        if found and _may_begin(before, tail[0], found):
            _refuse_unknown(draft, start)
            return _row(plain(before), found["category"], found["lead"], found["timeframe"], found["status"])
        end = min(end, start) if found else end
    _refuse_unknown(draft, end)
    refuse_stray(draft, lines, healing=Gap.PAGE)
    return Row(plain(draft.text))


def _formed(text: str) -> re.Match[str] | None:
    found = _ROW.fullmatch(text)
    return found if found and any(found.groups()) else None


def _may_begin(before: str, line: Line, found: re.Match[str]) -> bool:
    """Tell cells from a line of the sentence that happens to begin like one."""
    alone = bool(_CATEGORY_ONLY.fullmatch(" ".join(line.text.split())))
    if found["lead"] and not (found["timeframe"] or found["status"]):
        return alone
    return alone or bool(line.before) or ended(before)


def _refuse_unknown(draft: Draft, end: int) -> None:
    """Refuse a few words of their own behind the text, in the place of the category, that are none."""
    for place, line in enumerate(draft.lines[1:end], start=1):
        if not (line.before or line.text.isupper()):
            continue
        text = joined(each.text for each in draft.lines[place:end])
        before = joined(each.text for each in draft.lines[:place])
        apart = ended(before) and (line.before or line.text.isupper())
        if (apart or (line.before and text.isupper())) and _is_label(text):
            raise Unreadable(Code.UNKNOWN_CATEGORY, line.number, found=line.text.strip())


def _is_label(text: str) -> bool:
    return text[:1].isupper() and not ended(text) and len(text.split()) <= _SHORT


def _row(text: str, category: str | None, lead: str | None, timeframe: str | None, status: str | None) -> Row:
    """Set what is set: the legend names what could stand in a cell, and leaves it blank."""
    return Row(
        text,
        CATEGORIES.get((category or "").lower()),
        None if lead in (None, "Partner X") else lead,
        None if timeframe is None or "Time X" in timeframe else timeframe,
        STATUSES.get((status or "").lower()),
    )
