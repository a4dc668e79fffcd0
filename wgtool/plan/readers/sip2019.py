"""Reads the 2019 edition: headings for levels, a number before each text, the clause in brackets behind it.

A heading says only what kind comes next; its depth varies and is not trusted. The number says the level. An area has
no number of its own: it takes that of its outcomes.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from wgtool.plan.readers import brackets, checks, tree
from wgtool.plan.readers.draft import ACTIVITY, OUTCOME, OUTPUT, PILLAR, Draft, numbered, refuse_stray
from wgtool.plan.readers.parsed import ReadActivity, ReadPlan
from wgtool.plan.readers.refusal import Code, Unreadable
from wgtool.plan.readers.text import Line, joined

KINDS = re.compile(r"(?:#+\s*)?[*_]*(?:OUTCOME|OUTPUT|ACTIVIT(?:Y|IES))S?\s*:?[*_]*\s*#*")
_DEPTHS = frozenset({OUTCOME, OUTPUT, ACTIVITY})


def read(lines: Sequence[Line], shipped: Sequence[str]) -> ReadPlan:
    """Read a 2019 plan, or say what in it cannot be read."""
    drafts = _collect(lines)
    _number_areas(drafts)
    if is_kind(lines[-1]) and drafts:
        raise Unreadable(Code.TRUNCATED, lines[-1].number, number=drafts[-1].named)
    checks.structure(drafts)
    if not brackets.holds_clause(drafts[-1].text):
        raise checks.cut_off(drafts)
    plan = ReadPlan("2019", tree.nest(drafts, _clean, _activity))
    checks.not_shorter(plan, drafts, shipped)
    return plan


def is_kind(line: Line) -> bool:
    """Say whether a line is one of the headings OUTCOME, OUTPUT, ACTIVITIES."""
    text = line.text.strip()
    return bool(KINDS.fullmatch(text.upper() if text.startswith("#") else text))


def _is_heading(line: Line) -> bool:
    return line.text.lstrip().startswith("#")


def _collect(lines: Sequence[Line]) -> list[Draft]:
    drafts: list[Draft] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if is_kind(line):
            continue
        after_heading = before is not None and (is_kind(before) or _is_heading(before))
        if _is_heading(line):
            _begin_area(drafts, line)
        elif begun := _begin_item(drafts, line, after_heading):
            drafts.append(begun)
        elif drafts:
            _go_on(drafts[-1], line, after_heading)
    return drafts


def _begin_area(drafts: list[Draft], line: Line) -> None:
    """Start an area; a heading before it that led to no outcome was the title of the document."""
    if len(drafts) == 1 and drafts[0].depth == PILLAR:
        drafts.clear()
    before = next((draft.number[0] for draft in reversed(drafts) if draft.depth == PILLAR), 0)
    drafts.append(Draft(PILLAR, (before + 1,), line.number))
    drafts[-1].add(line, brackets.plain(line.text))


def _begin_item(drafts: list[Draft], line: Line, after_heading: bool) -> Draft | None:
    before = "" if after_heading or not drafts else drafts[-1].tail
    text = line.text.lstrip(" \t*")
    if not (found := numbered(line, text, before, _DEPTHS)):
        return None
    number, rest = found
    draft = Draft(len(number), number, line.number)
    draft.add(line, rest)
    return draft


def _go_on(draft: Draft, line: Line, after_heading: bool) -> None:
    """Add a line to the item it belongs to: under an area's title stands its goal."""
    if draft.depth != PILLAR:
        draft.add(line, line.text)
    elif after_heading and not line.before and line.text.isupper():
        draft.add(line, brackets.plain(line.text))
    else:
        draft.add_goal(line, line.text)


def _number_areas(drafts: list[Draft]) -> None:
    """Number each area as its first outcome does."""
    for area, first in pairwise(drafts):
        if area.depth == PILLAR and first.depth == OUTCOME:
            area.number = first.number[:1]


def _clean(draft: Draft, lines: list[Line]) -> str:
    refuse_stray(draft, lines)
    return brackets.plain(joined(line.text for line in lines))


def _activity(draft: Draft) -> ReadActivity:
    _refuse_more(draft)
    text, clause = brackets.split(draft.text)
    if not text:
        raise Unreadable(Code.NO_TEXT, draft.line, number=draft.dotted)
    if clause is None:
        raise _without_clause(draft)
    if brackets.clauses_opened(draft.text) > 1:
        raise Unreadable(Code.STRAY, draft.lines[-1].number, number=draft.dotted)
    return ReadActivity(number=draft.dotted, text=text, line=draft.line, clause=clause)


def _refuse_more(draft: Draft) -> None:
    """Refuse whatever follows the clause: it ends the activity."""
    for place, line in enumerate(draft.lines[1:], start=1):
        if line.before and brackets.holds_clause(joined(each.text for each in draft.lines[:place])):
            raise Unreadable(Code.STRAY, line.number, number=draft.dotted)


def _without_clause(draft: Draft) -> Unreadable:
    opened = brackets.clauses_opened(draft.text)
    return Unreadable(Code.OPEN_BRACKET if opened else Code.NO_CLAUSE, draft.lines[-1].number, number=draft.dotted)
