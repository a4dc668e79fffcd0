"""What must never be so of groups, texts and questions, whatever was pressed or broke: asked of the data."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

import sqlalchemy as sa
from flask import current_app

from tests.support.agreeing import Before, must_agree, new
from wgtool.decisions import queries as questions
from wgtool.decisions import rules
from wgtool.decisions.models import Answer, Electorate, Position, Question, QuestionStatus
from wgtool.documents.models import Document, Version, VersionStatus
from wgtool.documents.outlines import TERMS
from wgtool.groups import rules as groups
from wgtool.groups.models import OVER, Group, Status
from wgtool.kernel import holdings
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db

AT_WORK = {Status.ACTIVE, Status.PAUSED, Status.CLOSING, Status.DISSOLVED, Status.MERGED}
UNBEGUN = {Status.PROPOSED, Status.DRAFTING, Status.SAG_REVIEW, Status.DECLINED, Status.WITHDRAWN}


@must_agree
def one_version_is_in_force_at_most(before: Before) -> Iterator[str]:
    """No text has two versions in force, nor two at work."""
    for states in ((VersionStatus.ENDORSED,), (VersionStatus.DRAFT, VersionStatus.SUBMITTED)):
        found = sa.select(Version.document_id).where(Version.status.in_(states)).group_by(Version.document_id)
        for document in db.session.scalars(found.having(sa.func.count() > 1)):
            yield f"document {document} has several versions that are {' or '.join(states)}"


@must_agree
def who_works_has_terms(before: Before) -> Iterator[str]:
    """A group works under terms in force, unless its kind needs no vote; before that it has none."""
    in_force = (Document.owner_kind == "group", Document.owner_id == Group.id, Document.template == TERMS,
                Version.document_id == Document.id, Version.status == VersionStatus.ENDORSED)  # fmt: skip
    found = sa.select(Group, sa.exists().where(*in_force)).where(new(Group, before))
    for group, has in db.session.execute(found):
        if not has and group.status in AT_WORK and not groups.needs_no_vote(group):
            yield f"{group.code} is {group.status} without terms in force"
        if has and group.status in UNBEGUN:
            yield f"{group.code} is {group.status} and has terms in force"


@must_agree
def nothing_is_open_under_what_is_over(before: Before) -> Iterator[str]:
    """A group that is over has no question before a body, and one that ended its work holds nothing."""
    live = (QuestionStatus.OPEN, QuestionStatus.DRAFT)
    asked = sa.select(Question.id, Group.code).join(Group, Group.id == Question.group_id)
    rows = db.session.execute(asked.where(new(Group, before), Group.status.in_(OVER), Question.status.in_(live)))
    yield from (f"question {id} waits, and {code} is over" for id, code in rows)
    ended = sa.select(Group).where(new(Group, before), Group.status.in_((Status.DISSOLVED, Status.MERGED)))
    for group in db.session.scalars(ended).all():
        with current_app.test_request_context():
            yield from (f"{held.ref} is open, and {group.code} is {group.status}" for held in holdings.open(group.ref))


@must_agree
def nobody_counts_twice(before: Before) -> Iterator[str]:
    """A seat answers once, if it was there at opening, and the tally counts no more than have answered."""
    here = sa.and_(Electorate.question_id == Position.question_id, Electorate.seat_id == Position.seat_id)
    rows = sa.select(Position, Electorate.seat_id).outerjoin(Electorate, here).where(new(Position, before))
    answers: dict[int, list[Position]] = {}
    for position, counts in db.session.execute(rows):
        if counts is None:
            yield f"seat {position.seat_id} answered question {position.question_id} and has no vote in it"
        answers.setdefault(position.question_id, []).append(position)
    for id, said in answers.items():
        yield from _miscounted(id, said)


def _miscounted(id: int, said: list[Position]) -> Iterator[str]:
    seats = Counter(one.seat_id for one in said)
    yield from (f"seat {seat} has {times} positions on question {id}" for seat, times in seats.items() if times > 1)
    if db.session.scalar(sa.select(Question.status).where(Question.id == id)) != QuestionStatus.OPEN:
        return
    question = questions.by_id(id, seen_by=Actor.tool())
    assert question is not None
    tally = rules.tally(question)
    in_favour = sum(one.answer in (Answer.APPROVE, Answer.NO_OBJECTION) for one in said)
    against = sum(one.answer == Answer.OBJECTION for one in said)
    if tally.in_favour != in_favour or tally.against > against:
        yield f"question {id} counts {tally.in_favour} for and {tally.against} against, of {in_favour} and {against}"


@must_agree
def what_was_asked_stands(before: Before) -> Iterator[str]:
    """The text of each question that has a number is the one its digest was made of."""
    asked = sa.select(Question.number, Question.text, Question.digest).where(new(Question, before))
    for number, text, digest in db.session.execute(asked.where(Question.number.is_not(None))):
        if hashlib.sha256(text.encode()).hexdigest() != digest:
            yield f"the text of {number} is not the one that was asked"


def broken(before: Before) -> list[str]:
    """Say which of these do not hold; nothing, if all do."""
    db.session.rollback()
    checks = (one_version_is_in_force_at_most, who_works_has_terms, nothing_is_open_under_what_is_over,
              nobody_counts_twice, what_was_asked_stands)  # fmt: skip
    return [sentence for check in checks for sentence in check(before)]
