"""One sign-up, and what its rules must know of others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from wgtool.accounts.models import Belonging
from wgtool.groups import queries as groups
from wgtool.groups.models import Deliverable
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor, Eyes
from wgtool.kernel.db import Ref, db
from wgtool.kernel.readings import Reading, beside
from wgtool.kernel.sight import Sight, visible
from wgtool.kernel.terms import current
from wgtool.kernel.writes import hold
from wgtool.partners.models import Organisation
from wgtool.plan.models import Edition, Item
from wgtool.signups.models import OPEN, Role, SignUp, Status, Taken
from wgtool.signups.suspended import SUSPENDED

PUBLIC = SignUp.sight == Sight.PUBLIC


ID = sa.bindparam("id", type_=sa.Integer())
TAKEN_BY = joinedload(SignUp.taken_by).joinedload(SignUp.organisation)
WITH_GROUP = joinedload(SignUp.deliverable).joinedload(Deliverable.group)


def to_change(id: int) -> sa.Select[SignUp]:
    """Select a sign-up with its activity or deliverable, organisation and who leads in its place, to change it."""
    with_group = selectinload(SignUp.deliverable).selectinload(Deliverable.group).options(*groups.whole())
    return sa.select(SignUp).options(*_whole(), TAKEN_BY, with_group).where(SignUp.id == id)


def item_to_change(id: int) -> sa.Select[Item]:
    """Select the activity under which a sign-up stands, to hold it first."""
    return sa.select(Item).options(joinedload(Item.edition)).where(Item.id == id)


ITEM_TO_CHANGE = sa.select(Item).options(joinedload(Item.edition)).where(Item.id == ID)


def above_to_change(signup: SignUp) -> sa.Select[Any]:
    """Select what a sign-up is for, to hold it first."""
    if signup.deliverable_id is not None:
        return groups.deliverable_to_change(signup.deliverable_id)
    assert signup.item_id is not None
    return item_to_change(signup.item_id)


def taken_to_change(on: Taken) -> Taken:
    """Hold what is to be taken on, and give it."""
    if isinstance(on, Deliverable):
        return hold(groups.deliverable_to_change(on.id))
    return hold(ITEM_TO_CHANGE, {"id": on.id})


def on_it(on: Taken) -> sa.ColumnElement[bool]:
    """Give the clause that a sign-up stands on something."""
    return SignUp.deliverable_id == on.id if isinstance(on, Deliverable) else SignUp.item_id == on.id


def _whole() -> tuple[sa.orm.interfaces.ORMOption, ...]:
    return joinedload(SignUp.item).joinedload(Item.edition), joinedload(SignUp.organisation)


def seen(id: int, *, seen_by: Actor) -> SignUp | None:
    """Give a sign-up with what its page shows, if the reader may know of it."""
    return _completed(db.session.scalars(_seen(seen_by.eyes), seen_by.asking(id=id)).one_or_none())


@cache
def _seen(seen_by: Eyes) -> sa.Select[SignUp]:
    return BY_ID.where(visible(SignUp, seen_by))


ORGANISATION = Reading(Organisation, "slug name short type standing")
SHOWN = Reading(SignUp, item=Reading(Item, edition=Reading(Edition, "slug")), organisation=ORGANISATION)
LEADER = Reading(SignUp, organisation=ORGANISATION)


def shown(id: int, *, seen_by: Actor) -> SignUp | None:
    """Read a sign-up for its page, if the reader may know of it; one for a deliverable is loaded, as few are."""
    found = SHOWN.first(_shown(seen_by.eyes), seen_by.asking(id=id))
    if found is None or found.deliverable_id is not None:
        return found and seen(id, seen_by=seen_by)
    rival = found.role == Role.LEAD and found.status == Status.OFFERED
    place = {"item": found.item_id, "country": found.country}
    return beside(found, deliverable=None, taken_by=LEADER.first(_leading(), place) if rival else None)


@cache
def _shown(seen_by: Eyes) -> sa.Select[Any]:
    return SHOWN.select().where(SignUp.id == ID, visible(SignUp, seen_by))


@cache
def _leading() -> sa.Select[Any]:
    """Select the sign-up that takes the lead's place for an activity in a country."""
    there = (SignUp.item_id == sa.bindparam("item"), SignUp.country == sa.bindparam("country"))
    return LEADER.select().where(*there, SignUp.role == Role.LEAD, SignUp.status == Status.CONFIRMED)


BY_ID = sa.select(SignUp).options(*_whole()).where(SignUp.id == ID)
BESIDE = sa.select(SignUp).options(TAKEN_BY, WITH_GROUP).where(SignUp.id == ID)
RULED_BY = {"item", "organisation"}


def by_id(id: int) -> SignUp | None:
    """Give a sign-up with what its rules need; one that the session has whole is not asked for again."""
    held = db.session.identity_map.get(db.session.identity_key(SignUp, id))
    if held is None or not RULED_BY.isdisjoint(sa.inspect(held).unloaded):
        held = db.session.scalars(BY_ID, {"id": id}).one_or_none()
    return _completed(held)


def offered_among(ids: Sequence[int]) -> Sequence[SignUp]:
    """Give those of some sign-ups that wait for a yes, as they are now, with what says whose turn it is: one statement."""
    wanted = sa.select(SignUp).options(*_whole(), TAKEN_BY, WITH_GROUP)
    wanted = wanted.where(SignUp.id.in_(ids), SignUp.status == Status.OFFERED)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).unique().all()


