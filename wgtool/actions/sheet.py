"""Reports in a file: the table that goes out, and what a table that comes back would change, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from wgtool.actions import asking, queries, rules
from wgtool.actions.answers import SAYINGS, Answer, Say
from wgtool.actions.models import WORKING, ActionPoint
from wgtool.actions.permits import P
from wgtool.actions.words import STATES
from wgtool.kernel import permits
from wgtool.kernel.actors import Actor
from wgtool.kernel.folding import fold
from wgtool.kernel.i18n import _, day, listed
from wgtool.kernel.meaning import means
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sheets import Column, Sheet, Unreadable

NUMBER = re.compile(r"AP-\d{4}-\d{4,}", re.IGNORECASE)
TOLD, WIDTH = 5, 10
"""How many columns tell how it stands; those after them are to be filled in."""


@dataclass(frozen=True)
class Change:
    """A row that came back: what it would do, in words, or why it can't."""

    row: int
    number: str
    says: tuple[str, ...] = ()
    wrong: str = ""
    answer: Answer | None = None


def outgoing(points: Iterable[ActionPoint]) -> Sheet:
    """Give the table of what somebody reports on, with columns to fill in."""
    rows = (
        [
            point.number,
            point.deliverable,
            asking.owner_name(point),
            point.due,
            str(STATES[point.status]),
            "",
            "",
            "",
            None,
            "",
        ]
        for point in points
    )
    about = (
        (
            _("What this is"),
            _("The action points you report on. Fill in the last five columns, and send the file back."),
        ),
        (_("Report"), _("One of: %(words)s. Leave it empty, and nothing is reported.", words=listed(_words()))),
        (_("New date"), _("A first date, or another one where it moves; of a move say why beside it.")),
    )
    return Sheet(_("Action points"), _columns(), rows, about)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Number")), Column(_("What is to be done"), width=60), Column(_("Who answers for it"), width=30),
        Column(_("Due")), Column(_("State")), Column(_("Report"), values=_words(), asked=True),
        Column(_("Action taken, or why nothing changed"), width=50), Column(_("Evidence"), width=40),
        Column(_("New date")), Column(_("Why the date moves"), width=40),
    )  # fmt: skip


def _words() -> tuple[str, ...]:
    return tuple(str(word) for word in SAYINGS.values())


def changes(rows: Sequence[Sequence[str]], *, actor: Actor) -> list[Change]:
    """Say of each row what it would change; rows that say nothing are left out."""
    told = [(at, [*row, *[""] * WIDTH][:WIDTH]) for at, row in enumerate(rows, 1) if row]
    told = [(at, row) for at, row in told if at > 1 or NUMBER.fullmatch(row[0].strip())]
    if told and not any(NUMBER.fullmatch(row[0].strip()) for _at, row in told):
        raise Unreadable(_("No row begins with the number of an action point: this is not the file you got here."))
    points = queries.known_numbers({row[0].strip().upper() for _at, row in told}, seen_by=actor)
    return list(_twice(change for at, row in told if (change := _change(at, row, points, actor))))


def _twice(found: Iterable[Change]) -> Iterator[Change]:
    seen: set[str] = set()
    for change in found:
        yield (
            replace(change, wrong=_("This number is in the file twice."), answer=None)
            if change.number in seen
            else change
        )
        seen.add(change.number)


def _change(at: int, row: list[str], points: dict[str, ActionPoint], actor: Actor) -> Change | None:
    number, filled = row[0].strip().upper(), [cell.strip() for cell in row[TOLD:]]
    if not any(filled):
        return None
    point = points.get(number)
    if point is None:
        return Change(at, number or "?", wrong=_("There is no action point of this number, or you may not know of it."))
    try:
        answer = _read(point, *filled)
        _check(answer, actor)
    except Refused as refused:
        return Change(at, number, wrong=str(refused))
    return Change(at, number, tuple(_told(answer)), answer=answer)


def _read(point: ActionPoint, say: str, text: str, evidence: str, due: str, why: str) -> Answer:
    return Answer(point, _saying(say), text, evidence, _day(due), why)


def _saying(word: str) -> Say | None:
    if word and fold(word) not in _sayings():
        raise Refused(_("“%(word)s” is no report: write one of %(words)s.", word=word, words=listed(_words())))
    return _sayings()[fold(word)] if word else None


@lru_cache
def _sayings() -> Mapping[str, Say]:
    return means(SAYINGS, Say)


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word) if word else None
    except ValueError:
        raise Refused(_("“%(word)s” is no date: write it as 2027-01-31.", word=word)) from None


def _check(answer: Answer, actor: Actor) -> None:
    """Ask the rules that the step will ask again, so that the preview says what the answer would be."""
    answer.check()
    point = answer.point
    if not permits.allows(actor, P.REPORT if answer.say else P.MOVE, point):
        raise Refused(permits.refusal(P.REPORT if answer.say else P.MOVE))
    if point.status not in WORKING:
        raise Refused(_("It is not open to reports any more."))
    if answer.say and not answer.text:
        raise Refused(_("Say what was done, or why nothing changed."))
    if answer.due and (objection := rules.ill_dated(answer.due, before=point.due)):
        raise Refused(objection)
    if answer.due and point.due and not answer.why:
        raise Refused(_("Say why the date is moved."))
    if answer.say == Say.DONE and not answer.evidence and (objection := rules.unproven(point)):
        raise Refused(objection)


def _told(answer: Answer) -> Iterator[str]:
    if answer.due:
        before = day(answer.point.due) if answer.point.due else _("no date")
        told = {"before": before, "after": day(answer.due)}
        because = _("Due: %(before)s → %(after)s, because: %(why)s", **told, why=answer.why)
        yield because if answer.why else _("Due: %(before)s → %(after)s", **told)
    if answer.say:
        state = STATES[answer.point.status]
        yield _("%(before)s → %(after)s: %(text)s", before=state, after=SAYINGS[answer.say], text=answer.text)
    if answer.evidence:
        yield _("Evidence: %(text)s", text=answer.evidence)
