"""What a reader is shown of a question: names, lines and sentences by their sight. Reads, never writes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wgtool.accounts import queries as people
from wgtool.decisions import queries, rules, rulings, tokens
from wgtool.decisions.arithmetic import Tally
from wgtool.decisions.models import Electorate, Objection, ObjectionState, Position, Question, QuestionStatus
from wgtool.decisions.operations.taking_back import happened_since
from wgtool.decisions.operations.voting import SECRETARIAT
from wgtool.decisions.sentences import DECIDE, POSITION, QUIET, SILENCE, still_needed, still_silent, until
from wgtool.decisions.waiting import turns_of, turns_of_condition
from wgtool.kernel import clock, suspension
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref
from wgtool.kernel.i18n import moment
from wgtool.kernel.sight import sees
from wgtool.kernel.waits import Turn, Wait, url_of


@dataclass(frozen=True)
class Line:
    """A sentence of whose turn it is."""

    sentence: str
    mine: bool
    due: datetime | None = None
    url: str = ""


@dataclass(frozen=True)
class View:
    """All that the page of a question shows, as this reader may see it.

    `inside` sees positions by seat, `concerned` objections with their threads, `counts` only how many. `paused` are those
    who owe a condition and whose days stand still.
    """

    question: Question
    tally: Tally
    inside: bool
    concerned: bool
    counts: bool
    reads: bool
    names: Mapping[int, str]
    turns: list[Line]
    still: str
    will: list[str]
    minutes: int
    firm: str | None
    conditions: bool
    not_mine: str
    paused: frozenset[Ref]

    def position(self, seat: int) -> Position | None:
        """Give a seat's position."""
        return next((one for one in self.question.positions if one.seat_id == seat), None)

    def objections(self, state: str) -> int:
        """Count the objections in a state, which everybody may know."""
        return sum(one.state == state for one in self.question.objections)

    @property
    def organisations(self) -> dict[int, str]:
        """Give the organisation now on each seat."""
        held = [(seat.id, seat.holder) for seat in self.question.body.seats]
        own = {seat.id: seat.called for seat in self.question.body.seats if seat.organisation_id}
        return own | {id: term.organisation.name for id, term in held if term and term.organisation}

    @property
    def closes(self) -> str:
        """Tell until when it runs, in both zones."""
        return closing(self.question)

    @property
    def over(self) -> bool:
        """Say whether the closing time has come, so that who said nothing was silent."""
        return rules.is_over(self.question)

    @property
    def proposers(self) -> set[int]:
        """Give the seats whose organisation asked: they may have an interest of their own."""
        body, asked = self.question.body, self.question.asked_for
        return {seat.id for seat in body.seats if asked and rules.organisation_of(seat) == asked}

    @property
    def standing(self) -> list[Objection]:
        """Give the objections that stand, before those that are settled."""
        return sorted(self.question.objections, key=lambda one: one.state != ObjectionState.STANDS)

    @property
    def seats(self) -> list[Electorate]:
        """Give the seats that count, in the body's order."""
        return sorted(self.question.electorate, key=lambda one: one.seat.place)


def view(question: Question, reader: Actor) -> View:
    """Put together what a reader is shown of a question."""
    concerned = rules.concerned(reader, question)
    firm = _firm(question) if question.ruling else None
    paused = suspension.of(one.owner for one in question.terms if one.due)
    return View(
        question=question, tally=rules.tally(question), inside=rules.in_body(reader, question), concerned=concerned,
        counts=reader.partner, reads=rules.reads_text(reader, question),
        names=people.names(_people(question), seen_by=reader) if concerned or reader.partner else {},
        turns=lines([turn for turn in _turns(question, reader, paused) if sees(reader, turn)], reader),
        still=_still(question) if reader.partner or concerned else "", will=_will(question), minutes=_minutes(question),
        firm=firm, conditions=rules.seen_conditions(reader, question), not_mine=_not_mine(question, reader),
        paused=paused,
    )  # fmt: skip


