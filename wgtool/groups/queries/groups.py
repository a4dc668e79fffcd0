"""Groups: lists, one of them whole, what may be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.strategy_options import _AbstractLoad

from wgtool.documents.models import Document, Version, VersionStatus
from wgtool.documents.outlines import TERMS
from wgtool.groups.models import (
    OVER,
    UNDECIDED,
    Alignment,
    Group,
    Membership,
    Merger,
    OldCode,
    Pause,
    Role,
    Standing,
    Status,
)
from wgtool.kernel import waits
from wgtool.kernel.actors import Actor, Eyes, Reader
from wgtool.kernel.asked import once_a_page
from wgtool.kernel.db import Ref, db
from wgtool.kernel.folding import fold
from wgtool.kernel.sight import visible
from wgtool.kernel.slots import THING
from wgtool.kernel.waits import Wait
from wgtool.plan.models import Edition, Item, Level

LISTED = (Group.id, Group.code, Group.name, Group.type, Group.country, Group.status)
SERVED = (Level.OUTPUT, Level.ACTIVITY)
OPEN = (Standing.INVITED, Standing.ASKED, Standing.IN)
IN = sa.and_(Membership.standing == Standing.IN, Membership.until.is_(None))


GROUP: sa.BindParameter[int] = sa.bindparam("group", type_=sa.Integer())
UNDONE = Merger.state.in_(UNDECIDED)
OPEN_PAUSES = Group.pauses.and_(Pause.ended_at.is_(None))
MERGERS = (
    sa.select(Merger)
    .where(sa.or_(Merger.group_id == GROUP, Merger.survivor_id == GROUP), UNDONE)
    .options(joinedload(Merger.group), joinedload(Merger.survivor))
)
MEMBERS = (
    sa.select(Membership)
    .where(Membership.group_id == GROUP, Membership.until.is_(None), Membership.standing.in_(OPEN))
    .options(joinedload(Membership.organisation))
    .order_by(Membership.id)
)


def whole() -> list[_AbstractLoad]:
    """Load a group with what it serves, its pause, its mergers, and who is in it, invited or asking: two statements."""
    still_open = Group.memberships.and_(Membership.until.is_(None), Membership.standing.in_(OPEN))
    return [
        joinedload(Group.organisation),
        joinedload(Group.alignments).joinedload(Alignment.item).joinedload(Item.edition),
        joinedload(OPEN_PAUSES),
        joinedload(Group.mergers.and_(UNDONE)).joinedload(Merger.survivor),
        joinedload(Group.askers.and_(UNDONE)).joinedload(Merger.group),
        selectinload(still_open).joinedload(Membership.organisation),
    ]


def active(*, most: int = 12) -> Sequence[Group]:
    """Give the active groups everybody may see, the newest first."""
    found = sa.select(Group).where(visible(Group, Actor.guest()), Group.status == Status.ACTIVE)
    return db.session.scalars(found.order_by(Group.active_since.desc(), Group.id.desc()).limit(most)).all()


def of_an_organisation(reader: Reader) -> sa.ColumnElement[bool]:
    """Say whether the organisation whose page it is has people in a group the reader may know of."""
    here = (Membership.organisation_id == THING, IN, Group.status.not_in(OVER), visible(Group, reader))
    return sa.exists().where(Membership.group_id == Group.id, *here)


def of_organisation(organisation: int, *, seen_by: Actor) -> Sequence[tuple[Group, Role]]:
    """Give the groups in which an organisation has people, with their roles."""
    found = sa.select(Group, Membership.role).join(Membership.group)
    found = found.where(Membership.organisation_id == organisation, IN, Group.status.not_in(OVER))
    rows = db.session.execute(found.where(visible(Group, seen_by)).order_by(Group.folded, Membership.id))
    return [(group, role) for group, role in rows]


def by_code(code: str, *, seen_by: Actor) -> Group | None:
    """Give a group whole, if the reader may know of it: as `whole` loads it, in two statements.

    A third where a merger is undecided: to join mergers to all that have none took half as long again.
    """
    found = db.session.execute(_by_code(seen_by.eyes), seen_by.asking(code=code)).unique().one_or_none()
    if found is None:
        return None
    group: Group = found[0]
    members = db.session.scalars(MEMBERS, {"group": group.id}).all()
    set_committed_value(group, "memberships", members)
    for row in members:
        set_committed_value(row, "group", group)
    asks, askers = mergers(group.id) if found.merges else ([], [])
    set_committed_value(group, "mergers", asks)
    set_committed_value(group, "askers", askers)
    return group


def mergers(group: int) -> tuple[list[Merger], list[Merger]]:
    """Give the undecided mergers that a group asks for, and those that others ask of it, with the groups of both sides."""
    rows = db.session.scalars(MERGERS, {"group": group}).all()
    return [row for row in rows if row.group_id == group], [row for row in rows if row.survivor_id == group]


def merges() -> sa.ColumnElement[bool]:
    """Say whether a merger of the group is undecided, or one into it, as a part of the statement that asks for it."""
    return sa.exists().where(sa.or_(Merger.group_id == Group.id, Merger.survivor_id == Group.id), UNDONE)


@cache
def _by_code(seen_by: Eyes) -> sa.Select[Group, bool]:
    asked = Group.code == sa.bindparam("code", type_=sa.String())
    found = sa.select(Group, merges().label("merges")).where(asked, visible(Group, seen_by))
    serves = joinedload(Group.alignments).joinedload(Alignment.item).joinedload(Item.edition)
    return found.options(joinedload(Group.organisation), serves, joinedload(OPEN_PAUSES))


@once_a_page
def before_body(id: int) -> tuple[str, str]:
    """Give the code of a group and the label of its terms that are before the SAG, "v1" if none are."""
    terms = sa.and_(Document.owner_kind == Group.kind, Document.owner_id == Group.id, Document.template == TERMS)
    asked = sa.and_(Version.document_id == Document.id, Version.status == VersionStatus.SUBMITTED)
    found = sa.select(Group.code, Version.label).select_from(Group).outerjoin(Document, terms).outerjoin(Version, asked)
    row = db.session.execute(found.where(Group.id == id)).first()
    return (row.code, row.label or "v1") if row else ("", "v1")


def code_now(code: str, *, seen_by: Actor) -> str | None:
    """Give the code of today of a group that has this one, or had it before."""
    before = Group.id.in_(sa.select(OldCode.group_id).where(OldCode.code == code))
    found = sa.select(Group.code).where(sa.or_(Group.code == code, before), visible(Group, seen_by))
    return db.session.scalar(found.order_by(Group.code != code).limit(1))


def to_change(id: int) -> sa.Select[Group]:
    """Select a group whole, to change it."""
    return sa.select(Group).where(Group.id == id).options(*whole())


def by_id(id: int) -> Group | None:
    """Give a group whole as it stands in the database, for its waits."""
    return db.session.scalars(to_change(id).execution_options(populate_existing=True)).unique().one_or_none()


def code_taken(code: str, *, but: int | None = None) -> bool:
    """Say whether a group has this code, or had it."""
    now = sa.select(Group.id).where(Group.code == code)
    before = sa.select(OldCode.group_id).where(OldCode.code == code)
    return any(id != but for id in db.session.scalars(sa.union_all(now, before)))


def name_taken(name: str, *, but: int | None = None) -> bool:
    """Say whether a group that everybody sees, and is not over, has this name."""
    found = sa.select(Group.id).where(
        Group.folded == fold(name), Group.status.not_in(OVER), visible(Group, Actor.guest())
    )
    return any(id != but for id in db.session.scalars(found))


def proposals_of(person: int) -> Sequence[int]:
    """Give the ids of a person's proposals that only they and the support team may see."""
    hidden = (Group.audience == f"person:{person}", Group.proposer_id == person)
    return db.session.scalars(sa.select(Group.id).where(*hidden).order_by(Group.id)).all()


def served() -> Sequence[Item]:
    """Give the outputs and activities a group may serve, in printed order."""
    found = sa.select(Item).join(Item.edition).where(Edition.current, Item.level.in_(SERVED), Item.dropped_at.is_(None))
    return db.session.scalars(found.order_by(Item.place)).all()


def items(ids: Iterable[int]) -> Sequence[Item]:
    """Give items of the plan by id."""
    return db.session.scalars(sa.select(Item).where(Item.id.in_(set(ids))).order_by(Item.place)).all()


def turns(refs: Iterable[Ref], *, seen_by: Actor) -> Sequence[Wait]:
    """Give the lines that say whose turn it is with any of these things."""
    return waits.kept(refs, seen_by=seen_by)
