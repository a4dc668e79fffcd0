"""What counts on a question, and how it stands."""

from __future__ import annotations

from datetime import datetime, timedelta

from wgtool.decisions.arithmetic import Tally, needed_of
from wgtool.decisions.arithmetic import tally as count
from wgtool.decisions.models import (
    Answer,
    Body,
    Disowned,
    Electors,
    Objection,
    ObjectionState,
    Procedure,
    Question,
    Quorum,
    Recording,
    Seat,
    SeatTerm,
    SittingStatus,
)
from wgtool.kernel import clock

ANNOUNCED = timedelta(days=92)
MONTH = timedelta(days=30)
TEN_MINUTES = timedelta(minutes=10)


def last_objections(question: Question) -> dict[int, Objection]:
    """Give each seat's last objection."""
    return {one.seat_id: one for one in question.objections}


def objectors(question: Question) -> dict[int, list[Objection]]:
    """Give whose word each seat's last objection was: of one that was recorded the owners', unless they disowned it."""
    whose: dict[int, list[Objection]] = {}
    for seat, objection in last_objections(question).items():
        recorded = [one for one in question.recordings if one.seat_id == seat and one.answer == Answer.OBJECTION
                    and one.by_person == objection.raised_by]  # fmt: skip
        owners = {one.owner_id for one in recorded if one.disowned_at is None} if recorded else {objection.raised_by}
        for person in filter(None, owners):
            whose.setdefault(person, []).append(objection)
    return whose


def standing(question: Question) -> list[Objection]:
    """Give the objections that are neither cleared nor overruled."""
    return [one for one in question.objections if one.state == ObjectionState.STANDS]


def tally(question: Question) -> Tally:
    """Count the question as it stands."""
    return count(
        eligible=[one.seat_id for one in question.electorate],
        answers={one.seat_id: one.answer for one in question.positions},
        objections={seat: one.state for seat, one in last_objections(question).items()},
        percent=question.body.quorum_percent if question.quorum_percent is None else question.quorum_percent,
        casting=question.casting,
        silent=by_silence(question),
        present=present(question),
    )


def by_silence(question: Question) -> bool:
    """Say whether who says nothing agrees."""
    return question.procedure == Procedure.SILENCE


def present(question: Question) -> set[int] | None:
    """Give the seats whose organisations attend the sitting, where attendance makes the quorum."""
    if question.sitting is None or question.body.quorum_by != Quorum.ATTENDANCE:
        return None
    return {seat.id for seat in question.body.seats if organisation_of(seat) in question.sitting.present}


def organisation_of(seat: Seat) -> int | None:
    """Give the organisation a seat stands for now."""
    return seat.organisation_id or (seat.holder.organisation_id if seat.holder else None)


def of_organisations(body: Body) -> bool:
    """Say whether partner organisations decide in it, those that attend."""
    return body.electors == Electors.ORGANISATIONS


def in_session(question: Question) -> bool:
    """Say whether the question is before a sitting that is going on."""
    return question.sitting is not None and question.sitting.status == SittingStatus.SITTING


def filled(body: Body) -> list[Seat]:
    """Give the seats that vote and have a holder today, without the chair."""
    return [seat for seat in body.seats if seat.counts and seat.holder]


def voting(question: Question) -> list[Seat]:
    """Give the seats that count on a question opened now: those filled, or of the organisations that attend."""
    if not of_organisations(question.body):
        return filled(question.body)
    there = question.sitting.present if question.sitting else set()
    return [seat for seat in question.body.seats if seat.counts and seat.organisation_id in there]


def seats_short(body: Body) -> int:
    """Say how many more seats must be filled before a quorum of all that vote can be reached."""
    if of_organisations(body):
        return 0
    voting = sum(seat.counts for seat in body.seats)
    return max(0, needed_of(voting, body.quorum_percent) - len(filled(body)))


def is_over(question: Question, now: datetime | None = None) -> bool:
    """Say whether the closing time has come."""
    return question.closes_at is not None and question.closes_at <= (now or clock.now())


def notice_over(question: Question) -> bool:
    """Say whether the minimum notice is over."""
    return question.notice_until is not None and question.notice_until <= clock.now()


def to_look_at(question: Question) -> list[Recording]:
    """Give the recorded positions that were not their owners', found too late to undo, at which nobody looked yet."""
    return [one for one in question.recordings if one.disowned_how == Disowned.TOLD and one.looked_at is None]


def reviewed_soon(question: Question) -> bool:
    """Say whether the review of a ruling is due within a month, or over."""
    return question.review_on is not None and question.review_on <= clock.today() + MONTH


def vacant(body: Body) -> list[Seat]:
    """Give the open seats that nobody holds today."""
    seats = [seat for seat in body.seats if seat.closed_at is None and seat.organisation_id is None]
    return [seat for seat in seats if seat.holder is None]


def ending(body: Body) -> list[tuple[Seat, SeatTerm]]:
    """Give the seats whose holder's term ends within three months and whom nobody follows, with the term."""
    last = clock.today() + ANNOUNCED
    held = [(seat, seat.holder) for seat in body.seats if seat.closed_at is None]
    return [(seat, term) for seat, term in held
            if term and term.until and term.until <= last and not _followed(seat, term)]  # fmt: skip


def _followed(seat: Seat, term: SeatTerm) -> bool:
    later = [one for one in seat.terms if one.role == term.role and one.since >= (term.until or one.since)]
    return any(one.until is None or one.until > one.since for one in later if one.id != term.id)
