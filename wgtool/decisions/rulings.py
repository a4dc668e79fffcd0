"""What a ruling sets in motion: a table the application fills, since those who carry it out stand on higher floors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from wgtool.decisions.models import Question, Ruling
from wgtool.kernel.actors import Actor

POSITIVE = (Ruling.ENDORSE, Ruling.YES)
NEGATIVE = (Ruling.RETURN, Ruling.DECLINE, Ruling.NO)


class Does(Protocol):
    """The operation of an outcome."""

    def __call__(self, question: Question, /, *, actor: Actor, **facts: Any) -> dict[str, Any] | None:
        """Carry the ruling out in its transaction; give what the undo needs, ready for JSON.

        `facts` are `conditions` (endorse, yes), `checklist` as a list of texts (return), `reason` (decline, no,
        withdraw). The undo data may name further timelines to watch under "refs", as [kind, id] pairs.
        """


Undo = Callable[..., None]


@dataclass(frozen=True)
class Outcome:
    """One row: what a question is about, an answer, the operation, the lines of "This will", and the way back.

    `undo(question, data, *, actor)` gets what `does` gave; None means that the ruling cannot be taken back.
    """

    about: str
    answer: Ruling
    does: Does
    says: Callable[[Question], Iterable[str]]
    undo: Undo | None = None


_outcomes: dict[tuple[str, Ruling], Outcome] = {}
_kinds: dict[str, Any] = {}


def install(outcomes: Iterable[Outcome], kinds: Mapping[str, Any] | None = None) -> None:
    """Make these the outcomes that are asked, and `kinds` the words for what questions are about.

    Raises ValueError when two outcomes share kind and answer.
    """
    rows = list(outcomes)
    table = {(row.about, row.answer): row for row in rows}
    if len(table) != len(rows):
        raise ValueError("two outcomes share kind and answer")
    _outcomes.clear()
    _outcomes.update(table)
    _kinds.update(kinds or {})


def find(about: str, answer: Ruling) -> Outcome | None:
    """Give the outcome of an answer to a kind of question, if it has this answer."""
    return _outcomes.get((about, answer))


def carrying(about: str) -> Outcome | None:
    """Give the outcome of a carried question: the endorsement or the yes."""
    return next((row for answer in POSITIVE if (row := find(about, answer))), None)


def refusing(about: str) -> list[Ruling]:
    """Give the answers to choose from when it is not carried."""
    return [answer for answer in NEGATIVE if find(about, answer)]


def kinds() -> dict[str, Any]:
    """Give the words for each kind of question."""
    return dict(_kinds)


def known() -> list[Outcome]:
    """Give every row, for documents and tests."""
    return list(_outcomes.values())
