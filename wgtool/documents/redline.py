"""What changed between two texts, word by word: units are aligned first, then the words of edited ones.

The runs of a para and then of its gap, kept to "same" and "del", join to the old text; kept to "same" and "ins",
to the new one (both normalised). A gap is the line ends after a unit; it is never shown as a change.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from markupsafe import Markup

from wgtool.documents.align import Hunk, Work, hunks, matches
from wgtool.documents.prose import STOPS, Item, is_word, normalise, units, words

Op = Literal["same", "ins", "del"]
Status = Literal["same", "changed", "ins", "del"]
FEW = 1  # words left standing between two changes that are read as one change


class Run(NamedTuple):
    """A stretch of text with one fate."""

    op: Op
    text: str


class Para(NamedTuple):
    """A paragraph, heading, list item or table row of either text or both."""

    status: Status
    runs: tuple[Run, ...]
    gap: tuple[Run, ...]


class Summary(NamedTuple):
    """How many words came and went."""

    inserted: int
    deleted: int


@dataclass(slots=True)
class _Edit:
    """Words that went, words that came in their place, and the words that stay after them."""

    gone: list[str]
    come: list[str]
    stays: list[str]
    size: int


def redline(old: str, new: str, work: Work | None = None) -> tuple[Para, ...]:
    """Compare two texts; the same two always give the same redline."""
    work = work or Work()
    was, now = units(normalise(old)), units(normalise(new))
    return tuple(_paras(was, now, hunks([u.body for u in was], [u.body for u in now], work), work))


def side(paras: Iterable[Para], op: Literal["del", "ins"]) -> str:
    """Give the old text ("del") or the new one ("ins") back."""
    return "".join(run.text for para in paras for run in (*para.runs, *para.gap) if run.op in ("same", op))


def summary(paras: Iterable[Para]) -> Summary:
    """Count the words inserted and deleted."""
    count = {"same": 0, "ins": 0, "del": 0}
    for para in paras:
        for run in para.runs:
            count[run.op] += _count(words(run.text)) if run.op != "same" else 0
    return Summary(count["ins"], count["del"])


def html(paras: Iterable[Para]) -> Markup:
    """Print the redline, one <p> a para, everything a person wrote escaped."""
    line = Markup('<p dir="auto" data-status="{}">{}</p>')
    return Markup("\n").join(line.format(para.status, Markup("").join(map(_print, para.runs))) for para in paras)


def _print(run: Run) -> Markup:
    text = Markup("<br>").join(run.text.split("\n"))
    return text if run.op == "same" else Markup("<{0}>{1}</{0}>").format(run.op, text)


def _paras(was: Sequence[Item], now: Sequence[Item], changes: Sequence[Hunk], work: Work) -> Iterator[Para]:
    at = new_at = 0
    for hunk in (*changes, Hunk(len(was), len(was), len(now), len(now), False)):
        for old, new in zip(was[at : hunk.lo], now[new_at : hunk.new_lo], strict=True):
            yield _para(old, new, work)
        yield from _changed(was[hunk.lo : hunk.hi], now[hunk.new_lo : hunk.new_hi], hunk.kin, work)
        at, new_at = hunk.hi, hunk.new_hi


def _changed(was: Sequence[Item], now: Sequence[Item], kin: bool, work: Work) -> Iterator[Para]:
    if kin:
        yield _para(was[0], now[0], work)
        return
    yield from (Para("del", _runs("del", unit.body), _runs("del", unit.gap)) for unit in was)
    yield from (Para("ins", _runs("ins", unit.body), _runs("ins", unit.gap)) for unit in now)


def _para(old: Item, new: Item, work: Work) -> Para:
    gap = _runs("same", new.gap) if old.gap == new.gap else (*_runs("del", old.gap), *_runs("ins", new.gap))
    if old.body == new.body:
        return Para("same", _runs("same", new.body), gap)
    return Para("changed", _words(words(old.body), words(new.body), work), gap)


def _runs(op: Op, text: str) -> tuple[Run, ...]:
    return (Run(op, text),) if text else ()


def _words(old: list[str], new: list[str], work: Work) -> tuple[Run, ...]:
    edits = _joined(_edits(old, new, work))
    for before, edit in pairwise(edits):
        _slide(before, edit, first=before is edits[0])
    return tuple(run for edit in edits for run in _edit_runs(edit))


def _edit_runs(edit: _Edit) -> tuple[Run, ...]:
    gone, come, stays = ("".join(tokens) for tokens in (edit.gone, edit.come, edit.stays))
    return (*_runs("del", gone), *_runs("ins", come), *_runs("same", stays))


def _edits(old: list[str], new: list[str], work: Work) -> list[_Edit]:
    """Gather matching words into edits; the first only holds what stays before any change."""
    edits = [_Edit([], [], [], 0)]
    at = new_at = 0
    for i, j in [*matches(old, new, work), (len(old), len(new))]:
        if at < i or new_at < j:
            gone, come = old[at:i], new[new_at:j]
            edits.append(_Edit(gone, come, [], max(_count(gone), _count(come))))
        edits[-1].stays += old[i : i + 1]
        at, new_at = i + 1, j + 1
    return edits


def _joined(edits: list[_Edit]) -> list[_Edit]:
    """Read neighbouring changes as one, so that nobody has to follow a chain of single words."""
    kept = edits[:2]
    for edit in edits[2:]:
        last, between = kept[-1], _count(kept[-1].stays)
        if between and between > min(FEW, last.size, edit.size):
            kept.append(edit)
            continue
        last.gone += last.stays + edit.gone
        last.come += last.stays + edit.come
        last.stays, last.size = edit.stays, last.size + between + edit.size
    return kept


def _count(tokens: Iterable[str]) -> int:
    return sum(map(is_word, tokens))


def _slide(before: _Edit, edit: _Edit, *, first: bool) -> None:
    """Let what only came or only went begin where a sentence does: [The SAG decides. ]The chair leads."""
    moved = edit.come or edit.gone
    if edit.gone and edit.come:
        return
    back = _best_start(before.stays, moved, len(before.stays) if first else len(before.stays) - 1)
    if back:
        tail = moved[-back:]
        moved[:] = before.stays[-back:] + moved[:-back]
        before.stays[-back:] = []
        edit.stays[:0] = tail


def _best_start(stays: list[str], moved: list[str], room: int) -> int:
    best, score = 0, _start_score(stays, len(stays))
    for back in range(1, min(room, len(moved)) + 1):
        if stays[-back] != moved[-back]:
            break
        here = _start_score(stays, len(stays) - back)
        if here > score:
            best, score = back, here
    return best


def _start_score(tokens: list[str], at: int) -> int:
    if at == 0 or (at > 1 and tokens[at - 1].isspace() and tokens[at - 2] in STOPS):
        return 2
    return int(tokens[at - 1].isspace())
