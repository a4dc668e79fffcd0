"""What the line readers collect: one draft per printed item, flat and in printed order."""

import re
from dataclasses import dataclass, field

from wgtool.plan.readers.refusal import Code, Unreadable
from wgtool.plan.readers.text import MOST_CHARACTERS, MOST_LINES, Gap, Line, ended, joined

PILLAR, OUTCOME, OUTPUT, ACTIVITY = 1, 2, 3, 4

_NUMBERED = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})+)[.:]?(?:[\s|]+(.*))?$")
_LIKE_A_NUMBER = re.compile(r"[0-9]{1,3}(?:[.,;:][0-9]{0,3})+(?=\s|$)")
_LEADS_ON = re.compile(
    r"(?:[(,/]|\b(?:in|to|of|see|under|and|or|with|from|by|per|for|than|activity|activities|outputs?|outcomes?))$",
    re.IGNORECASE,
)


@dataclass
class Draft:
    """One item as it is being collected."""

    depth: int
    number: tuple[int, ...]
    line: int
    lines: list[Line] = field(default_factory=list)
    goal: list[Line] = field(default_factory=list)

    @property
    def dotted(self) -> str:
        """The number as people quote it."""
        return ".".join(map(str, self.number))

    @property
    def text(self) -> str:
        """All of the text so far, as one line."""
        return joined(line.text for line in self.lines)

    @property
    def tail(self) -> str:
        """The last line of the text or goal so far that holds any."""
        lines = self.goal if self.depth == PILLAR else self.lines
        return next((line.text for line in reversed(lines) if line.text.strip()), "")

    @property
    def named(self) -> str:
        """How a sentence refers to the item: pillars by their title."""
        return self.text if self.depth == PILLAR and self.text else self.dotted

    def add(self, line: Line, text: str) -> None:
        """Let the item go on with the text of a line."""
        _grow(self.lines, Line(line.number, text, line.before))

    def add_goal(self, line: Line, text: str) -> None:
        """Let the goal of a pillar go on with the text of a line."""
        _grow(self.goal, Line(line.number, text, line.before))


def _grow(lines: list[Line], line: Line) -> None:
    """Add a line, within limits: a file that is no plan must not keep a reader busy."""
    lines.append(line)
    if len(lines) > MOST_LINES or sum(len(each.text) for each in lines) > MOST_CHARACTERS:
        raise Unreadable(Code.TOO_LONG, line.number, most=MOST_CHARACTERS)


def numbered(line: Line, text: str, before: str, depths: frozenset[int]) -> tuple[tuple[int, ...], str] | None:
    """Read the number a line begins with, and the rest; None where the number is part of the running sentence.

    A published sentence may speak of another activity ("the plan referred to in 2.4.1.1"), and a line
    may break just there; such a line goes on with the sentence `before` it.
    """
    found = _NUMBERED.match(text)
    if not found:
        if _LIKE_A_NUMBER.match(text) and (line.before or ended(before)):
            raise Unreadable(Code.BAD_NUMBER, line.number, found=text.split()[0])
        return None
    number, rest = tuple(map(int, found[1].split("."))), found[2] or ""
    if before and runs_on(before, rest, known=len(number) in depths):
        return None
    if len(number) not in depths:
        raise Unreadable(Code.BAD_NUMBER, line.number, found=found[1])
    return number, rest


def runs_on(before: str, rest: str, *, known: bool = True) -> bool:
    """Say whether a number between these two is spoken of in a sentence rather than beginning an item."""
    if ended(before) or rest[:1].isupper():
        return False
    return bool(_LEADS_ON.search(before)) or (not known and bool(rest))


def refuse_stray(draft: Draft, lines: list[Line], *, healing: Gap = Gap.BLANKS) -> None:
    """Refuse a new paragraph behind a finished sentence.

    Within a sentence any gap is healed; between two sentences of one text only one as wide as `healing`, for a
    page may end there.
    """
    for line, before in zip(lines[1:], lines, strict=False):
        if Gap.NONE < line.before < healing and ended(before.text) and line.text.lstrip("* (")[:1].isupper():
            raise Unreadable(Code.STRAY, line.number, number=draft.named)
