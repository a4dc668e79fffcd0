"""Every SELECT of groups. Who may not know of a group finds none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.interfaces import LoaderOption

from wgtool.accounts.models import Belonging, Person, RoleName
from wgtool.accounts.models import Role as PersonRole
from wgtool.accounts.queries import names
from wgtool.groups.models import OVER, Alignment, Group, Kind, Membership, OldCode, Role, Standing, Status
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.folding import fold
from wgtool.kernel.lists import Page, paged
from wgtool.kernel.sight import visible
from wgtool.kernel.terms import current
from wgtool.kernel.waits import Wait
from wgtool.partners import models as partners
from wgtool.partners.models import Organisation
from wgtool.plan.models import Edition, Item, Level

SERVED = (Level.OUTPUT, Level.ACTIVITY)
OPEN = (Standing.INVITED, Standing.ASKED, Standing.IN)
IN = sa.and_(Membership.standing == Standing.IN, Membership.until.is_(None))


def _whole() -> list[LoaderOption]:
    """Load a group with what it serves and who is in it, invited or asking: two statements."""
    still_open = Group.memberships.and_(Membership.until.is_(None), Membership.standing.in_(OPEN))
    return [
        joinedload(Group.organisation),
        joinedload(Group.alignments).joinedload(Alignment.item).joinedload(Item.edition),
        selectinload(still_open).joinedload(Membership.organisation),
    ]


def listed(
    *, seen_by: Actor, words: str = "", state: Status | None = None, type: Kind | None = None, country: str = "",
    number: int = 1,
) -> Page[Group]:  # fmt: skip
    """Give a page of the groups, the reader's own first, those that are over last, with who is in them."""
    wanted = sa.select(Group).where(visible(Group, seen_by))
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
    inside = selectinload(Group.memberships.and_(IN)).joinedload(Membership.organisation)
    return paged(wanted.order_by(mine, Group.folded, Group.id).options(inside), number)


def active(*, most: int = 12) -> Sequence[Group]:
    """Give the active groups everybody may see, the newest first."""
    found = sa.select(Group).where(visible(Group, Actor.guest()), Group.status == Status.ACTIVE)
    return db.session.scalars(found.order_by(Group.active_since.desc(), Group.id.desc()).limit(most)).all()


def serving(item: Item, *, seen_by: Actor) -> Sequence[Group]:
    """Give the groups that serve an item or, of an activity, its output; over ones left out."""
    ids = [item.id, *([item.parent_id] if item.level == Level.ACTIVITY and item.parent_id else [])]
    served = Group.alignments.any(Alignment.item_id.in_(ids))
    found = sa.select(Group).where(served, Group.status.not_in(OVER), visible(Group, seen_by))
    return db.session.scalars(found.order_by(Group.folded)).all()


def of_organisation(organisation: int, *, seen_by: Actor) -> Sequence[tuple[Group, Role]]:
    """Give the groups in which an organisation has people, with their roles."""
    found = sa.select(Group, Membership.role).join(Membership.group)
    found = found.where(Membership.organisation_id == organisation, IN, Group.status.not_in(OVER))
    rows = db.session.execute(found.where(visible(Group, seen_by)).order_by(Group.folded, Membership.id))
    return [(group, role) for group, role in rows]


def by_code(code: str, *, seen_by: Actor) -> Group | None:
    """Give a group whole, if the reader may know of it."""
    found = sa.select(Group).where(Group.code == code, visible(Group, seen_by)).options(*_whole())
    return db.session.scalars(found).unique().one_or_none()


def code_now(code: str, *, seen_by: Actor) -> str | None:
    """Give the code of today of a group that has this one, or had it before."""
    before = Group.id.in_(sa.select(OldCode.group_id).where(OldCode.code == code))
    found = sa.select(Group.code).where(sa.or_(Group.code == code, before), visible(Group, seen_by))
    return db.session.scalar(found.order_by(Group.code != code).limit(1))


def to_change(id: int) -> sa.Select[Group]:
    """Select a group whole, to change it."""
    return sa.select(Group).where(Group.id == id).options(*_whole())


def by_id(id: int) -> Group | None:
    """Give a group whole as it stands in the database, for its waits."""
    return db.session.scalars(to_change(id).execution_options(populate_existing=True)).unique().one_or_none()


def membership_by_id(id: int) -> Membership | None:
    """Give a membership with its group as they stand in the database, for its waits."""
    fresh = membership_to_change(id).execution_options(populate_existing=True)
    row = db.session.scalars(fresh).unique().one_or_none()
    group = by_id(row.group_id) if row else None
    return beside(row, group) if row and group else None


def beside(row: Membership, group: Group) -> Membership:
    """Put a whole group beside its membership; one select for both would load the membership twice."""
    set_committed_value(row, "group", group)
    return row


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


def membership(id: int, *, seen_by: Actor) -> Membership | None:
    """Give a membership with its group, person and organisation, if the reader may know of it.

    Who is in is known of organisations; invitations and requests are the group's, the person's and the support team's.
    """
    row = db.session.scalars(membership_to_change(id)).unique().one_or_none()
    group = _whole_if_seen(row.group_id, seen_by) if row else None
    if row is None or group is None or beside(row, group).standing == Standing.IN:
        return row if group else None
    near = (
        seen_by.supports
        or f"group:{group.id}" in seen_by.keys
        or seen_by.wears("coordinator", "country", group.country)
    )
    mine = seen_by.person is not None and seen_by.person in {row.person_id, group.proposer_id}
    return row if near or mine else None


