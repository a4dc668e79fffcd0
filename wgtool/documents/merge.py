"""Two people saved the same section: put both together, and ask where they meant the same sentence.

Different paragraphs merge, and so do different sentences of one paragraph. The same sentence changed in two ways,
a text one deleted and the other changed, and two sentences added at one place become a Clash that holds both. New
paragraphs at one place are both kept, theirs first, since they were saved first.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby, pairwise

from wgtool.documents.align import Work, matches
from wgtool.documents.prose import normalise, opens, sentence_gap, sentences, unit_gap, units
from wgtool.documents.threeway import Items, Spot, bodies, gather, side_by_side

NUMBER = re.compile(r"\s*\d{1,9}[.)]")
Spacing = Callable[[str, str, str], str]
Parts = list["str | Clash"]


@dataclass(frozen=True, slots=True)
class Clash:
    """A stretch that two people changed in two ways; "" is a deletion or, as base, a new text."""

    base: str
    mine: str
    theirs: str
    apart: str

    @property
    def both(self) -> str:
        """Keep both, theirs first."""
        return self.apart.join(filter(None, (self.theirs, self.mine)))


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the merged text and the space after it."""

    body: "str | Clash | tuple[Block, ...]"
    gap: str


@dataclass(frozen=True)
class Merged:
    """A merged text, or the choices that are left."""

    blocks: tuple[Block, ...]

    @cached_property
    def pieces(self) -> tuple[str | Clash, ...]:
        """Give the agreed texts and the clashes in their order, to be shown."""
        parts = _lay(self.blocks, unit_gap, lambda clash: clash)
        return tuple(piece for agreed, group in groupby(parts, _is_text) for piece in _piece(agreed, group))

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """Give the choices that are left."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Clash))

    @property
    def text(self) -> str | None:
        """Give the merged text, or None while there are choices."""
        return None if self.clashes else self.resolve(())

    def resolve(self, chosen: Iterable[str]) -> str:
        """Put one text for each clash in its place and mend the space around it; a ValueError if too few or many."""
        texts = list(chosen)
        if len(texts) != len(self.clashes):
            raise ValueError(f"{len(self.clashes)} choices, {len(texts)} given")
        left = iter(texts)
        parts = _lay(self.blocks, unit_gap, lambda _: next(left))
        return normalise("".join(part for part in parts if isinstance(part, str)))


def merge(base: str, mine: str, theirs: str, work: Work | None = None) -> Merged:
    """Merge my text into theirs, which was saved since I began at base."""
    work = work or Work()
    spots = side_by_side(*(units(normalise(text)) for text in (base, mine, theirs)), work=work)
    return Merged(tuple(_weave(spots, partial(_unit_clash, work=work))))


def _is_text(part: str | Clash) -> bool:
    return isinstance(part, str)


def _piece(agreed: bool, parts: Iterable[str | Clash]) -> Parts:
    return ["".join(map(str, parts))] if agreed else list(parts)


def _weave(spots: Iterable[Spot], settle: Callable[[Spot], Iterable[Block]]) -> Iterator[Block]:
    for spot in spots:
        yield from settle(spot) if spot.clashes else _agreed(spot)


def _agreed(spot: Spot) -> Iterator[Block]:
    """Take the side that changed."""
    base, mine, theirs = spot
    if len(base) == len(mine) == len(theirs):
        gaps = [_gap(*(item.gap for item in three)) for three in zip(*spot, strict=True)]
    elif bodies(mine) == bodies(theirs):
        gaps = [_longer(a.gap, b.gap) for a, b in zip(mine, theirs, strict=True)]
    else:
        gaps = [item.gap for item in (theirs if bodies(mine) == bodies(base) else mine)]
    kept = theirs if bodies(mine) == bodies(base) else mine
    return (Block(item.body, gap) for item, gap in zip(kept, gaps, strict=True))


def _gap(base: str, mine: str, theirs: str) -> str:
    if mine == base:
        return theirs
    return mine if theirs == base else _longer(mine, theirs)


def _longer(*gaps: str) -> str:
    return max(gaps, key=lambda gap: (len(gap), gap))


def _unit_clash(spot: Spot, work: Work) -> Iterator[Block]:
    """Keep both new units; look inside one that both edited; ask about anything else."""
    if not spot.base:
        yield from _union(spot.mine, spot.theirs, work)
    elif len(spot.base) == len(spot.mine) == len(spot.theirs) == 1:
        inner = (sentences(items[0].body) for items in spot)
        blocks = tuple(_weave(gather(side_by_side(*inner, work=work)), _sentence_clash))
        yield Block(blocks, _gap(*(items[0].gap for items in spot)))
    else:
        yield _ask(spot, unit_gap)


def _union(mine: Items, theirs: Items, work: Work) -> Iterator[Block]:
    """Keep what both added, once where it is the same."""
    i = j = 0
    pairs = matches(bodies(theirs), bodies(mine), work)
    for next_i, next_j in [*pairs, (len(theirs), len(mine))]:
        yield from (Block(*item) for item in (*theirs[i:next_i], *mine[j:next_j]))
        if next_i < len(theirs) and next_j < len(mine):
            yield Block(theirs[next_i].body, _longer(theirs[next_i].gap, mine[next_j].gap))
        i, j = next_i + 1, next_j + 1


def _sentence_clash(spot: Spot) -> Iterator[Block]:
    """Ask, but not about the number of a list item: each who adds an item above renumbers those below."""
    if all(len(items) == 1 and NUMBER.fullmatch(items[0].body) for items in spot):
        yield Block(*max(spot.mine[0], spot.theirs[0], key=lambda item: (len(item.body), item.body)))
    else:
        yield _ask(spot, _apart)


def _apart(before: str, gap: str, after: str) -> str:
    return "\n" if opens(before) and opens(after) else " "


def _ask(spot: Spot, spacing: Spacing) -> Block:
    base, mine, theirs = map(_joined, spot)
    gap = _longer(*(items[-1].gap for items in spot if items))
    return Block(Clash(base, mine, theirs, spacing(theirs, "", mine)), gap)


def _joined(items: Items) -> str:
    """Join pieces with the gaps between them, without the last one's."""
    return "".join(item.body + item.gap for item in items[:-1]) + "".join(bodies(items[-1:]))


def _lay(blocks: Iterable[Block], spacing: Spacing, pick: Callable[[Clash], str | Clash]) -> Parts:
    """Lay the blocks out, with the gaps between those that are not empty."""
    laid = [(parts, block.gap) for block in blocks if _reading(parts := _parts(block.body, pick))]
    out: Parts = []
    for (parts, gap), (after, _) in pairwise(laid):
        out += [*parts, spacing(_reading(parts), gap, _reading(after))]
    return out + laid[-1][0] if laid else out


def _parts(body: str | Clash | tuple[Block, ...], pick: Callable[[Clash], str | Clash]) -> Parts:
    if isinstance(body, tuple):
        return _lay(body, sentence_gap, pick)
    return [pick(body) if isinstance(body, Clash) else body]


def _reading(parts: Parts) -> str:
    return "".join(part if isinstance(part, str) else part.mine or part.theirs for part in parts)
