"""Sittings, with their questions and who attends."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import LoaderOption

from wgtool.decisions.models import Attendance, Body, Question, QuestionStatus, Sitting, SittingStatus
from wgtool.decisions.queries.loading import seen
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.partners.models import Organisation, Standing


def _whole() -> list[LoaderOption]:
    questions = selectinload(Sitting.questions)
    return [
        joinedload(Sitting.body).selectinload(Body.secretaries), selectinload(Sitting.attendance).joinedload(Attendance.organisation),
        questions.selectinload(Question.objections),
    ]  # fmt: skip


def sitting(id: int) -> Sitting | None:
    """Give a sitting with all that its page shows."""
    return db.session.scalars(sitting_to_change(id)).one_or_none()


def sitting_to_change(id: int) -> sa.Select[Sitting]:
    """Select a sitting with its body, attendance and questions, to change it."""
    return sa.select(Sitting).options(*_whole()).where(Sitting.id == id)


def sittings_of(body: int) -> Sequence[Sitting]:
    """Give the sittings of a body, latest first."""
    wanted = sa.select(Sitting).options(selectinload(Sitting.body)).where(Sitting.body_id == body)
    return db.session.scalars(wanted.order_by(Sitting.starts_on.desc(), Sitting.id.desc()).limit(50)).all()


def waiting_sittings() -> Sequence[int]:
    """Give the ids of sittings that may wait for somebody."""
    unnoted = sa.and_(Sitting.status == SittingStatus.HELD, Sitting.notes == "", Sitting.notes_url == "")
    live = Sitting.status.in_((SittingStatus.PLANNED, SittingStatus.SITTING))
    return db.session.scalars(sa.select(Sitting.id).where(sa.or_(live, unnoted)).order_by(Sitting.id)).all()


def to_take(body: int, *, seen_by: Actor) -> Sequence[tuple[int, str]]:
    """Give (id, number or title) of a body's questions that a sitting could take."""
    waiting = (Question.body_id == body, Question.status.in_((QuestionStatus.DRAFT, QuestionStatus.OPEN)))
    taken = sa.exists().where(Sitting.id == Question.sitting_id, Sitting.status.in_(("planned", "sitting")))
    wanted = sa.select(Question.id, Question.number, Question.title).where(*waiting, ~taken, seen(seen_by))
    return [(id, f"{number}: {title}" if number else title) for id, number, title in
            db.session.execute(wanted.order_by(Question.id))]  # fmt: skip


def partner_count() -> int:
    """Count the partner organisations that were looked at."""
    partners = (Organisation.standing == Standing.PARTNER, Organisation.looked_at.is_not(None))
    return db.session.scalar(sa.select(sa.func.count()).select_from(Organisation).where(*partners)) or 0


def voting_organisations(ids: set[int]) -> Sequence[Organisation]:
    """Give those of some organisations that are partners, who may decide; observers attend only."""
    wanted = sa.select(Organisation).where(Organisation.id.in_(ids), Organisation.standing == Standing.PARTNER)
    return db.session.scalars(wanted.order_by(Organisation.id)).all()
