"""What both editions must hold: numbers without gap or double, nothing empty, nothing cut off."""

from collections.abc import Sequence

from wgtool.plan.readers.draft import ACTIVITY, OUTCOME, OUTPUT, PILLAR, Draft
from wgtool.plan.readers.parsed import ReadPlan
from wgtool.plan.readers.refusal import Code, Unreadable

_CHILDLESS = {
    PILLAR: Code.WITHOUT_OUTCOMES,
    OUTCOME: Code.WITHOUT_OUTPUTS,
    OUTPUT: Code.WITHOUT_ACTIVITIES,
}


def structure(drafts: Sequence[Draft]) -> None:
    """Refuse drafts that do not make one tree, numbered from 1 at every level."""
    if not drafts:
        raise Unreadable(Code.NOT_A_PLAN, 1)
    if drafts[-1].depth < ACTIVITY:
        raise cut_off(drafts)
    first: dict[tuple[int, ...], int] = {}
    path: list[Draft] = []
    last: dict[tuple[int, ...], int] = {}
    for draft in drafts:
        if draft.number in first:
            raise Unreadable(Code.DUPLICATE, draft.line, number=draft.named, first=first[draft.number])
        _childless(path, draft)
        path = path[: draft.depth - 1]
        _parent(path, draft)
        _next(last, draft)
        path.append(draft)
        first[draft.number] = draft.line
        last[draft.number[:-1]] = draft.number[-1]


def cut_off(drafts: Sequence[Draft]) -> Unreadable:
    """Say that the file ends too early, after its last item that can be named."""
    last = drafts[-1]
    lines = last.goal or last.lines
    return Unreadable(Code.TRUNCATED, lines[-1].number if lines else last.line, number=last.named)


def not_shorter(plan: ReadPlan, drafts: Sequence[Draft], shipped: Sequence[str]) -> None:
    """Refuse a plan that is the published one without its end: what a broken download looks like.

    A plan amended anywhere before its end no longer agrees number by number, and is not judged here.
    """
    read = [draft.dotted for draft in drafts]
    if len(read) < len(shipped) and read == list(shipped[: len(read)]):
        raise cut_off(drafts)


def _childless(path: list[Draft], draft: Draft) -> None:
    """Refuse to leave an item that has nothing under it."""
    if path and path[-1].depth < ACTIVITY and draft.depth <= path[-1].depth:
        empty = path[-1]
        raise Unreadable(_CHILDLESS[empty.depth], empty.line, number=empty.named)


def _parent(path: list[Draft], draft: Draft) -> None:
    """Refuse an item whose number says it belongs elsewhere."""
    above = path[-1] if path else None
    if len(path) == draft.depth - 1 and (above is None or above.number == draft.number[:-1]):
        return
    raise Unreadable(Code.WRONG_PARENT, draft.line, number=draft.named, parent=above.named if above else "—")


def _next(last: dict[tuple[int, ...], int], draft: Draft) -> None:
    """Refuse a number that skips one, or begins after 1."""
    above = draft.number[:-1]
    expected = (*above, last.get(above, 0) + 1)
    if draft.number != expected:
        raise Unreadable(Code.GAP, draft.line, number=draft.dotted, expected=".".join(map(str, expected)))
