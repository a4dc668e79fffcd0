"""Days as iCalendar (RFC 5545), which phones and mail programs subscribe to. Plain enough to be written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wgtool.kernel import clock

KIND = "text/calendar; charset=utf-8"
LONGEST = 75
"""So many bytes a line may have; a longer one goes on behind a blank."""


@dataclass(frozen=True)
class Day:
    """A day something is due: `number` is what it is known by for ever, `moved` how often the day was another."""

    number: str
    on: date
    title: str
    page: str
    moved: int


def calendar(name: str, days: Iterable[Day], *, host: str) -> Iterator[str]:
    """Give a calendar of whole days, piece by piece; none of them makes anybody busy."""
    stamp = f"DTSTAMP:{clock.now():%Y%m%dT%H%M%SZ}"
    yield _lines(
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//wgtool//EN", "METHOD:PUBLISH", f"X-WR-CALNAME:{_said(name)}"
    )
    for day in days:
        yield _lines(
            "BEGIN:VEVENT", f"UID:{day.number}@{host}", stamp, f"SEQUENCE:{day.moved}",
            f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}", f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_said(day.title)}", f"URL:{day.page}", "TRANSP:TRANSPARENT", "END:VEVENT",
        )  # fmt: skip
    yield _lines("END:VCALENDAR")


def _said(words: str) -> str:
    """Give words as a value: what would end or divide it stands behind a backslash, no line is broken."""
    whole = " ".join(words.split())
    return whole.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _lines(*lines: str) -> str:
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _folded(line: str) -> str:
    """Fold a line by bytes, never inside a character."""
    parts, size = [""], 0
    for char in line:
        width = len(char.encode())
        if size + width > LONGEST:
            parts.append(" ")
            size = 1
        parts[-1] += char
        size += width
    return "\r\n".join(parts)
