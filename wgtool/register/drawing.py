"""Action points opened and closed over time, as plain numbers for a drawing; the table beside it tells the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

WIDTH, HEIGHT, START, END, TOP, FOOT = 400, 200, 48, 396, 12, 170
"""As wide as a phone's page, which it fits; the stylesheet keeps its words readable where it is drawn larger."""
MONTHS = 12


@dataclass(frozen=True)
class Month:
    """A month: what was opened and what came to an end in it, and what was open at its end."""

    first: date
    opened: int
    ended: int
    open: int


@dataclass(frozen=True)
class Bar:
    """A rectangle, with its class."""

    cls: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Drawing:
    """Bars, the line of what was open, marks of the scale, and the months under it."""

    bars: list[Bar]
    line: str
    scale: list[tuple[float, int]]
    months: list[tuple[float, date]]


def series(rows: Iterable[Any], today: date) -> list[Month]:
    """Give the last twelve months, of all that was ever opened and ended."""
    counted = {(int(row.year) * 12 + int(row.month) - 1, int(row.ended)): int(row.n) for row in rows}
    last = today.year * 12 + today.month - 1
    stock, found = 0, []
    for at in range(min([month for month, _ in counted] or [last], default=last), last + 1):
        opened, ended = counted.get((at, 0), 0), counted.get((at, 1), 0)
        stock += opened - ended
        found.append(Month(date(at // 12, at % 12 + 1, 1), opened, ended, stock))
    return found[-MONTHS:]


def draw(found: list[Month], *, mirrored: bool = False) -> Drawing:
    """Draw the months; mirrored for readers from right to left."""
    most = max([1, *(n for month in found for n in (month.opened, month.ended, month.open))])
    step = (END - START) / max(1, len(found))

    def across(x: float) -> float:
        return round(WIDTH - x if mirrored else x, 1)

    def up(n: int) -> float:
        return round(FOOT - (FOOT - TOP) * n / most, 1)

    bars, points = [], []
    for place, month in enumerate(found):
        left, wide = START + place * step + step * 0.15, step * 0.3
        for cls, n, x in (("half", month.opened, left), ("f-go", month.ended, left + wide * 1.1)):
            bars.append(
                Bar(cls, across(x + wide) if mirrored else across(x), up(n), round(wide, 1), round(FOOT - up(n), 1))
            )
        points.append((across(left + wide * 1.05), up(month.open)))
    line = "".join(f"{'L' if place else 'M'}{x} {y}" for place, (x, y) in enumerate(points))
    return Drawing(bars, line, [(up(n), n) for n in sorted({0, most // 2, most})],
                   [(x, month.first) for (x, _), month in zip(points, found, strict=True)])  # fmt: skip
