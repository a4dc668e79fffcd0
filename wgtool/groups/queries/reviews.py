"""What is to be looked at again, and by when: terms in force, pauses, rulings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from wgtool.decisions import queries as decisions
from wgtool.decisions.models import Question
from wgtool.documents import queries as documents
from wgtool.documents.models import Document, Version, VersionStatus
from wgtool.documents.outlines import TERMS
from wgtool.groups.models import Group, Pause, ReviewNotice, Status
from wgtool.groups.queries.life import pause_to_change
from wgtool.kernel.db import Ref, db

AT_WORK = (Status.ACTIVE, Status.CLOSING)


class Review(NamedTuple):
    """One thing to be looked at again: its kind and id, the group it concerns, the body that ruled, the day."""

    kind: str
    thing: int
    group: int | None
    body: int | None
    on: date

    @property
    def ref(self) -> Ref:
        """Give the thing."""
        return Ref(self.kind, self.thing)


def reviews(first: date, last: date) -> list[Review]:
    """Give all that is to be looked at again from one day to another; what a pause suspends is left out."""
    owned = sa.and_(Document.owner_kind == Group.kind, Document.owner_id == Group.id, Document.template == TERMS)
    terms = sa.select(Version.id, Group.id, sa.null(), Version.review_by).join(
        Document, Document.id == Version.document_id
    )
    terms = terms.join(Group, owned).where(Version.status == VersionStatus.ENDORSED, Group.status.in_(AT_WORK))
    pauses = sa.select(Pause.id, Pause.group_id, sa.null(), Pause.review_by).join(Group, Group.id == Pause.group_id)
    pauses = pauses.where(Pause.began_at.is_not(None), Pause.ended_at.is_(None), Group.status == Status.PAUSED)
    rulings = sa.select(Question.id, Question.group_id, Question.body_id, Question.review_on)
    found = []
    for kind, select, day in (
        (Version.__tablename__, terms, Version.review_by),
        (Pause.kind, pauses, Pause.review_by),
        (Question.__tablename__, rulings, Question.review_on),
    ):
        rows = db.session.execute(select.where(day.between(first, last)).order_by(day))
        found += [Review(kind, *row) for row in rows]
    return sorted(found, key=lambda review: (review.kind, review.thing))


def review_to_change(review: Review) -> sa.Select[Any]:
    """Select the thing to be looked at, to hold it."""
    if review.kind == Pause.kind:
        return pause_to_change(review.thing)
    if review.kind == Question.__tablename__:
        return decisions.to_change(review.thing)
    return documents.version_alone(review.thing)


def told_steps(review: Review) -> Sequence[int]:
    """Give the steps before this day of this thing that are done with."""
    found = sa.select(ReviewNotice.step).where(ReviewNotice.kind == review.kind, ReviewNotice.thing == review.thing)
    return db.session.scalars(found.where(ReviewNotice.review_by == review.on)).all()