def _turns(question: Question, reader: Actor, paused: Collection[Ref]) -> list[Turn]:
    """Give whose turn a question is, and who owes its conditions: each said once, as the reader's own if it is."""
    owed = [turns_of_condition(one, paused) for one in question.terms]
    mine = [next((t for t in turns if t.holder in reader.keys), turns[0]) for turns in owed if turns]
    return [*turns_of(question), *mine]


def lines(kept: Iterable[Wait | Turn], reader: Actor) -> list[Line]:
    """Tell kept lines or fresh turns, the reader's own first. Seats that have not answered are in the page's table."""
    mine = [Line(one.sentence(), True, one.due, _place(one)) for one in kept if one.holder in reader.keys]
    others = [one for one in kept if one.holder not in reader.keys and one.says not in (POSITION, QUIET)]
    specific = [one for one in others if one.says not in (DECIDE, SILENCE) and not _asked_too(one, kept, reader)]
    told = [Line(one.told_to_others(), False, one.due) for one in (specific or ([] if mine else others))]
    return list(dict.fromkeys((*mine, *told)))


def _place(one: Wait | Turn) -> str:
    """Give the page on which a kept line is answered; a fresh turn is one of the page it is told on."""
    return url_of(one) if isinstance(one, Wait) else ""


def _asked_too(one: Wait | Turn, kept: Iterable[Wait | Turn], reader: Actor) -> bool:
    """Say whether the same is asked of the reader beside others: that is told once, as the reader's own."""
    return any(own.says == one.says and own.params == one.params for own in kept if own.holder in reader.keys)


def _still(question: Question) -> str:
    if question.status != QuestionStatus.OPEN:
        return ""
    tally = rules.tally(question)
    if tally.silent:
        return still_silent(tally.against, closing(question))
    numbers: dict[str, Any] = tally.missing
    return still_needed(
        {**numbers, "meeting": rules.of_organisations(question.body), "closes_at": moment(question.closes_at)}
    )


def closing(question: Question) -> str:
    """Tell the closing time in the reader's zone and in the procedure's."""
    if question.closes_at is None:
        return ""
    return until(moment(question.closes_at), question.closes_at.isoformat(), question.zone)


def _not_mine(question: Question, reader: Actor) -> str:
    """Give the token by which the reader may disown what was recorded for them and still stands."""
    stands = {(one.seat_id, one.at) for one in question.positions if one.by_role == SECRETARIAT}
    mine = [one for one in question.recordings if one.owner_id == reader.person and (one.seat_id, one.at) in stands]
    return tokens.not_mine(mine[-1].id, mine[-1].owner_id) if mine and mine[-1].disowned_at is None else ""


def _people(question: Question) -> set[int]:
    who = {one.by_person for one in question.positions} | {one.on_behalf_of for one in question.positions}
    who |= {one.raised_by for one in question.objections} | {one.settled_by for one in question.objections}
    who |= {one.settled_by for one in question.terms} | {one.person_id for one in question.terms}
    who |= {word.person_id for one in question.objections for word in one.words}
    return {one for one in who if one is not None}


def _will(question: Question) -> list[str]:
    outcome = rulings.carrying(question.about)
    undecided = question.status in queries.UNDECIDED and question.ruling is None
    return list(outcome.says(question)) if outcome and undecided else []


def _minutes(question: Question) -> int:
    """Give the minutes left to take a ruling back, rounded up."""
    if question.ruled_at is None:
        return 0
    left = question.ruled_at + rules.TEN_MINUTES - clock.now()
    return max(0, -(-int(left.total_seconds()) // 60))


def _firm(question: Question) -> str | None:
    """Say why the ruling cannot be taken back; the database is asked only within the ten minutes."""
    said = rules.firm(question)
    return said if said or not happened_since(question) else ""