def _completed(signup: SignUp | None) -> SignUp | None:
    """Load what few have beside them: who leads in the place of an offer to lead, and the deliverable it is for."""
    if signup is None:
        return None
    if signup.role == Role.LEAD or signup.deliverable_id is not None:
        return db.session.scalars(BESIDE, {"id": signup.id}).unique().one()
    for name in ("taken_by", "deliverable"):
        set_committed_value(signup, name, None)
    return signup


def organisation(id: int | None) -> Organisation | None:
    """Read an organisation with nothing beside it, as forms and pages of sign-ups ask of it."""
    return ORGANISATION.first(_organisation(), {"id": id}) if id else None


@cache
def _organisation() -> sa.Select[Any]:
    return ORGANISATION.select().where(Organisation.id == ID)


def leader(on: Taken, country: str) -> Organisation | None:
    """Give the organisation that takes the lead's place."""
    wanted = sa.select(Organisation).join(SignUp, SignUp.organisation_id == Organisation.id)
    led = (SignUp.role == Role.LEAD, SignUp.status == Status.CONFIRMED, SignUp.country == country)
    return db.session.scalars(wanted.where(on_it(on), *led)).one_or_none()


def rivals(signup: SignUp) -> list[Ref]:
    """Give the other offers to lead in the same place; they are told what happens to it."""
    if signup.role != Role.LEAD:
        return []
    here = (on_it(signup.on), SignUp.country == signup.country, SignUp.id != signup.id)
    wanted = sa.select(SignUp.id).where(*here, SignUp.role == Role.LEAD, SignUp.status == Status.OFFERED, PUBLIC)
    return [Ref("signup", id) for id in db.session.scalars(wanted)]


def provisional_no_more(organisation: int) -> Sequence[int]:
    """Give the ids of offers made by people of an organisation who are confirmed now."""
    wanted = sa.select(SignUp.id).join(Organisation, Organisation.id == SignUp.organisation_id)
    sure = sa.exists().where(
        Belonging.person_id == SignUp.offered_by, Belonging.organisation_id == SignUp.organisation_id,
        Belonging.confirmed_at.is_not(None), current(Belonging),
    )  # fmt: skip
    wanted = wanted.where(SignUp.organisation_id == organisation, ~PUBLIC, SignUp.status == Status.OFFERED)
    wanted = wanted.where(sure, Organisation.looked_at.is_not(None)).order_by(
        SignUp.item_id, SignUp.deliverable_id, SignUp.id
    )
    return db.session.scalars(wanted).all()


def overdue() -> Sequence[int]:
    """Give the ids of standing sign-ups whose last day is over, but for those that a paused group suspends."""
    over = (SignUp.status.in_(OPEN), SignUp.ends_on < clock.today(), sa.not_(SUSPENDED))
    wanted = sa.select(SignUp.id).where(*over)
    return db.session.scalars(wanted.order_by(SignUp.item_id, SignUp.deliverable_id, SignUp.id)).all()


def waiting() -> Sequence[int]:
    """Give the ids of offers that wait for somebody."""
    return db.session.scalars(sa.select(SignUp.id).where(SignUp.status == Status.OFFERED, PUBLIC)).all()


def open_on(item: int) -> Sequence[tuple[int, str, Role]]:
    """Give (id, organisation, role) of what stands on an activity."""
    wanted = sa.select(SignUp.id, Organisation.name, SignUp.role).join(
        SignUp, SignUp.organisation_id == Organisation.id
    )
    rows = db.session.execute(wanted.where(SignUp.item_id == item, SignUp.status.in_(OPEN)).order_by(SignUp.id))
    return [(id, name, role) for id, name, role in rows]


def by_standing(item: int) -> Sequence[int]:
    """Give the ids of what stands on an activity, also of what nobody but its maker sees: what counts first, by its age."""
    wanted = sa.select(SignUp.id).where(SignUp.item_id == item, SignUp.status.in_(OPEN))
    return db.session.scalars(wanted.order_by(SignUp.confirmed_at.is_(None), SignUp.confirmed_at, SignUp.id)).all()


def standing_of(item: int, organisation: int, country: str) -> Sequence[SignUp]:
    """Give the public sign-ups of an organisation that stand on an activity in a place."""
    here = (SignUp.item_id == item, SignUp.organisation_id == organisation, SignUp.country == country)
    return db.session.scalars(sa.select(SignUp).where(*here, PUBLIC, SignUp.status.in_(OPEN)).order_by(SignUp.id)).all()


def offered_under(group: int) -> Sequence[int]:
    """Give the ids of offers that wait for a yes on what a group makes, or on an activity it serves."""
    made = sa.select(Deliverable.id).where(Deliverable.group_id == group)
    under = sa.or_(SignUp.deliverable_id.in_(made), SignUp.item_id.in_(groups.activities_of(group)))
    return db.session.scalars(
        sa.select(SignUp.id).where(SignUp.status == Status.OFFERED, under).order_by(SignUp.id)
    ).all()


def open_for(deliverable: int) -> Sequence[int]:
    """Give the ids of what stands on a deliverable, also of what nobody but its maker sees."""
    wanted = sa.select(SignUp.id).where(SignUp.deliverable_id == deliverable, SignUp.status.in_(OPEN))
    return db.session.scalars(wanted.order_by(SignUp.id)).all()
