"""How alike two activities are in their words. Pure, and the same each time.

A word weighs more the fewer activities use it. Words of the short title count twice, words of the official text once,
words of the output above half; a text counts only where both editions have been read in, so that like is compared with
like. Words are cut to six letters, which puts "report" beside "reporting". The likeness of two activities is the cosine
of their weighed words, in percent: 100 is the same words in the same weight, 0 is none in common.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

CUT = 6
TITLE, TEXT, ABOVE = 2.0, 1.0, 0.5
_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY = frozenset("the and for with from are its their that this which through all into".split())


class Said(NamedTuple):
    """The words of an activity: its short title, its official text, the short title of the output above."""

    number: str
    title: str
    text: str
    above: str


class Like(NamedTuple):
    """An activity of the later edition, and how alike it is, in percent."""

    number: str
    percent: int


Weights = Mapping[str, float]


def roots(text: str) -> list[str]:
    """Give the words of a text that say something, cut to their beginnings."""
    return [word[:CUT] for word in _WORD.findall(text.lower()) if word not in _EMPTY]


@lru_cache(maxsize=4)
def alike(old: tuple[Said, ...], new: tuple[Said, ...], *, most: int = 6) -> dict[str, list[Like]]:
    """Give for each old number the likest new ones, the likest first; those with no word in common are left out."""
    worded = any(said.text for said in old) and any(said.text for said in new)
    counted = [_counted(said, worded) for said in (*old, *new)]
    rare = _rarity(counted)
    weighed = [_weighed(words, rare) for words in counted]
    after = list(zip((said.number for said in new), weighed[len(old) :], strict=True))
    return {said.number: _likest(words, after, most) for said, words in zip(old, weighed, strict=False)}


def _counted(said: Said, worded: bool) -> Weights:
    found: Counter[str] = Counter()
    parts = [(said.title, TITLE), (said.above, ABOVE), (said.text if worded else "", TEXT)]
    for text, weight in parts:
        for root in roots(text):
            found[root] += weight  # type: ignore[assignment]
    return found


def _rarity(counted: Sequence[Weights]) -> Weights:
    used = Counter(root for words in counted for root in words)
    return {root: math.log(1 + len(counted) / times) for root, times in used.items()}


def _weighed(words: Weights, rare: Weights) -> Weights:
    """Weigh each word, and bring the whole to length one."""
    raw = {root: (1 + math.log(n) if n >= 1 else n) * rare[root] for root, n in words.items()}
    length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
    return {root: weight / length for root, weight in raw.items()}


def _likest(words: Weights, after: Iterable[tuple[str, Weights]], most: int) -> list[Like]:
    found = [Like(number, round(100 * _together(words, other))) for number, other in after]
    ordered = sorted((like for like in found if like.percent), key=lambda like: -like.percent)
    return ordered[:most]


def _together(one: Weights, other: Weights) -> float:
    return sum(weight * other[root] for root, weight in one.items() if root in other)
