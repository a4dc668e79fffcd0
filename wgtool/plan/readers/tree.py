"""Drafts, checked and in order, to the finished plan."""

from collections.abc import Callable, Sequence

from wgtool.plan.readers.draft import ACTIVITY, OUTCOME, OUTPUT, PILLAR, Draft
from wgtool.plan.readers.parsed import ReadActivity, ReadOutcome, ReadOutput, ReadPillar
from wgtool.plan.readers.refusal import Code, Unreadable
from wgtool.plan.readers.text import Line, joined

Clean = Callable[[Draft, list[Line]], str]
Finish = Callable[[Draft], ReadActivity]


def nest(drafts: Sequence[Draft], clean: Clean, activity: Finish) -> tuple[ReadPillar, ...]:
    """Hang activities under outputs, outputs under outcomes, outcomes under pillars."""
    return tuple(
        ReadPillar(
            number=pillar.dotted,
            title=_some(pillar, joined(line.text for line in pillar.lines)),
            goal=_goal(pillar, clean),
            outcomes=tuple(_outcome(each, under, clean, activity) for each, under in _split(below, OUTCOME)),
            line=pillar.line,
        )
        for pillar, below in _split(drafts, PILLAR)
    )


def _outcome(draft: Draft, below: Sequence[Draft], clean: Clean, activity: Finish) -> ReadOutcome:
    outputs = tuple(_output(each, under, clean, activity) for each, under in _split(below, OUTPUT))
    return ReadOutcome(draft.dotted, _some(draft, clean(draft, draft.lines)), outputs, draft.line)


def _output(draft: Draft, below: Sequence[Draft], clean: Clean, activity: Finish) -> ReadOutput:
    activities = tuple(activity(each) for each, _ in _split(below, ACTIVITY))
    return ReadOutput(draft.dotted, _some(draft, clean(draft, draft.lines)), activities, draft.line)


def _split(drafts: Sequence[Draft], depth: int) -> list[tuple[Draft, Sequence[Draft]]]:
    """Give each draft of a depth with those that stand under it."""
    heads = [place for place, draft in enumerate(drafts) if draft.depth == depth]
    ends = [*heads[1:], len(drafts)]
    return [(drafts[head], drafts[head + 1 : end]) for head, end in zip(heads, ends, strict=True)]


def _goal(pillar: Draft, clean: Clean) -> str:
    if goal := clean(pillar, pillar.goal):
        return goal
    raise Unreadable(Code.NO_GOAL, pillar.line, number=pillar.named)


def _some(draft: Draft, text: str) -> str:
    if text:
        return text
    raise Unreadable(Code.NO_TEXT, draft.line, number=draft.dotted)
