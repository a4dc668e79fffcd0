"""A lifecycle as a picture: states under each other, an arc for each step, numbered as in the table beside it.

Steps forward stand on the side where lines end, steps back on the other. Plain numbers, mirrored for readers from
right to left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wgtool.kernel.i18n import listed
from wgtool.kernel.lifecycle import Lifecycle

WIDTH, BOX, STEP, HEIGHT = 760, 190, 66, 30


@dataclass(frozen=True)
class Node:
    """A state: its box, the words in it, and the numbers of the steps that leave it as it is."""

    x: float
    y: float
    words: Any
    stays: str


@dataclass(frozen=True)
class Arc:
    """A line from one state to another, with the numbers of its steps at its middle, and the tip of its arrow."""

    path: str
    tip: str
    x: float
    y: float
    numbers: str


@dataclass
class Diagram:
    """The whole picture."""

    height: int
    nodes: list[Node] = field(default_factory=list)
    arcs: list[Arc] = field(default_factory=list)


def drawn(life: Lifecycle, states: Mapping[Any, Any], *, mirrored: bool = False) -> Diagram:
    """Draw a lifecycle, its states in the order of their words."""
    used = {s for step in life.steps.values() for s in (*step.start, step.to)}
    order = [state for state in states if state in used]
    places = {state: 20 + STEP * n for n, state in enumerate(order)}
    found = Diagram(height=STEP * len(order) + 20)
    moves: dict[tuple[Any, Any], list[int]] = {}
    stays: dict[Any, list[int]] = {}
    for number, step in enumerate(life.steps.values(), 1):
        for start in step.start:
            if step.to is None or step.to == start:
                stays.setdefault(start, []).append(number)
            else:
                moves.setdefault((start, step.to), []).append(number)
    for state in order:
        found.nodes.append(Node((WIDTH - BOX) / 2, places[state], states[state], _joined(stays.get(state, []))))
    for (start, end), numbers in moves.items():
        found.arcs.append(_arc(places[start] + HEIGHT / 2, places[end] + HEIGHT / 2, _joined(numbers), mirrored))
    return found


def _joined(numbers: list[int]) -> str:
    return listed(numbers)


def _arc(y: float, to: float, numbers: str, mirrored: bool) -> Arc:
    """Bend an arc from one height to another; the farther, the wider. Forward and back start a little apart."""
    side = 1 if (to > y) != mirrored else -1
    edge = WIDTH / 2 + side * BOX / 2
    wide = min(24 + abs(to - y) * 0.55, (WIDTH - BOX) / 2 - 10) * side
    y, to = y + (5 if to > y else -5), to + (-5 if to > y else 5)
    path = f"M{edge:.0f} {y:.0f}C{edge + wide:.0f} {y:.0f} {edge + wide:.0f} {to:.0f} {edge:.0f} {to:.0f}"
    tip = f"M{edge + 8 * side:.0f} {to - 4:.0f}L{edge:.0f} {to:.0f}L{edge + 8 * side:.0f} {to + 4:.0f}"
    return Arc(path, tip, edge + wide * 0.75, (y + to) / 2 + 4, numbers)
