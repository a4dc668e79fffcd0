"""What in one sequence answers to what in another, within a fixed amount of work.

Both ends are trimmed, then what occurs once on each side anchors the rest, then small gaps are compared cell by
cell. The cells are counted, not the seconds, so a text gives the same answer on every machine, and no text, however
repetitive, costs more than its length and the purse.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from wgtool.documents.prose import gist

Pair = tuple[int, int]
KIN = 0.5  # share of words in common from which a unit counts as edited, not replaced
DEPTH = 8  # rounds of anchoring; each reads the sequences once
ONE_TABLE = 250_000  # cells of one table, which bounds memory too
PURSE = 1_000_000  # cells of one whole redline or merge


class Work:
    """A purse of comparisons, shared by all that one call compares."""

    def __init__(self, cells: int = PURSE) -> None:
        self.left = cells
        self.spent = 0

    def afford(self, cells: int) -> bool:
        """Take the cells from the purse, or say that they are too many."""
        if cells > min(self.left, ONE_TABLE):
            return False
        self.left -= cells
        self.spent += cells
        return True


class Box(NamedTuple):
    """A stretch of the old sequence and a stretch of the new one."""

    lo: int
    hi: int
    new_lo: int
    new_hi: int

    @property
    def area(self) -> int:
        """Count the cells of comparing the two."""
        return (self.hi - self.lo) * (self.new_hi - self.new_lo)


class Hunk(NamedTuple):
    """A stretch of old that became a stretch of new; kin where one is the other, edited."""

    lo: int
    hi: int
    new_lo: int
    new_hi: int
    kin: bool


def matches(old: Sequence[str], new: Sequence[str], work: Work) -> list[Pair]:
    """Pair equal elements in rising order."""
    found: list[Pair] = []
    todo = [(Box(0, len(old), 0, len(new)), DEPTH)]
    while todo:
        whole, depth = todo.pop()
        box = _trim(old, new, whole, found)
        if not box.area:
            continue
        anchors = _anchors(old, new, box) if depth else []
        if anchors:
            found += anchors
            todo += [(gap, depth - 1) for gap in _between(anchors, box)]
        elif work.afford(box.area):
            rows = [[float(x == y) for y in new[box.new_lo : box.new_hi]] for x in old[box.lo : box.hi]]
            found += _best(rows, box)
    return sorted(found)


def hunks(old: Sequence[str], new: Sequence[str], work: Work) -> tuple[Hunk, ...]:
    """List what changed between two sequences of units or sentences, edited ones one by one."""
    whole = Box(0, len(old), 0, len(new))
    gaps = _between(matches(old, new, work), whole)
    return tuple(hunk for gap in gaps for hunk in _cut(_kin(old, new, gap, work), gap))


def _trim(old: Sequence[str], new: Sequence[str], box: Box, found: list[Pair]) -> Box:
    lo, hi, new_lo, new_hi = box
    while lo < hi and new_lo < new_hi and old[lo] == new[new_lo]:
        found.append((lo, new_lo))
        lo, new_lo = lo + 1, new_lo + 1
    while lo < hi and new_lo < new_hi and old[hi - 1] == new[new_hi - 1]:
        hi, new_hi = hi - 1, new_hi - 1
        found.append((hi, new_hi))
    return Box(lo, hi, new_lo, new_hi)


def _anchors(old: Sequence[str], new: Sequence[str], box: Box) -> list[Pair]:
    here, there = old[box.lo : box.hi], new[box.new_lo : box.new_hi]
    count, other = Counter(here), Counter(there)
    place = {x: j for j, x in enumerate(there, box.new_lo) if other[x] == 1}
    return _rising([(i, place[x]) for i, x in enumerate(here, box.lo) if count[x] == 1 and x in place])


def _rising(pairs: list[Pair]) -> list[Pair]:
    """Keep the longest series in which both sides rise."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for k, (_, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1], last[at : at + 1] = [j], [k]
    kept: list[Pair] = []
    k = last[-1] if last else -1
    while k >= 0:
        kept.append(pairs[k])
        k = before[k]
    return kept[::-1]


def _between(pairs: list[Pair], box: Box) -> Iterator[Box]:
    fences = [(box.lo - 1, box.new_lo - 1), *pairs, (box.hi, box.new_hi)]
    for (i, j), (next_i, next_j) in pairwise(fences):
        if next_i - i > 1 or next_j - j > 1:
            yield Box(i + 1, next_i, j + 1, next_j)


def _best(weights: list[list[float]], box: Box) -> list[Pair]:
    """Choose the rising pairs of greatest weight; a weight of 0 is no pair."""
    width = box.new_hi - box.new_lo
    sums = [[0.0] * (width + 1)]
    for row in reversed(weights):
        below, line = sums[-1], [0.0] * (width + 1)
        for j in range(width - 1, -1, -1):
            line[j] = max(below[j], line[j + 1], below[j + 1] + row[j])
        sums.append(line)
    sums.reverse()
    return list(_walk(weights, sums, box))


def _walk(weights: list[list[float]], sums: list[list[float]], box: Box) -> Iterator[Pair]:
    i = j = 0
    while i < len(weights) and j < len(weights[i]):
        if weights[i][j] and sums[i][j] == sums[i + 1][j + 1] + weights[i][j]:
            yield box.lo + i, box.new_lo + j
            i, j = i + 1, j + 1
        elif sums[i][j] == sums[i + 1][j]:
            i += 1
        else:
            j += 1


def _kin(old: Sequence[str], new: Sequence[str], box: Box, work: Work) -> list[Pair]:
    """Pair edited units with what they were; by place where comparing all with all would cost too much."""
    here = [Counter(gist(x)) for x in old[box.lo : box.hi]]
    there = [Counter(gist(x)) for x in new[box.new_lo : box.new_hi]]
    if work.afford(len(there) * sum(len(bag) + 1 for bag in here)):
        return _best([[_kinship(a, b) for b in there] for a in here], box)
    both = enumerate(zip(here, there, strict=False))
    return [(box.lo + k, box.new_lo + k) for k, (a, b) in both if _kinship(a, b)]


def _kinship(a: Counter[str], b: Counter[str]) -> float:
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    shared = sum(min(count, many[word]) for word, count in few.items())
    share = 2 * shared / ((a.total() + b.total()) or 1)
    return share if share >= KIN else 0.0


def _cut(pairs: list[Pair], box: Box) -> Iterator[Hunk]:
    edited = [Hunk(i, i + 1, j, j + 1, True) for i, j in pairs]
    loose = [hunk for gap in _between(pairs, box) for hunk in _one_by_one(gap)]
    yield from sorted([*edited, *loose])


def _one_by_one(gap: Box) -> list[Hunk]:
    """Take what was only deleted piece by piece, so that an edit elsewhere clashes with its own piece alone."""
    if gap.new_lo < gap.new_hi:
        return [Hunk(*gap, False)]
    return [Hunk(i, i + 1, gap.new_lo, gap.new_lo, False) for i in range(gap.lo, gap.hi)]