def membership_to_change(id: int) -> sa.Select[Membership]:
    """Select a membership with its person and organisation, to change it; its group is held first."""
    both = (joinedload(Membership.person), joinedload(Membership.organisation))
    return sa.select(Membership).where(Membership.id == id).options(*both)


def _whole_if_seen(id: int, actor: Actor) -> Group | None:
    return db.session.scalars(to_change(id).where(visible(Group, actor))).unique().one_or_none()


def roster(group: Group, on: date) -> Sequence[Membership]:
    """Give who was in a group on a day, by role."""
    there = sa.and_(Membership.since <= on, sa.or_(Membership.until.is_(None), Membership.until > on))
    order = sa.case({role: place for place, role in enumerate(Role)}, value=Membership.role)
    found = sa.select(Membership).where(Membership.group_id == group.id, Membership.standing == Standing.IN, there)
    with_place = joinedload(Membership.organisation)
    return db.session.scalars(found.options(with_place).order_by(order, Membership.since, Membership.id)).all()


def open_of(person: int, *, organisation: int | None = None) -> Sequence[Membership]:
    """Give the memberships of a person that count or wait for an answer, for an organisation if one is named."""
    found = sa.select(Membership).where(Membership.person_id == person, Membership.until.is_(None))
    found = found.where(Membership.standing.in_(OPEN)).order_by(Membership.group_id, Membership.id)
    return db.session.scalars(found.where(Membership.organisation_id == organisation) if organisation else found).all()


def all_of(person: int) -> Sequence[Membership]:
    """Give all memberships a person ever had or was asked to have."""
    return db.session.scalars(sa.select(Membership).where(Membership.person_id == person)).all()


def invited_at(email: str) -> Sequence[Membership]:
    """Give the invitations to an address that nobody was found for yet."""
    at = sa.and_(Membership.email == email, Membership.person_id.is_(None), Membership.standing == Standing.INVITED)
    return db.session.scalars(sa.select(Membership).where(at, Membership.until.is_(None))).all()


def proposals_of(person: int) -> Sequence[int]:
    """Give the ids of a person's proposals that only they and the support team may see."""
    hidden = (Group.audience == f"person:{person}", Group.proposer_id == person)
    return db.session.scalars(sa.select(Group.id).where(*hidden).order_by(Group.id)).all()


@dataclass(frozen=True)
class Place:
    """Where a person belongs now: `confirmed` also says that the organisation was looked at, or that they support."""

    organisation: int | None = None
    confirmed: bool = False
    observer: bool = False


def place_of(person: int) -> Place:
    """Say where a person belongs now, in two statements."""
    belongs = sa.select(
        Belonging.organisation_id, Belonging.confirmed_at, Organisation.looked_at, Organisation.standing
    )
    row = db.session.execute(
        belongs.join(Belonging.organisation).where(Belonging.person_id == person, current(Belonging))
    ).one_or_none()
    support = sa.select(PersonRole.id).where(
        PersonRole.person_id == person, PersonRole.name == RoleName.SUPPORT, current(PersonRole)
    )
    supports = db.session.scalar(support.limit(1)) is not None
    if row is None:
        return Place(confirmed=supports)
    observer = row.standing == partners.Standing.OBSERVER
    return Place(row.organisation_id, supports or bool(row.confirmed_at and row.looked_at), observer)


def people(*, seen_by: Actor, but: Iterable[int] = ()) -> list[tuple[int, str]]:
    """Give (id, "name, organisation") of confirmed people whose names the reader may see, by name."""
    found = (
        sa.select(Person.id, Person.name, Organisation.name)
        .outerjoin(Belonging, sa.and_(Belonging.person_id == Person.id, current(Belonging)))
        .outerjoin(Organisation, Organisation.id == Belonging.organisation_id)
        .where(Person.forgotten_at.is_(None), Person.id.not_in(set(but)), Belonging.confirmed_at.is_not(None))
        .order_by(Person.name, Person.id)
    )
    if not seen_by.partner:
        return []
    rows = db.session.execute(found if seen_by.supports else found.where(Person.shown))
    return [(id, f"{name}, {at}" if at else name) for id, name, at in rows]


def known_names(memberships: Iterable[Membership], *, seen_by: Actor) -> dict[int, str]:
    """Give the names of the people of memberships as the reader may know them."""
    return names((m.person_id for m in memberships if m.person_id), seen_by=seen_by)


def served() -> Sequence[Item]:
    """Give the outputs and activities a group may serve, in printed order."""
    found = sa.select(Item).join(Item.edition).where(Edition.current, Item.level.in_(SERVED), Item.dropped_at.is_(None))
    return db.session.scalars(found.order_by(Item.place)).all()


def items(ids: Iterable[int]) -> Sequence[Item]:
    """Give items of the plan by id."""
    return db.session.scalars(sa.select(Item).where(Item.id.in_(set(ids))).order_by(Item.place)).all()


def is_active(person: int) -> bool:
    """Say whether this is somebody with an account."""
    found = sa.select(Person.id).where(Person.id == person, Person.forgotten_at.is_(None))
    return db.session.scalar(found) is not None


def turns(refs: Iterable[Ref], *, seen_by: Actor) -> Sequence[Wait]:
    """Give the lines that say whose turn it is with any of these things."""
    pairs = [sa.and_(Wait.kind == ref.kind, Wait.thing == ref.id) for ref in refs]
    if not pairs:
        return []
    return db.session.scalars(sa.select(Wait).where(sa.or_(*pairs), visible(Wait, seen_by)).order_by(Wait.id)).all()
