"""Every SELECT of decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import LoaderOption

from wgtool.accounts.models import Belonging, Person
from wgtool.decisions.models import (
    Body,
    Electorate,
    Objection,
    Position,
    Question,
    QuestionStatus,
    Seat,
    SeatTerm,
    Secretary,
)
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.folding import fold
from wgtool.kernel.i18n import _
from wgtool.kernel.lists import Page, paged
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import visible
from wgtool.kernel.terms import current
from wgtool.kernel.waits import Wait
from wgtool.partners.models import Organisation

UNDECIDED = (QuestionStatus.DRAFT, QuestionStatus.OPEN, QuestionStatus.NOT_CARRIED)


def _of_body(start: Any) -> list[LoaderOption]:
    """Load a body's open seats with their terms, and its secretaries."""
    seats = start.selectinload(Body.seats) if start else selectinload(Body.seats)
    named = start.selectinload(Body.secretaries) if start else selectinload(Body.secretaries)
    terms = seats.selectinload(Seat.terms)
    return [terms.joinedload(SeatTerm.person), terms.joinedload(SeatTerm.organisation),
            named.joinedload(Secretary.person)]  # fmt: skip


def _whole() -> list[LoaderOption]:
    """Load a question with its body, who counts, positions, objections and their threads.

    Each in a statement of its own, so that after a lock they are read as they are now.
    """
    seat = selectinload(Question.electorate).selectinload(Electorate.seat)
    return [
        *_of_body(selectinload(Question.body)), seat, selectinload(Question.positions).selectinload(Position.seat),
        selectinload(Question.objections).selectinload(Objection.seat),
        selectinload(Question.objections).selectinload(Objection.words),
    ]  # fmt: skip


def _seen(actor: Actor) -> sa.ColumnElement[bool]:
    """Keep questions that were opened; others are for the body, the leads concerned, who asked and the support team."""
    if actor.supports or actor.is_tool:
        return sa.true()
    ways: list[sa.ColumnElement[bool]] = [Question.opened_at.is_not(None), Question.body_id.in_(actor.ids("body"))]
    ways.append(Question.group_id.in_(actor.ids("group", "lead")))
    if actor.person is not None:
        ways.append(Question.asked_by == actor.person)
    return sa.or_(*ways)


def register(
    *, seen_by: Actor, words: str = "", body: str = "", year: int | None = None, status: QuestionStatus | None = None,
    number: int = 1,
) -> Page[Question]:  # fmt: skip
    """Give a page of the register, newest first, with bodies: three statements."""
    wanted = sa.select(Question).where(_seen(seen_by))
    if words:
        named = Question.number.contains(words.upper(), autoescape=True)
        titled = Question.folded.contains(fold(words), autoescape=True) if fold(words) else sa.false()
        wanted = wanted.where(sa.or_(named, titled))
    if body:
        wanted = wanted.where(Question.body.has(Body.code == body))
    if year:
        wanted = wanted.where(Question.opened_at >= datetime(year, 1, 1, tzinfo=UTC))
        wanted = wanted.where(Question.opened_at < datetime(year + 1, 1, 1, tzinfo=UTC))
    if status:
        wanted = wanted.where(Question.status == status)
    order = (Question.opened_at.is_not(None), Question.opened_at.desc(), Question.id.desc())
    return paged(wanted.order_by(*order), number, joinedload(Question.body))


def years() -> list[int]:
    """Give the years of the register, newest first, by its first and last opening: one statement."""
    first, last = db.session.execute(sa.select(sa.func.min(Question.opened_at), sa.func.max(Question.opened_at))).one()
    return list(range(last.year, first.year - 1, -1)) if first and last else []


def by_number(number: str, *, seen_by: Actor) -> Question | None:
    """Give a question with all its page shows, by its number."""
    wanted = sa.select(Question).where(Question.number == number.upper(), _seen(seen_by))
    return db.session.scalars(wanted.options(*_whole())).one_or_none()


def by_id(id: int, *, seen_by: Actor) -> Question | None:
    """Give a question with all its page shows, by its id."""
    wanted = sa.select(Question).where(Question.id == id, _seen(seen_by))
    return db.session.scalars(wanted.options(*_whole())).one_or_none()


def about(subject: Ref, *, seen_by: Actor) -> Sequence[Question]:
    """Give the questions about a thing, newest first, with their bodies."""
    here = (Question.subject_kind == subject.kind, Question.subject_id == subject.id)
    wanted = sa.select(Question).where(*here, _seen(seen_by)).order_by(Question.id.desc())
    return db.session.scalars(wanted.options(joinedload(Question.body))).all()


def undecided(subject: Ref, about: str) -> Question | None:
    """Give the question of this kind about a thing that has no ruling yet."""
    here = (Question.subject_kind == subject.kind, Question.subject_id == subject.id, Question.about == about)
    wanted = sa.select(Question).where(*here, Question.status.in_(UNDECIDED), Question.ruling.is_(None))
    return db.session.scalars(wanted.order_by(Question.id.desc()).limit(1)).one_or_none()


def undecided_about(group: int) -> Sequence[Question]:
    """Give the questions that concern a group and have no ruling yet, with their bodies."""
    wanted = sa.select(Question).where(Question.group_id == group, Question.status.in_(UNDECIDED))
    wanted = wanted.where(Question.ruling.is_(None)).options(joinedload(Question.body))
    return db.session.scalars(wanted.order_by(Question.id)).all()


def to_change(id: int) -> sa.Select[Question]:
    """Select a question with all its rules need, to change it."""
    return sa.select(Question).options(*_whole()).where(Question.id == id)


