"""A turn, and how it is told: by a sentence registered under its key, with a button where one step answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from wgtool.kernel.db import Ref
from wgtool.kernel.i18n import moment
from wgtool.kernel.sight import Sight

if TYPE_CHECKING:
    from wgtool.kernel.waits import Wait

SENTENCES: dict[str, tuple[Any, Any]] = {}
ABOUT = "about"
"""The parameter of a turn that no sentence tells: what its thing is about, as mails and the desk tell it beside the number."""
TITLE = 80
"""So many characters of what a thing is about stand in a mail or on a desk, which are kept short."""
UNMAILED: set[str] = set()
AT_LARGE: set[str] = set()
"""What is said to everybody where those concerned are told more."""
PARTS: set[str] = set()
"""What one of several says of a thing, each asked alone, which a line about the whole tells, too."""


def open_title(words: str, sight: Sight) -> str:
    """Give what a thing is about, cut short; nothing where not everybody may read it, since mail is no safe place."""
    return shorten(words, TITLE, placeholder=" …") if sight == Sight.PUBLIC else ""


class Told:
    """Anything that has a sentence, by its key, and the sentence's parameters."""

    says: Any
    params: Any

    def sentence(self) -> str:
        """Tell it in the reader's language, as the person whose turn it is would be told."""
        return tell(SENTENCES[self.says][0], self.params)

    def told_to_others(self) -> str:
        """Tell it in the reader's language to anybody else: "Waiting for ..."."""
        return tell(SENTENCES[self.says][1], self.params)


@dataclass(frozen=True)
class Turn(Told):
    """One answer to "whose turn": a hat, a sentence by its key with parameters, and the place to act.

    `holder` is `role:kind:id`. `names` maps a parameter to ("person" | "organisation", id), told by name when read.
    `under` names what the date hangs on: while that is paused the turn stands without a date, `suspended`.
    """

    holder: str
    says: str
    params: dict[str, Any] = field(default_factory=dict)
    due: datetime | None = None
    sight: Sight = Sight.PUBLIC
    audience: str = ""
    also: str | None = None
    under: Ref | None = None
    suspended: bool = False


def sentence(key: str, *, yours: Any, others: Any, mailed: bool = True, at_large: bool = False,
             a_part: bool = False) -> str:  # fmt: skip
    """Register the two lazy texts of a turn: said to its holder, and to everybody else. Gives the key.

    `mailed` False: a new turn writes no mail of its own, since reminders tell it with others in one.

    `at_large` and `a_part` say that in a list of all that waits a fuller line about the same thing tells this, too.

    A function of the parameters may stand instead of a text. Parameters that end in `_at` are times in ISO form, told
    in the reader's language and zone.
    """
    SENTENCES[key] = (yours, others)
    if not mailed:
        UNMAILED.add(key)
    AT_LARGE.update([key] if at_large else [])
    PARTS.update([key] if a_part else [])
    return key


def once(lines: Sequence[Wait], own: Iterable[Ref] = ()) -> list[Wait]:
    """Give of what waits each thing in its fullest line; nothing of its parts where it stands among the reader's own."""
    mine = set(own)
    whole = mine | {line.subject for line in lines if line.says not in PARTS}
    full = mine | {line.subject for line in lines if line.says not in PARTS | AT_LARGE}
    told = dict.fromkeys(AT_LARGE, full) | dict.fromkeys(PARTS, whole)
    return [line for line in lines if line.subject not in told.get(line.says, ())]


def tell(text: Any, params: dict[str, Any]) -> str:
    """Tell a text with its parameters in the reader's language and zone."""
    told = {k: moment(datetime.fromisoformat(v)) if k.endswith("_at") and v else v for k, v in params.items()}
    return str(text(told)) if callable(text) else str(text) % told


@dataclass(frozen=True)
class Act:
    """The one step a turn asks for: a button's words and where it sends an empty form."""

    label: Any
    url: str


_acts: dict[str, Callable[[Wait], Act]] = {}


def one_step(key: str, act: Callable[[Wait], Act]) -> None:
    """Register the one-step action of a sentence whose answer needs nothing read or filled in."""
    _acts[key] = act


def act_of(line: Wait) -> Act | None:
    """Give the one-step action of a line, or None where the answer stands beside a text."""
    return _acts[line.says](line) if line.says in _acts else None
