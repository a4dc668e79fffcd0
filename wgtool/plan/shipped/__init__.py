"""The editions of the plan that come with the tool: their numbers, each with a short title in our own words.

The official sentences are not here; they are read from the plan as published. A short title is what lists and
menus show, and the numbers are what a published file is compared with.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

LONGEST_TITLE = 48


@dataclass(frozen=True)
class Shipped:
    """The structure of one edition; `titles` goes by number, in printed order."""

    id: str
    title: str
    starts: int
    ends: int
    titles: MappingProxyType[str, str]

    def numbers(self, level: int | None = None) -> tuple[str, ...]:
        """Give the numbers in printed order; level 1 is pillars, 4 is activities."""
        return tuple(number for number in self.titles if level in (None, number.count(".") + 1))


@cache
def editions() -> tuple[Shipped, ...]:
    """Give every shipped edition, the oldest first."""
    return tuple(_load(name) for name in ("2019", "2022"))


def edition(id: str) -> Shipped:
    """Give the edition of that id; KeyError where there is none."""
    return {each.id: each for each in editions()}[id]


def _load(name: str) -> Shipped:
    raw = json.loads(resources.files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8"))
    return Shipped(raw["id"], raw["title"], raw["starts"], raw["ends"], MappingProxyType(raw["titles"]))
