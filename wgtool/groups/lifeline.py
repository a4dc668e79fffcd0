"""The line of a group's life, with those it comes from and goes into: spells read from history, drawn as shapes.

The drawing is plain numbers: from left to right, or mirrored for readers from right to left. The table beside it
tells the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import zip_longest
from typing import Any

from wgtool.groups import events
from wgtool.groups.lifecycle import LIFE
from wgtool.groups.models import OVER, Origin, Status
from wgtool.groups.queries import Link, Relative

BECOMES: Mapping[str, Status] = {
    **{step.announces.event_name(): Status(step.to) for step in LIFE.steps.values() if step.to is not None},
    **{kind.event_name(): Status.PROPOSED for kind in (events.Proposed, events.Replicated, events.Succeeding)},
}
MOST = 12
WIDTH, LABEL, END, ROW, TOP = 960, 130, 930, 52, 26


@dataclass(frozen=True)
class Spell:
    """A group in one state, from and to; `code` is why it paused. `until` None: to this day."""

    status: Status
    since: datetime
    until: datetime | None = None
    code: str = ""


@dataclass(frozen=True)
class Life:
    """A group and its spells, the oldest first."""

    group: Relative
    spells: tuple[Spell, ...]


@dataclass(frozen=True)
class Bar:
    """A spell as a rectangle."""

    x: float
    y: float
    width: float
    cls: str


@dataclass(frozen=True)
class Named:
    """The name of a state at a place; near the end of the line it stands before the place instead of after it."""

    x: float
    y: float
    spell: Spell
    before: bool


@dataclass
class Chart:
    """The whole drawing; the template gives the words."""

    height: float
    bars: list[Bar] = field(default_factory=list)
    paths: list[tuple[str, str]] = field(default_factory=list)
    codes: list[tuple[float, float, str]] = field(default_factory=list)
    states: list[Named] = field(default_factory=list)
    ticks: list[tuple[float, datetime]] = field(default_factory=list)
    now: float = 0


def family(group: Relative, links: Iterable[Link]) -> tuple[list[Relative], list[Link]]:
    """Give the groups that are related over any number of links, this one among them, and the links between them."""
    rest, found, between = list(links), {group.id: group}, []
    grown = True
    while grown and len(found) < MOST:
        near = [link for link in rest if link.older.id in found or link.newer.id in found]
        rest = [link for link in rest if link not in near]
        for link in near:
            found.update({link.older.id: link.older, link.newer.id: link.newer})
        between += near
        grown = bool(near)
    return sorted(found.values(), key=lambda one: (one.proposed_at, one.id)), between


def lives(groups: Iterable[Relative], lines: Sequence[Any]) -> list[Life]:
    """Give each group's spells, by the lines of history at which it came into another state."""
    return [Life(group, tuple(_spells([line for line in lines if line.thing == group.id]))) for group in groups]


def _spells(lines: Sequence[Any]) -> list[Spell]:
    found: list[Spell] = []
    for line, after in zip_longest(lines, lines[1:]):
        if found and found[-1].status in OVER:
            found.pop()  # what had ended and goes on was taken back: it never ended
        status, until = BECOMES[line.event], after.at if after else None
        code = str(line.facts.get("code", "")) if status == Status.PAUSED else ""
        if found and found[-1].status == status:
            found[-1] = Spell(status, found[-1].since, until, found[-1].code)
        else:
            found.append(Spell(status, line.at, until, code))
    return found


def drawn(found: Sequence[Life], links: Iterable[Link], now: datetime, *, mirrored: bool = False) -> Chart:
    """Draw lives as lines under each other, with what links them."""
    scale = _Scale(min((life.spells[0].since for life in found if life.spells), default=now), now, mirrored)
    chart = Chart(height=TOP + ROW * len(found) + 28)
    rows = {life.group.id: TOP + ROW * place for place, life in enumerate(found)}
    chart.ticks = [(scale.at(tick), tick) for tick in scale.ticks()]
    chart.now = scale.at(now)
    for life in found:
        y = rows[life.group.id]
        chart.codes.append((scale.mirror(0), y + 22, life.group.code))
        for spell in life.spells:
            _draw(chart, spell, y, scale)
    for link in links:
        _link(chart, link, rows, scale)
    return chart


def _draw(chart: Chart, spell: Spell, y: float, scale: _Scale) -> None:
    start, end = scale.at(spell.since), scale.at(spell.until or scale.last)
    if spell.status in OVER:
        chart.paths.append(("fine", f"M{start:.0f} {y + 6:.0f}v24"))
    elif spell.status == Status.PROPOSED:
        chart.paths.append(("dots", f"M{start:.0f} {y + 18:.0f}H{end:.0f}"))
    else:
        cls = {Status.ACTIVE: "f-go", Status.PAUSED: "paused"}.get(spell.status, "half")
        chart.bars.append(Bar(min(start, end), y + 10, max(abs(end - start), 2), cls))
    over = spell.status in OVER
    if over or abs(end - start) > 54:
        chart.states.append(Named(start, y + 42 if over else y + 6, spell, over and abs(end - start) < 90))


def _link(chart: Chart, link: Link, rows: Mapping[int, float], scale: _Scale) -> None:
    older, newer = rows.get(link.older.id), rows.get(link.newer.id)
    if older is None or newer is None:
        return
    x, down = scale.at(link.at), newer > older
    start, end = older + (30 if down else 6), newer + (8 if down else 28)
    chart.paths.append(("fine" if link.how == Origin.MERGED else "dots", f"M{x:.0f} {start:.0f}V{end:.0f}"))


class _Scale:
    """Where a moment stands in the drawing."""

    def __init__(self, first: datetime, last: datetime, mirrored: bool) -> None:
        self.first, self.last, self.mirrored = first, last, mirrored
        self.seconds = max((last - first).total_seconds(), 1.0)

    def at(self, moment: datetime) -> float:
        """Give the place of a moment."""
        return self.mirror(LABEL + (END - LABEL) * (moment - self.first).total_seconds() / self.seconds)

    def mirror(self, x: float) -> float:
        """Give a place as the reader's direction has it."""
        return WIDTH - x if self.mirrored else x

    def ticks(self) -> Iterable[datetime]:
        """Give the firsts of months, few enough to be read, and not too near to the end."""
        months = max(1, round(self.seconds / 86400 / 30))
        step = next((n for n in (1, 3, 6, 12, 24, 60) if months / n <= 6), 120)
        month = self.first.year * 12 + self.first.month
        month += -month % step if step > 1 else 0
        while (tick := self.first.replace(year=month // 12, month=month % 12 + 1, day=1, hour=0, minute=0)) < self.last:
            if tick > self.first and (self.last - tick).total_seconds() > self.seconds * 0.06:
                yield tick
            month += step
