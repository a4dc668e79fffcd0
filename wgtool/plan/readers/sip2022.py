"""Reads the 2022 edition: “Pillar 1:”, “Outcome 1.1:”, “Output 1.1.1:”, then rows that begin with four numbers.

What stands before the first pillar is the preface. The heads of the table are no data, wherever they are repeated.
"""

import re
from collections.abc import Sequence

from wgtool.plan.readers import cells, checks, tree
from wgtool.plan.readers.draft import ACTIVITY, OUTCOME, OUTPUT, PILLAR, Draft, numbered, refuse_stray, runs_on
from wgtool.plan.readers.parsed import ReadActivity, ReadPlan
from wgtool.plan.readers.refusal import Code, Unreadable
from wgtool.plan.readers.text import Line, joined

_LEVELS = {"pillar": PILLAR, "outcome": OUTCOME, "output": OUTPUT}
_MARK = re.compile(r"(Pillar|PILLAR|Outcome|OUTCOME|Output|OUTPUT)\s+([0-9]{1,3}(?:\.[0-9]{1,3})*)\.?\s*(:?)\s*(.*)")
_GOAL = re.compile(r"(?:Goal|GOAL)\s*:\s*(.*)")
_HEADS = ("activity", "category", "lead", "timeframe", "status")
_RULE = re.compile(r"[-|:+=_\s]+")


def read(lines: Sequence[Line], shipped: Sequence[str]) -> ReadPlan:
    """Read a 2022 plan, or say what in it cannot be read."""
    drafts = _collect(_without_heads(lines))
    checks.structure(drafts)
    if not cells.complete(drafts[-1]):
        raise checks.cut_off(drafts)
    plan = ReadPlan("2022", tree.nest(drafts, _clean, _activity))
    checks.not_shorter(plan, drafts, shipped)
    return plan


def is_mark(line: Line) -> bool:
    """Say whether a line opens a pillar, an outcome or an output as this edition does."""
    found = _MARK.match(_bare(line))
    return bool(found and found[3])


def _bare(line: Line) -> str:
    """Take marks of headings, emphasis and table rows from the front of a line."""
    return line.text.lstrip("#*| \t\xa0").replace("**", "")


def _without_heads(lines: Sequence[Line]) -> list[Line]:
    """Drop the heads of the table, in one line or broken over several, and rules drawn under them."""
    kept: list[Line] = []
    place = 0
    while place < len(lines):
        if skip := _heads_at(lines, place):
            place += skip
        else:
            if not _RULE.fullmatch(lines[place].text):
                kept.append(lines[place])
            place += 1
    return kept


def _heads_at(lines: Sequence[Line], place: int) -> int:
    """Count the lines that the heads of the table take here."""
    words: list[str] = []
    for count, line in enumerate(lines[place : place + len(_HEADS)], start=1):
        words += line.text.replace("|", " ").replace("*", " ").lower().split()
        if tuple(words) == _HEADS:
            return count
        if tuple(words) != _HEADS[: len(words)]:
            break
    return 0


def _collect(lines: Sequence[Line]) -> list[Draft]:
    drafts: list[Draft] = []
    in_goal = False
    for line in lines:
        if begun := _begin(line, drafts[-1].tail if drafts else ""):
            drafts.append(begun)
            in_goal = False
        elif not drafts:
            continue
        elif drafts[-1].depth == PILLAR and (goal := _GOAL.match(_bare(line))):
            in_goal = True
            drafts[-1].add_goal(line, goal[1])
        elif in_goal:
            drafts[-1].add_goal(line, line.text)
        else:
            drafts[-1].add(line, line.text)
    return drafts


def _begin(line: Line, before: str) -> Draft | None:
    """Start an item where a line begins with its mark or number."""
    text = _bare(line)
    if (found := _MARK.match(text)) and (found[3] or (before and not runs_on(before, found[4]))):
        return _marked(line, found)
    if not before and not (text[:1].isdigit() and _is_row(text)):
        return None
    if row := numbered(line, text, before, frozenset({ACTIVITY})):
        draft = Draft(ACTIVITY, row[0], line.number)
        draft.add(line, row[1])
        return draft
    return None


def _marked(line: Line, found: re.Match[str]) -> Draft:
    depth = _LEVELS[found[1].lower()]
    number = tuple(map(int, found[2].split(".")))
    if len(number) != depth:
        raise Unreadable(Code.BAD_NUMBER, line.number, found=found[2])
    draft = Draft(depth, number, line.number)
    draft.add(line, found[4])
    return draft


def _is_row(text: str) -> bool:
    return bool(re.match(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}\.?[\s|]", text))


def _clean(draft: Draft, lines: list[Line]) -> str:
    refuse_stray(draft, lines)
    return cells.plain(joined(line.text for line in lines))


def _activity(draft: Draft) -> ReadActivity:
    row = cells.row(draft)
    if not row.text:
        raise Unreadable(Code.NO_TEXT, draft.line, number=draft.dotted)
    return ReadActivity(draft.dotted, row.text, draft.line, None, row.category, row.lead, row.timeframe, row.status)
