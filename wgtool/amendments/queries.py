"""Every SELECT of amendments."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from wgtool.amendments.models import OPEN, Amendment, Status
from wgtool.decisions.models import Body, Question, Sitting
from wgtool.groups.models import Group
from wgtool.groups.models import Status as At
from wgtool.kernel.actors import Actor, Eyes
from wgtool.kernel.db import Ref, db
from wgtool.kernel.lists import Page, all_of, paged
from wgtool.kernel.sight import visible
from wgtool.plan.edits import overtaken
from wgtool.plan.models import Edition, Item, PlanVersion

WHOLE = (
    joinedload(Amendment.edition), joinedload(Amendment.item).joinedload(Item.edition), joinedload(Amendment.group),
    joinedload(Amendment.plan_version),
)  # fmt: skip


def listed(
    *, seen_by: Actor, edition: Edition | None = None, status: Status | None = None, number: int = 1
) -> Page[Amendment]:
    """Give a page of the amendments a reader may know of, the newest first."""
    return paged(_looked_for(seen_by, edition, status), number, *WHOLE)


def all_listed(*, seen_by: Actor, status: Status | None = None) -> Iterator[Amendment]:
    """Give all of them, some at a time."""
    for (amendment,) in all_of(_looked_for(seen_by, None, status).options(*WHOLE)):
        yield amendment


def _looked_for(seen_by: Actor, edition: Edition | None, status: Status | None) -> sa.Select[Amendment]:
    wanted = sa.select(Amendment).where(visible(Amendment, seen_by))
    if edition:
        wanted = wanted.where(Amendment.edition_id == edition.id)
    if status:
        wanted = wanted.where(Amendment.status == status)
    return wanted.order_by(Amendment.id.desc())


def by_number(number: str, *, seen_by: Actor) -> Amendment | None:
    """Give an amendment with all that its page shows, if the reader may know of it."""
    return db.session.scalars(_by_number(seen_by.eyes), seen_by.asking(number=number.upper())).one_or_none()


@cache
def _by_number(seen_by: Eyes) -> sa.Select[Amendment]:
    asked = Amendment.number == sa.bindparam("number", type_=sa.String())
    return sa.select(Amendment).where(asked, visible(Amendment, seen_by)).options(*WHOLE)


def to_change(id: int) -> sa.Select[Amendment]:
    """Select an amendment with what its rules need, to change it."""
    return sa.select(Amendment).options(*WHOLE).where(Amendment.id == id)


def by_id(id: int) -> Amendment | None:
    """Give an amendment as it stands in the database, for its waits."""
    return db.session.scalars(to_change(id).execution_options(populate_existing=True)).one_or_none()


def of_question(question: Question) -> Amendment | None:
    """Give the amendment a question is about, beside what its page has loaded."""
    return db.session.scalars(to_change(question.subject_id)).one_or_none()


def items(ids: Collection[int]) -> dict[int, Item]:
    """Give items of the plan by id, as they stand in the database."""
    wanted = sa.select(Item).where(Item.id.in_(ids)).execution_options(populate_existing=True)
    return {item.id: item for item in db.session.scalars(wanted)} if ids else {}


def items_of(amendment: Amendment) -> dict[int, Item]:
    """Give the items an amendment changes."""
    return items({each.item for each in amendment.changes if each.item})


def of_item(item: int, *, seen_by: Actor) -> tuple[int | None, list[Amendment]]:
    """Give the id of the SAG, and the amendments about an item that a reader may know of: one statement."""
    rows = db.session.execute(_of_item(seen_by.eyes), seen_by.asking(item=item)).all()
    return (rows[0][0] if rows else None), [one for _sag, one in rows if one is not None]


@cache
def _of_item(seen_by: Eyes) -> sa.Select[*tuple[Any, ...]]:
    about = sa.and_(Amendment.item_id == sa.bindparam("item", type_=sa.Integer()), visible(Amendment, seen_by))
    found = sa.select(Body.id, Amendment).outerjoin(Amendment, about).where(Body.code == "SAG")
    return found.order_by(Amendment.id.desc()).limit(50)


def of_questions(ids: Iterable[int], *, seen_by: Actor | None = None) -> Sequence[Amendment]:
    """Give the amendments that questions are about, in the plan's order, with their items: one statement."""
    asked = list(ids)
    here = sa.or_(Amendment.question_id.in_(asked), Amendment.glm_question_id.in_(asked))
    wanted = sa.select(Amendment).join(Amendment.item).where(here).options(*WHOLE).order_by(Item.place, Amendment.id)
    return db.session.scalars(wanted if seen_by is None else wanted.where(visible(Amendment, seen_by))).all()


