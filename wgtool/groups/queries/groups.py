"""Groups: lists, one of them whole, what may be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.strategy_options import _AbstractLoad

from wgtool.documents.models import Document, Version, VersionStatus
from wgtool.documents.outlines import TERMS
from wgtool.groups.models import (
    LEADS,
    OVER,
    UNDECIDED,
    Alignment,
    Deliverable,
    Group,
    Kind,
    Membership,
    Merger,
    OldCode,
    Pause,
    Progress,
    Role,
    Standing,
    Status,
)
from wgtool.kernel import waits
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.folding import fold
from wgtool.kernel.lists import Page, paged_values
from wgtool.kernel.sight import visible
from wgtool.kernel.waits import Wait
from wgtool.partners.models import Organisation
from wgtool.plan.models import Edition, Item, Level

LISTED = (Group.id, Group.code, Group.name, Group.type, Group.country, Group.status)
SERVED = (Level.OUTPUT, Level.ACTIVITY)
OPEN = (Standing.INVITED, Standing.ASKED, Standing.IN)
IN = sa.and_(Membership.standing == Standing.IN, Membership.until.is_(None))


def whole() -> list[_AbstractLoad]:
    """Load a group with what it serves, its pause, its mergers, and who is in it, invited or asking: two statements."""
    still_open = Group.memberships.and_(Membership.until.is_(None), Membership.standing.in_(OPEN))
    return [
        joinedload(Group.organisation),
        joinedload(Group.alignments).joinedload(Alignment.item).joinedload(Item.edition),
        joinedload(Group.pauses.and_(Pause.ended_at.is_(None))),
        joinedload(Group.mergers.and_(Merger.state.in_(UNDECIDED))).joinedload(Merger.survivor),
        joinedload(Group.askers.and_(Merger.state.in_(UNDECIDED))).joinedload(Merger.group),
        selectinload(still_open).joinedload(Membership.organisation),
    ]


def listed(
    *, seen_by: Actor, words: str = "", state: Status | None = None, type: Kind | None = None, country: str = "",
    number: int = 1,
) -> Page[Any]:  # fmt: skip
    """Give a page of the groups as lists show them, the reader's own first, those that are over last."""
    wanted = sa.select(*LISTED).where(visible(Group, seen_by))
    if words:
        found = sa.or_(Group.folded.contains(fold(words), autoescape=True),
                       Group.code.contains(words.strip().upper(), autoescape=True))  # fmt: skip
        wanted = wanted.where(found)
    if state:
        wanted = wanted.where(Group.status == state)
    if type:
        wanted = wanted.where(Group.type == type)
    if country:
        wanted = wanted.where(Group.country == country)
    mine = sa.case((Group.id.in_(seen_by.ids("group")), 0), (Group.status.in_(OVER), 2), else_=1)
    return paged_values(wanted.order_by(mine, Group.folded, Group.id), number)


def led_by(groups: Iterable[int]) -> dict[int, list[str | None]]:
    """Give the organisations of who leads and co-leads each group; None is the support team."""
    wanted = sa.select(Membership.group_id, Organisation.name).outerjoin(Membership.organisation)
    wanted = wanted.where(Membership.group_id.in_(list(groups)), IN, Membership.role.in_(LEADS))
    found: dict[int, list[str | None]] = {}
    for group, name in db.session.execute(wanted.order_by(Membership.id)):
        found.setdefault(group, []).append(name)
    return found


def active(*, most: int = 12) -> Sequence[Group]:
    """Give the active groups everybody may see, the newest first."""
    found = sa.select(Group).where(visible(Group, Actor.guest()), Group.status == Status.ACTIVE)
    return db.session.scalars(found.order_by(Group.active_since.desc(), Group.id.desc()).limit(most)).all()


def serving(item: Item, *, seen_by: Actor) -> tuple[list[Group], list[tuple[Group, list[Deliverable]]]]:
    """Give the groups that serve an item or, of an activity, its output, over ones left out; and what groups make for
    it or, of an output, for its activities, group by group, dropped ones left out: one statement.
    """  # fmt: skip
    ids = [item.id, *([item.parent_id] if item.level == Level.ACTIVITY and item.parent_id else [])]
    serves = sa.and_(Group.alignments.any(Alignment.item_id.in_(ids)), Group.status.not_in(OVER))
    below = sa.select(Item.id).where(Item.parent_id == item.id)
    here = sa.or_(Deliverable.item_id == item.id, Deliverable.item_id.in_(below))
    made = sa.and_(Deliverable.group_id == Group.id, here, Deliverable.status != Progress.DROPPED)
    found = sa.select(Group, serves.label("serves"), Deliverable).options(joinedload(Deliverable.owner))
    found = found.outerjoin(Deliverable, sa.and_(made, visible(Deliverable, seen_by)))
    found = found.where(sa.or_(serves, Deliverable.id.is_not(None)), visible(Group, seen_by))
    order = (Group.folded, Group.id, Deliverable.due_on.is_(None), Deliverable.due_on, Deliverable.serial)
    groups: dict[int, Group] = {}
    plans: dict[int, tuple[Group, list[Deliverable]]] = {}
    for group, counts, row in db.session.execute(found.order_by(*order)).unique():
        if counts:
            groups[group.id] = group
        if row is not None:
            set_committed_value(row, "group", group)
            plans.setdefault(group.id, (group, []))[1].append(row)
    return list(groups.values()), list(plans.values())


def aligned(items: Iterable[int], *, seen_by: Actor) -> dict[int, list[tuple[str, str, Status]]]:
    """Give (code, name, status) of the groups that serve any of the items, by item; over ones left out."""
    wanted = sa.select(Alignment.item_id, Group.code, Group.name, Group.status).join(Group)
    wanted = wanted.where(Alignment.item_id.in_(set(items)), Group.status.not_in(OVER), visible(Group, seen_by))
    found: dict[int, list[tuple[str, str, Status]]] = {}
    for item, code, name, status in db.session.execute(wanted.order_by(Group.folded)):
        found.setdefault(item, []).append((code, name, status))
    return found


def of_organisation(organisation: int, *, seen_by: Actor) -> Sequence[tuple[Group, Role]]:
    """Give the groups in which an organisation has people, with their roles."""
    found = sa.select(Group, Membership.role).join(Membership.group)
    found = found.where(Membership.organisation_id == organisation, IN, Group.status.not_in(OVER))
    rows = db.session.execute(found.where(visible(Group, seen_by)).order_by(Group.folded, Membership.id))
    return [(group, role) for group, role in rows]


def by_code(code: str, *, seen_by: Actor) -> Group | None:
    """Give a group whole, if the reader may know of it."""
    group = db.session.scalars(_by_code(seen_by), {"code": code}).unique().one_or_none()
    for row in group.memberships if group else []:
        set_committed_value(row, "group", group)
    return group


@lru_cache(maxsize=512)
def _by_code(seen_by: Actor) -> sa.Select[Group]:
    asked = Group.code == sa.bindparam("code", type_=sa.String())
    return sa.select(Group).where(asked, visible(Group, seen_by)).options(*whole())


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
