"""Three texts side by side: where all agree, and each place where one or both changed the base."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from wgtool.documents.align import Hunk, Work, hunks
from wgtool.documents.prose import Item

Items = Sequence[Item]


class Spot(NamedTuple):
    """What stands at one place in the three texts."""

    base: Items
    mine: Items
    theirs: Items

    @property
    def clashes(self) -> bool:
        """Say whether both changed it, and not alike."""
        base, mine, theirs = map(bodies, self)
        return base != mine and base != theirs and mine != theirs


class _Region(NamedTuple):
    """A stretch of base that somebody changed, and by how much each side grew there."""

    lo: int
    hi: int
    mine: int
    theirs: int

    @property
    def width(self) -> int:
        return self.hi - self.lo


def side_by_side(base: Items, mine: Items, theirs: Items, *, work: Work) -> Iterator[Spot]:
    """Walk the three texts side by side: what stands in all of them piece by piece, and each change."""
    end = _Region(len(base), len(base), 0, 0)
    i = m = t = 0
    for region in (*_regions(base, mine, theirs, work), end):
        for k in range(region.lo - i):
            yield Spot(base[i + k : i + k + 1], mine[m + k : m + k + 1], theirs[t + k : t + k + 1])
        m, t = m + region.lo - i, t + region.lo - i
        next_m, next_t = m + region.width + region.mine, t + region.width + region.theirs
        yield Spot(base[region.lo : region.hi], mine[m:next_m], theirs[t:next_t])
        i, m, t = region.hi, next_m, next_t


def _regions(base: Items, mine: Items, theirs: Items, work: Work) -> list[_Region]:
    """Put changes that share a piece of base, or add at one place, into one region."""
    ours = [_Region(h.lo, h.hi, _growth(h), 0) for h in hunks(bodies(base), bodies(mine), work)]
    others = [_Region(h.lo, h.hi, 0, _growth(h)) for h in hunks(bodies(base), bodies(theirs), work)]
    found: list[_Region] = []
    for new in sorted([*ours, *others]):
        last = found[-1] if found else None
        if last and (new.lo < last.hi or new[:2] == last[:2]):
            found[-1] = _Region(last.lo, max(last.hi, new.hi), last.mine + new.mine, last.theirs + new.theirs)
        else:
            found.append(new)
    return found


def _growth(hunk: Hunk) -> int:
    return (hunk.new_hi - hunk.new_lo) - (hunk.hi - hunk.lo)


def gather(spots: Iterable[Spot]) -> Iterator[Spot]:
    """Show a sentence added beside a clash within it: it may be half of a sentence somebody cut in two."""
    last: Spot | None = None
    for spot in spots:
        if last and _belongs(last, spot):
            last = Spot(*((*a, *b) for a, b in zip(last, spot, strict=True)))
            continue
        if last:
            yield last
        last = spot
    if last:
        yield last


def _belongs(one: Spot, other: Spot) -> bool:
    added, changed = (one, other) if not one.base else (other, one)
    return not added.base and bodies(added.mine) != bodies(added.theirs) and bool(changed.base) and changed.clashes


def bodies(items: Items) -> list[str]:
    """Give the texts without the gaps."""
    return [item.body for item in items]