def rivals(amendment: Amendment) -> list[Ref]:
    """Give the other open amendments about the same items, whose turn changes when this one is carried out."""
    ids = {ref.id for ref in amendment.items}
    wanted = sa.select(Amendment).where(
        Amendment.id != amendment.id, Amendment.status.in_(OPEN), Amendment.edition_id == amendment.edition_id
    )
    return [one.ref for one in db.session.scalars(wanted) if ids & {ref.id for ref in one.items}]


def in_bundle(question: Question) -> Sequence[Amendment]:
    """Give the amendments that a sitting decides on together with a question, that one's too."""
    wanted = sa.select(Amendment).join(Question, Question.id == Amendment.glm_question_id)
    together = (Question.sitting_id == question.sitting_id, Question.singly.is_(False))
    return db.session.scalars(wanted.where(*together).order_by(Amendment.id)).all()


def later(amendment: Amendment) -> list[str]:
    """Give the numbers of the others in force that changed what this one made of the plan, if it says something else now."""
    now = items_of(amendment)
    over = {(one.item, field) for one in amendment.changes if one.item and (field := overtaken(now[one.item], one))}
    wanted = sa.select(Amendment).where(Amendment.id != amendment.id, Amendment.version_id.is_not(None),
                                        Amendment.edition_id == amendment.edition_id).order_by(Amendment.id)  # fmt: skip
    found = db.session.scalars(wanted) if over else ()
    return [one.number for one in found if any((x.item, field) in over for x in one.changes for field in x.becomes)]


def numbers_asked(edition: Edition) -> set[str]:
    """Give the numbers that open amendments of an edition would give out, which no other asks for meanwhile."""
    wanted = sa.select(Amendment).where(Amendment.edition_id == edition.id, Amendment.status.in_(OPEN))
    changes = (each for one in db.session.scalars(wanted) for each in one.changes)
    return {each.becomes["number"] for each in changes if "number" in each.becomes}


def open_on(item: int) -> list[Ref]:
    """Give the open amendments about an item."""
    wanted = sa.select(Amendment.id).where(Amendment.item_id == item, Amendment.status.in_(OPEN))
    return [Ref(Amendment.__tablename__, id) for id in db.session.scalars(wanted)]


def waiting() -> Sequence[int]:
    """Give the ids of amendments that may wait for somebody."""
    return db.session.scalars(sa.select(Amendment.id).where(Amendment.status.in_(OPEN)).order_by(Amendment.id)).all()


def of_version(version: int) -> int:
    """Count the amendments that made a version."""
    wanted = sa.select(sa.func.count()).select_from(Amendment).where(Amendment.version_id == version)
    return db.session.scalar(wanted) or 0


def version_to_change(id: int) -> sa.Select[PlanVersion]:
    """Select a version, to change it."""
    return sa.select(PlanVersion).where(PlanVersion.id == id)


def led_by(actor: Actor) -> Sequence[tuple[int, str]]:
    """Give (id, "code name") of the active groups somebody leads."""
    wanted = sa.select(Group.id, Group.code, Group.name).where(
        Group.id.in_(actor.ids("group", "lead")), Group.status == At.ACTIVE
    )
    return [(id, f"{code} {name}") for id, code, name in db.session.execute(wanted.order_by(Group.code))]


def sag_id() -> int | None:
    """Give the id of the SAG."""
    return db.session.scalar(sa.select(Body.id).where(Body.code == "SAG"))


def sitting_of(question: int | None) -> Sitting | None:
    """Give the sitting that has a question, with its body."""
    wanted = sa.select(Sitting).join(Question, Question.sitting_id == Sitting.id).options(joinedload(Sitting.body))
    return db.session.scalars(wanted.where(Question.id == question)).one_or_none() if question else None
