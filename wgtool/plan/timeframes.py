"""When an activity runs: continuing, or from a day to a day; read from what is printed."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BETWEEN = re.compile(r" ?[-–] ?| to ")


@dataclass(frozen=True)
class Timeframe:
    """Continuing, or from - to; all None is "not set"."""

    continuing: bool | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    def __str__(self) -> str:
        """Give it as history keeps it, the same in every language."""
        if self.continuing:
            return "Continuing"
        days = [day.isoformat() for day in (self.starts_on, self.ends_on) if day]
        return " – ".join(days)


def read(printed: str) -> Timeframe | None:
    """Read a printed timeframe; None for one that names no days we can tell."""
    if printed.strip().lower() == "continuing":
        return Timeframe(continuing=True)
    ends = _BETWEEN.split(printed.strip())
    if len(ends) != 2:
        return None
    first, last = _span(ends[0]), _span(ends[1])
    if not first or not last or first[0] > last[1]:
        return None
    return Timeframe(continuing=False, starts_on=first[0], ends_on=last[1])


def _span(text: str) -> tuple[date, date] | None:
    """Give the first and last day of a printed year, quarter, month or day."""
    *parts, year_text = re.findall(r"Q[1-4]|[A-Za-z]+|[0-9]+", text)
    year = int(year_text) if len(year_text) == 4 and year_text.isdigit() else 0
    if not year or len(parts) > 2:
        return None
    if not parts:
        return date(year, 1, 1), date(year, 12, 31)
    if parts[0].startswith("Q"):
        return _months(year, 3 * int(parts[0][1]) - 2, 3 * int(parts[0][1]))
    month = _month(parts[-1])
    if len(parts) == 1 or not month:
        return _months(year, month, month) if month else None
    return _day(year, month, int(parts[0])) if parts[0].isdigit() else None


def _month(text: str) -> int | None:
    if text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else None
    return _MONTHS.index(text[:3].lower()) + 1 if text[:3].lower() in _MONTHS else None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _day(year: int, month: int, number: int) -> tuple[date, date] | None:
    if not 1 <= number <= monthrange(year, month)[1]:
        return None
    return date(year, month, number), date(year, month, number)
