"""A table of recommendations as somebody pasted or sent it: which column says what, and what is wrong with each row.

Heads of columns, and the words in them, are understood in every language of the tool.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from wgtool.config import LANGUAGES
from wgtool.kernel.db import Ref
from wgtool.kernel.folding import fold
from wgtool.kernel.i18n import _, _l, reading_as
from wgtool.kernel.meaning import means
from wgtool.learning import queries, rules
from wgtool.learning.models import Head, Level
from wgtool.learning.operations.writing import Row
from wgtool.learning.words import HEADS, LEVELS

LONGEST = 4_000
NUMBER = re.compile(r"^(?:R|№|#)?\s*\d{1,3}[.)]?$", re.I)


class Of(enum.StrEnum):
    """What a column says."""

    NUMBER = "number"
    TEXT = "text"
    HEAD = "head"
    LEVEL = "level"
    ITEM = "item"
    PARTY = "party"


NAMED: Mapping[Of, Sequence[Any]] = {
    Of.NUMBER: ("No", "#", "R", "Ref", _l("Number")),
    Of.TEXT: (_l("Recommendation"), _l("Recommendations"), _l("Text")),
    Of.HEAD: (_l("Head"), _l("Function"), _l("Area")),
    Of.LEVEL: (_l("Addressed to"), _l("Level")),
    Of.ITEM: (_l("Plan"), _l("Activity"), _l("Plan number")),
    Of.PARTY: (_l("Who answers"), _l("Responsible")),
}
ORDER = (Of.TEXT, Of.HEAD, Of.LEVEL, Of.ITEM, Of.PARTY)


@dataclass(frozen=True)
class Checked:
    """A row of the table, as it would be written down, or with what is wrong with it. `place` counts from 1."""

    place: int
    text: str
    head: str
    level: str
    item: str
    party: str
    row: Row | None
    faults: tuple[str, ...]


def check(grid: Sequence[Sequence[str]], known: Iterable[str] = (), *, names: bool = True) -> list[Checked]:
    """Look at each row: one statement for the numbers of the plan, three for who answers, if somebody is named.

    `known` are texts that stand there already; who is not the support team `names` nobody.
    """
    heads, rows = _columns(grid)
    cells = [_cells(row, heads) for row in rows]
    items = queries.items_numbered({each[Of.ITEM].strip(". ") for each in cells if each[Of.ITEM]})
    parties = _parties() if names and any(each[Of.PARTY] for each in cells) else {} if names else None
    seen: set[str] = set(known)
    return [_checked(place, each, items, parties, seen) for place, each in enumerate(cells, 1)]


def fine(found: Sequence[Checked]) -> list[Row] | None:
    """Give the rows to write down, if there are any and none has a fault."""
    rows = [each.row for each in found if each.row is not None]
    return rows if rows and len(rows) == len(found) else None


def _columns(grid: Sequence[Sequence[str]]) -> tuple[list[Of | None], Sequence[Sequence[str]]]:
    """Find which column says what: by their heads, or else by their order, the number in front being left out."""
    if not grid:
        return [], []
    heads = [_named().get(fold(cell).strip(" .:*")) for cell in grid[0]]
    if Of.TEXT in heads:
        return [of if of not in heads[:place] else None for place, of in enumerate(heads)], grid[1:]
    counted = all(row and (not row[0] or NUMBER.match(row[0])) for row in grid) and any(len(row) > 1 for row in grid)
    return [*([Of.NUMBER] if counted else []), *ORDER], grid


def _cells(row: Sequence[str], heads: Sequence[Of | None]) -> dict[Of, str]:
    found = {of: cell.strip() for of, cell in zip(heads, row, strict=False) if of is not None}
    return {of: found.get(of, "") for of in Of}


def _checked(
    place: int, cells: Mapping[Of, str], items: Mapping[str, int], parties: Mapping[str, Ref] | None, seen: set[str]
) -> Checked:
    text, number = cells[Of.TEXT], cells[Of.ITEM].strip(". ")
    head, level = _heads().get(fold(cells[Of.HEAD])), _levels().get(fold(cells[Of.LEVEL]))
    faults = [
        *_faults_of(text, seen),
        *([_("No head is called “%(word)s”.", word=cells[Of.HEAD][:60])] if cells[Of.HEAD] and head is None else []),
        *([_("It can be addressed to: %(names)s.", names=_names(LEVELS))] if cells[Of.LEVEL] and level is None else []),
        *([_("The plan in force has no outcome, output or activity %(number)s.", number=number[:20])]
          if number and number not in items else []),
        *_faults_of_party(cells[Of.PARTY], parties),
    ]  # fmt: skip
    seen.add(text)
    party = (parties or {}).get(fold(cells[Of.PARTY]))
    row = None if faults else Row(text, head, level, items.get(number), party)
    return Checked(place, text, cells[Of.HEAD], cells[Of.LEVEL], number, cells[Of.PARTY], row, tuple(faults))


def _faults_of_party(name: str, parties: Mapping[str, Ref] | None) -> list[str]:
    if not name:
        return []
    if parties is None:
        return [_("The support team names who answers: leave this cell empty.")]
    known = fold(name) in parties
    return [] if known else [_("No organisation, group or body that can answer is called “%(name)s”.", name=name[:60])]


def _parties() -> Mapping[str, Ref]:
    """Give who may answer, by name; a group by its code, too."""
    found: dict[str, Ref] = {}
    for value, name in queries.parties():
        kind, _sep, id = value.partition(":")
        party = Ref(kind, int(id))
        found[fold(name)] = party
        if kind == "group":
            found[fold(name.partition(" ")[0])] = party
    return found


def _faults_of(text: str, seen: set[str]) -> list[str]:
    if not text:
        return [_("The text is missing.")]
    if len(text) > LONGEST:
        return [_("Shorten this to at most %(max)d characters.", max=LONGEST)]
    return [_("It stands there already.")] if text in seen else []


def too_many(found: Sequence[Checked], there: int) -> str | None:
    """Say why so many can't be added, if they can't."""
    if len(found) + there <= rules.MOST:
        return None
    return _("A report has at most %(most)s recommendations here.", most=rules.MOST)


def _names(words: Mapping[Any, Any]) -> str:
    return _(", ").join(str(word) for word in words.values())


@lru_cache
def _heads() -> Mapping[str, Head]:
    return means(HEADS, Head)


@lru_cache
def _levels() -> Mapping[str, Level]:
    return means(LEVELS, Level)


@lru_cache
def _named() -> Mapping[str, Of]:
    found: dict[str, Of] = {}
    for language in LANGUAGES:
        with reading_as(language):
            found |= {fold(str(word)): of for of, names in NAMED.items() for word in names}
    return found