def objection(id: int, *, number: str, seen_by: Actor) -> Objection | None:
    """Give an objection with its question."""
    wanted = sa.select(Objection).join(Objection.question)
    wanted = wanted.where(Objection.id == id, Question.number == number.upper(), _seen(seen_by))
    return db.session.scalars(wanted.options(*_of_objection())).one_or_none()


def _of_objection() -> list[LoaderOption]:
    question = selectinload(Objection.question)
    return [*_of_body(question.selectinload(Question.body)), question.selectinload(Question.electorate),
            selectinload(Objection.seat), selectinload(Objection.words)]  # fmt: skip


def turns_of(ids: Iterable[int], *, seen_by: Actor) -> dict[int, list[Wait]]:
    """Give the kept lines of questions that the reader may see, by question: one statement."""
    found: dict[int, list[Wait]] = {}
    wanted = sa.select(Wait).where(Wait.kind == "question", Wait.thing.in_(list(ids)), visible(Wait, seen_by))
    for line in db.session.scalars(wanted.order_by(Wait.id)):
        found.setdefault(line.thing, []).append(line)
    return found


def waiting_ids() -> Sequence[int]:
    """Give the ids of all questions that may wait for somebody."""
    wanted = sa.select(Question.id).where(Question.status.in_(UNDECIDED), Question.ruling.is_(None))
    return db.session.scalars(wanted.order_by(Question.id)).all()


def drafts_of(body: int) -> Sequence[int]:
    """Give the ids of a body's questions that are not open yet, oldest first."""
    wanted = sa.select(Question.id).where(Question.body_id == body, Question.status == QuestionStatus.DRAFT)
    return db.session.scalars(wanted.order_by(Question.id)).all()


def bodies_with_drafts() -> Sequence[int]:
    """Give the ids of bodies that have questions which are not open yet."""
    wanted = sa.select(Question.body_id).where(Question.status == QuestionStatus.DRAFT).distinct()
    return db.session.scalars(wanted.order_by(Question.body_id)).all()


def undecided_of(body: int) -> Sequence[int]:
    """Give the ids of a body's questions that have no ruling yet."""
    here = (Question.body_id == body, Question.status.in_(UNDECIDED), Question.ruling.is_(None))
    return db.session.scalars(sa.select(Question.id).where(*here)).all()


def bodies_of(person: int) -> Sequence[int]:
    """Give the ids of bodies on which a person sits or ever sat, or whose secretariat they are."""
    sits = sa.select(Seat.body_id).join(SeatTerm).where(SeatTerm.person_id == person)
    serves = sa.select(Secretary.body_id).where(Secretary.person_id == person)
    return sorted(set(db.session.scalars(sa.union(sits, serves))))


def due_ids(now: datetime) -> Sequence[int]:
    """Give the ids of open questions whose closing time has come, earliest first."""
    wanted = sa.select(Question.id).where(Question.status == QuestionStatus.OPEN, Question.closes_at <= now)
    return db.session.scalars(wanted.order_by(Question.closes_at, Question.id)).all()


def sag() -> Body:
    """Give the Strategic Advisory Group. Raises Refused while it is not set up."""
    found = body_by_code("SAG")
    if found is None:
        raise Refused(_("The Strategic Advisory Group is not set up yet. Ask the support team."))
    return found


def body_by_code(code: str) -> Body | None:
    """Give a body with its seats, their terms and its secretaries."""
    return db.session.scalars(sa.select(Body).options(*_of_body(None)).where(Body.code == code.upper())).one_or_none()


def body_to_change(id: int) -> sa.Select[Body]:
    """Select a body with its seats, their terms and its secretaries, to change it."""
    return sa.select(Body).options(*_of_body(None)).where(Body.id == id)


def bodies() -> Sequence[tuple[str, str]]:
    """Give code and name of every body."""
    return [(code, name) for code, name in db.session.execute(sa.select(Body.code, Body.name).order_by(Body.id))]


def people_to_seat(*, seen_by: Actor) -> Sequence[tuple[int, str]]:
    """Give (id, "name, organisation") of confirmed people whose names the reader may see, by name."""
    at = sa.and_(Belonging.person_id == Person.id, current(Belonging), Belonging.confirmed_at.is_not(None))
    wanted = sa.select(Person.id, Person.name, Organisation.name).join(Belonging, at).join(Organisation)
    wanted = wanted.where(Person.forgotten_at.is_(None), Organisation.looked_at.is_not(None)).order_by(Person.name)
    seen = wanted if seen_by.supports else wanted.where(Person.shown)
    return [(id, f"{name}, {place}") for id, name, place in db.session.execute(seen)]


def seat(id: int, *, code: str) -> Seat | None:
    """Give a seat with its body, terms and people."""
    wanted = sa.select(Seat).join(Seat.body).where(Seat.id == id, Body.code == code.upper())
    terms = selectinload(Seat.terms).joinedload(SeatTerm.person)
    return db.session.scalars(wanted.options(selectinload(Seat.body), terms)).one_or_none()


def body_of_seat(seat: int) -> int:
    """Give the id of the body a seat belongs to."""
    return db.session.scalars(sa.select(Seat.body_id).where(Seat.id == seat)).one()


def term(id: int, *, code: str) -> SeatTerm | None:
    """Give a term with its seat and body."""
    wanted = sa.select(SeatTerm).join(SeatTerm.seat).join(Seat.body)
    wanted = wanted.where(SeatTerm.id == id, Body.code == code.upper())
    return db.session.scalars(wanted.options(joinedload(SeatTerm.seat).joinedload(Seat.body))).one_or_none()
