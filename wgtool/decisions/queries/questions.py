"""Questions, their register, their objections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from wgtool.decisions.models import Body, Objection, ObjectionState, Question, QuestionStatus, Recording, Ruling
from wgtool.decisions.queries.loading import asking, of_objection, reads, seen, shown, whole
from wgtool.kernel.actors import Actor, Eyes
from wgtool.kernel.db import Ref, db, rows
from wgtool.kernel.folding import fold
from wgtool.kernel.lists import Page, all_of, paged
from wgtool.kernel.sight import visible
from wgtool.kernel.slots import THING
from wgtool.kernel.waits import Wait

UNDECIDED = (QuestionStatus.DRAFT, QuestionStatus.OPEN, QuestionStatus.NOT_CARRIED)


def register(
    *, seen_by: Actor, words: str = "", body: str = "", year: int | None = None, status: QuestionStatus | None = None,
    kind: str = "", ruling: Ruling | None = None, number: int = 1,
) -> Page[Question]:  # fmt: skip
    """Give a page of the register, newest first, with bodies: three statements."""
    wanted = _looked_for(seen_by, words, body, year, status, kind, ruling)
    return paged(wanted, number, joinedload(Question.body))


def whole_register(
    *, seen_by: Actor, words: str = "", body: str = "", year: int | None = None, status: QuestionStatus | None = None,
    kind: str = "", ruling: Ruling | None = None,
) -> Iterator[Question]:  # fmt: skip
    """Give all of it, some at a time."""
    wanted = _looked_for(seen_by, words, body, year, status, kind, ruling)
    for (question,) in all_of(wanted.options(joinedload(Question.body))):
        yield question


def _looked_for(
    seen_by: Actor, words: str, body: str, year: int | None, status: QuestionStatus | None, kind: str, ruling: Ruling | None
) -> sa.Select[Question]:  # fmt: skip
    wanted = sa.select(Question).where(seen(seen_by))
    if words:
        named = Question.number.contains(words.upper(), autoescape=True)
        titled = Question.folded.contains(fold(words), autoescape=True) if fold(words) else sa.false()
        said = (
            sa.and_(reads(seen_by), Question.words.contains(fold(words), autoescape=True))
            if fold(words)
            else sa.false()
        )
        wanted = wanted.where(sa.or_(named, titled, said))
    if body:
        wanted = wanted.where(Question.body.has(Body.code == body))
    if year:
        wanted = wanted.where(Question.opened_at >= datetime(year, 1, 1, tzinfo=UTC))
        wanted = wanted.where(Question.opened_at < datetime(year + 1, 1, 1, tzinfo=UTC))
    if status:
        wanted = wanted.where(Question.status == status)
    if kind:
        wanted = wanted.where(Question.about == kind)
    if ruling:
        wanted = wanted.where(Question.ruling == ruling)
    order = (Question.opened_at.is_not(None), Question.opened_at.desc(), Question.id.desc())
    return wanted.order_by(*order)


def latest(*, seen_by: Actor, count: int = 3) -> Sequence[Any]:
    """Give what was decided last, newest first: number, title, status, ruling and when."""
    columns = (Question.number, Question.title, Question.status, Question.ruling, Question.ruled_at)
    wanted = sa.select(*columns).where(seen(seen_by), Question.number.is_not(None), Question.ruling.is_not(None))
    return rows(wanted.order_by(Question.ruled_at.desc(), Question.id.desc()).limit(count))


def years() -> list[int]:
    """Give the years of the register, newest first, by its first and last opening: one statement."""
    first, last = db.session.execute(sa.select(sa.func.min(Question.opened_at), sa.func.max(Question.opened_at))).one()
    return list(range(last.year, first.year - 1, -1)) if first and last else []


def by_number(number: str, *, seen_by: Actor) -> Question | None:
    """Give a question with all its page shows, by its number."""
    return _beside(
        db.session.scalars(_by_number(seen_by.eyes), asking(seen_by, number=number.upper())).unique().one_or_none()
    )


@cache
def _by_number(seen_by: Eyes) -> sa.Select[Question]:
    asked = Question.number == sa.bindparam("number", type_=sa.String())
    return sa.select(Question).where(asked, seen(seen_by)).options(*shown())


def bare(number: str, *, seen_by: Actor) -> Question | None:
    """Give a question with its body and its secretariat alone, by its number."""
    wanted = sa.select(Question).where(Question.number == number.upper(), seen(seen_by))
    beside = joinedload(Question.body).selectinload(Body.secretaries)
    return db.session.scalars(wanted.options(beside)).one_or_none()


def by_id(id: int, *, seen_by: Actor) -> Question | None:
    """Give a question with all its page shows, by its id."""
    wanted = sa.select(Question).where(Question.id == id, seen(seen_by))
    return _beside(db.session.scalars(wanted.options(*shown())).unique().one_or_none())


def _beside(question: Question | None) -> Question | None:
    """Have each condition know its question, whose body says who may do what with it."""
    for condition in question.terms if question else ():
        set_committed_value(condition, "question", question)
    return question


def known(ids: Iterable[int], *, seen_by: Actor) -> set[int]:
    """Give those of some questions that the reader may know of."""
    return set(db.session.scalars(sa.select(Question.id).where(Question.id.in_(list(ids)), seen(seen_by))))


def about(subject: Ref, *, seen_by: Actor, also: sa.Select[int | None] | None = None) -> Sequence[Question]:
    """Give the questions about a thing, newest first, with their bodies; `also` those whose ids it selects for `THING`."""
    return db.session.scalars(_about(seen_by.eyes, also), asking(seen_by, kind=subject.kind, thing=subject.id)).all()


@cache
def _about(seen_by: Eyes, also: sa.Select[int | None] | None) -> sa.Select[Question]:
    one = aliased(Question)
    own = sa.select(one.id).where(one.subject_kind == sa.bindparam("kind", type_=sa.String()), one.subject_id == THING)
    ids = own if also is None else sa.union_all(own, also)  # each finds its few by an index, which OR would not
    wanted = sa.select(Question).where(Question.id.in_(ids), seen(seen_by)).order_by(Question.id.desc())
    return wanted.options(joinedload(Question.body))


def undecided(subject: Ref, about: str) -> Question | None:
    """Give the question of this kind about a thing that has no ruling yet."""
    here = (Question.subject_kind == subject.kind, Question.subject_id == subject.id, Question.about == about)
    wanted = sa.select(Question).where(*here, Question.status.in_(UNDECIDED), Question.ruling.is_(None))
    return db.session.scalars(wanted.order_by(Question.id.desc()).limit(1)).one_or_none()


def undecided_about(group: int) -> Sequence[Question]:
    """Give the questions that concern a group and have no ruling yet, with their bodies."""
    wanted = sa.select(Question).where(undecided_in(group)).options(joinedload(Question.body))
    return db.session.scalars(wanted.order_by(Question.id)).all()


def undecided_in(group: int | sa.BindParameter[int]) -> sa.ColumnElement[bool]:
    """Say of questions whether they concern a group and have no ruling yet."""
    return sa.and_(Question.group_id == group, Question.status.in_(UNDECIDED), Question.ruling.is_(None))


def to_change(id: int) -> sa.Select[Question]:
    """Select a question with all its rules need, to change it."""
    return sa.select(Question).options(*whole()).where(Question.id == id)


def objection(id: int, *, number: str, seen_by: Actor) -> Objection | None:
    """Give an objection with its question."""
    wanted = sa.select(Objection).join(Objection.question)
    wanted = wanted.where(Objection.id == id, Question.number == number.upper(), seen(seen_by))
    return db.session.scalars(wanted.options(*of_objection())).one_or_none()


def unanswered_objections(question: Question) -> Sequence[Objection]:
    """Give the objections to earlier texts about the same thing that were never settled, nor answered by another."""
    wanted = sa.select(Objection).join(Question, Question.id == Objection.question_id)
    here = (Question.subject_kind == question.subject_kind, Question.subject_id == question.subject_id,
            Question.about == question.about, Question.id != question.id)  # fmt: skip
    never = (Objection.state == ObjectionState.STANDS, Objection.answered_in.is_(None))
    return db.session.scalars(
        wanted.where(*here, *never).options(joinedload(Objection.seat)).order_by(Objection.id)
    ).all()


def turns_of(ids: Iterable[int], *, seen_by: Actor) -> dict[int, list[Wait]]:
    """Give the kept lines of questions that the reader may see, by question: one statement."""
    found: dict[int, list[Wait]] = {}
    wanted = sa.select(Wait).where(Wait.kind == "question", Wait.thing.in_(list(ids)), visible(Wait, seen_by))
    for line in db.session.scalars(wanted.order_by(Wait.id)):
        found.setdefault(line.thing, []).append(line)
    return found


def waiting_ids() -> Sequence[int]:
    """Give the ids of all questions that may wait for somebody: undecided, to be reviewed, or with a word to look at."""
    undecided = sa.and_(Question.status.in_(UNDECIDED), Question.ruling.is_(None))
    disowned = sa.exists().where(
        Recording.question_id == Question.id, Recording.disowned_at.is_not(None), Recording.looked_at.is_(None)
    )
    wanted = sa.select(Question.id).where(sa.or_(undecided, Question.review_on.is_not(None), disowned))
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


def due_ids(now: datetime) -> Sequence[int]:
    """Give the ids of open questions whose closing time has come, earliest first."""
    wanted = sa.select(Question.id).where(Question.status == QuestionStatus.OPEN, Question.closes_at <= now)
    return db.session.scalars(wanted.order_by(Question.closes_at, Question.id)).all()
