"""Sign-ups: one, those of an activity or an organisation, how many there are, what an offer meets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, load_only

from wgtool.accounts.models import Belonging
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.sight import Sight, visible
from wgtool.kernel.terms import current
from wgtool.kernel.waits import Wait
from wgtool.partners.models import Organisation
from wgtool.plan.models import Edition, Item
from wgtool.plan.queries import EDITION
from wgtool.signups.models import OPEN, Role, SignUp, Status

PUBLIC = SignUp.sight == Sight.PUBLIC
FIRST, LAST = (sa.bindparam(name, type_=sa.Integer()) for name in ("first", "last"))


@dataclass(frozen=True)
class Lead:
    """A confirmed lead of an activity; `country` empty is everywhere."""

    organisation: int
    name: str
    slug: str
    country: str


class Count(NamedTuple):
    """The public sign-ups of an activity in one country, or everywhere: how many stand, whether one leads.

    `left` says that somebody left a role there after taking it on, and nobody has it now.
    """

    item: int
    country: str
    confirmed: int
    offered: int
    led: bool
    left: bool


def to_change(id: int) -> sa.Select[SignUp]:
    """Select a sign-up with its activity, organisation and who leads in its place, to change it."""
    return sa.select(SignUp).options(*_whole()).where(SignUp.id == id)


def item_to_change(id: int) -> sa.Select[Item]:
    """Select the activity under which a sign-up stands, to hold it first."""
    return sa.select(Item).options(joinedload(Item.edition)).where(Item.id == id)


def _whole() -> tuple[sa.orm.interfaces.ORMOption, ...]:
    return (
        joinedload(SignUp.item).joinedload(Item.edition),
        joinedload(SignUp.organisation),
        joinedload(SignUp.taken_by).joinedload(SignUp.organisation),
    )


def seen(id: int, *, seen_by: Actor) -> SignUp | None:
    """Give a sign-up with what its page shows, if the reader may know of it."""
    return db.session.scalars(to_change(id).where(visible(SignUp, seen_by))).unique().one_or_none()


def by_id(id: int) -> SignUp | None:
    """Give a sign-up with what its rules need."""
    return db.session.scalars(to_change(id)).unique().one_or_none()


def of_item(item: int, *, seen_by: Actor) -> Sequence[SignUp]:
    """Give the sign-ups of an activity, the standing ones first, with their organisations: one statement."""
    return db.session.scalars(_of_item(seen_by), {"item": item}).all()


@lru_cache(maxsize=512)
def _of_item(seen_by: Actor) -> sa.Select[SignUp]:
    shown = contains_eager(SignUp.organisation).load_only(Organisation.slug, Organisation.name)
    wanted = sa.select(SignUp).join(SignUp.organisation).options(shown, _listed())
    wanted = wanted.where(SignUp.item_id == sa.bindparam("item", type_=sa.Integer()), visible(SignUp, seen_by))
    return wanted.order_by(_rank(SignUp.status, Status), _rank(SignUp.role, Role), SignUp.id)


def _listed() -> sa.orm.interfaces.LoaderOption:
    """Load of a sign-up what a row of a list shows."""
    return load_only(SignUp.role, SignUp.country, SignUp.offers, SignUp.status, SignUp.ends_on, SignUp.sight)


def of_organisation(organisation: int, *, seen_by: Actor) -> Sequence[SignUp]:
    """Give what an organisation took on and offered, with the activities: one statement."""
    wanted = sa.select(SignUp).join(SignUp.item).options(contains_eager(SignUp.item).joinedload(Item.edition))
    wanted = wanted.where(SignUp.organisation_id == organisation, visible(SignUp, seen_by))
    return db.session.scalars(wanted.order_by(_rank(SignUp.status, Status), Item.place, SignUp.id)).all()


def _rank(column: sa.orm.InstrumentedAttribute[Status] | sa.orm.InstrumentedAttribute[Role],
          order: type[Status] | type[Role]) -> sa.Case[int]:  # fmt: skip
    """Order by an enum's own order; what is confirmed comes before what is offered."""
    places = {member: place for place, member in enumerate(order)}
    if order is Status:
        places[Status.CONFIRMED] = -1
    return sa.case(places, value=column)


LEADS = (
    sa.select(SignUp.item_id, Organisation.id, Organisation.name, Organisation.slug, SignUp.country)
    .join(Organisation, Organisation.id == SignUp.organisation_id)
    .join(Item, Item.id == SignUp.item_id)
    .where(Item.edition_id == EDITION, SignUp.role == Role.LEAD, SignUp.status == Status.CONFIRMED)
    .order_by(SignUp.country)
)


def leads(edition: Edition) -> dict[int, list[Lead]]:
    """Give the confirmed leads of an edition's activities, those of everywhere first: one statement."""
    found: dict[int, list[Lead]] = {}
    for item, id, name, slug, country in db.session.execute(LEADS, {"edition": edition.id}):
        found.setdefault(item, []).append(Lead(id, name, slug, country))
    return found


def _counted() -> sa.Select[Any]:
    """Count by role first, since a role that was left may be taken by another, then by country."""
    gone = sa.and_(SignUp.status.in_((Status.WITHDRAWN, Status.LAPSED)), SignUp.confirmed_at.is_not(None))
    by = (SignUp.item_id, SignUp.country, SignUp.role)
    role = (
        sa.select(*by, _times(SignUp.status == Status.CONFIRMED, "confirmed"),
                  _times(SignUp.status == Status.OFFERED, "offered"), _times(gone, "gone"))
        .where(SignUp.item_id.between(FIRST, LAST), PUBLIC).group_by(*by).subquery()
    ).c  # fmt: skip
    led = _times(sa.and_(role.role == Role.LEAD, role.confirmed > 0), "led")
    left = _times(sa.and_(role.gone > 0, role.confirmed == 0), "left")
    figures = (sa.func.sum(role.confirmed), sa.func.sum(role.offered), led, left)
    return sa.select(role.item_id, role.country, *figures).group_by(role.item_id, role.country)


def _times(holds: sa.ColumnElement[bool], name: str) -> sa.Label[int]:
    return sa.func.sum(sa.case((holds, 1), else_=0)).label(name)


COUNTS = _counted()


def counts(items: Collection[int]) -> dict[int, list[Count]]:
    """Count the public sign-ups of activities by country: one statement.

    It counts from the first id to the last, along the index; what an edition does not hold of that is rarely anything.
    """
    found: dict[int, list[Count]] = {}
    ends = {"first": min(items, default=0), "last": max(items, default=0)}
    for item, country, confirmed, offered, led, left in db.session.execute(COUNTS, ends):
        found.setdefault(item, []).append(Count(item, country, int(confirmed), int(offered), led > 0, left > 0))
    return found


def organisation(id: int | None) -> Organisation | None:
    """Give an organisation with nothing beside it."""
    return db.session.get(Organisation, id) if id else None


def turns(signup: SignUp, *, seen_by: Actor) -> list[dict[str, object]]:
    """Say whose turn it is with a sign-up, as the reader is told: the actor's own first."""
    wanted = sa.select(Wait).where(Wait.kind == signup.kind, Wait.thing == signup.id, visible(Wait, seen_by))
    lines = [(line, line.holder in seen_by.keys) for line in db.session.scalars(wanted)]
    return [{"mine": mine, "sentence": line.sentence() if mine else line.told_to_others()} for line, mine in lines]


def same(item: int, organisation: int, role: Role, country: str, *, but: int = 0) -> SignUp | None:
    """Give the standing sign-up that says the same already, if there is one."""
    what = (SignUp.item_id == item, SignUp.organisation_id == organisation, SignUp.role == role)
    wanted = sa.select(SignUp).where(
        *what, SignUp.country == country, SignUp.status.in_(OPEN), PUBLIC, SignUp.id != but
    )
    return db.session.scalars(wanted).first()


def same_of_person(signup: SignUp, person: int | None) -> bool:
    """Say whether a provisional person has made the same offer already."""
    what = (SignUp.item_id == signup.item_id, SignUp.organisation_id == signup.organisation_id, ~PUBLIC)
    how = (SignUp.role == signup.role, SignUp.country == signup.country, SignUp.status == Status.OFFERED)
    return db.session.scalar(sa.select(SignUp.id).where(*what, *how, SignUp.offered_by == person)) is not None


def leader(item: int, country: str) -> Organisation | None:
    """Give the organisation that takes the lead's place."""
    wanted = sa.select(Organisation).join(SignUp, SignUp.organisation_id == Organisation.id)
    led = (SignUp.role == Role.LEAD, SignUp.status == Status.CONFIRMED, SignUp.country == country)
    return db.session.scalars(wanted.where(SignUp.item_id == item, *led)).one_or_none()


def rivals(signup: SignUp) -> list[Ref]:
    """Give the other offers to lead in the same place; they are told what happens to it."""
    if signup.role != Role.LEAD:
        return []
    here = (SignUp.item_id == signup.item_id, SignUp.country == signup.country, SignUp.id != signup.id)
    wanted = sa.select(SignUp.id).where(*here, SignUp.role == Role.LEAD, SignUp.status == Status.OFFERED, PUBLIC)
    return [Ref("signup", id) for id in db.session.scalars(wanted)]


def provisional_no_more(organisation: int) -> Sequence[tuple[int, int]]:
    """Give (activity, sign-up) of offers made by people of an organisation who are confirmed now."""
    wanted = sa.select(SignUp.item_id, SignUp.id).join(Organisation, Organisation.id == SignUp.organisation_id)
    sure = sa.exists().where(
        Belonging.person_id == SignUp.offered_by, Belonging.organisation_id == SignUp.organisation_id,
        Belonging.confirmed_at.is_not(None), current(Belonging),
    )  # fmt: skip
    wanted = wanted.where(SignUp.organisation_id == organisation, ~PUBLIC, SignUp.status == Status.OFFERED)
    wanted = wanted.where(sure, Organisation.looked_at.is_not(None)).order_by(SignUp.item_id, SignUp.id)
    return [(item, id) for item, id in db.session.execute(wanted)]


def overdue() -> Sequence[int]:
    """Give the ids of standing sign-ups whose last day is over."""
    wanted = sa.select(SignUp.id).where(SignUp.status.in_(OPEN), SignUp.ends_on < clock.today())
    return db.session.scalars(wanted.order_by(SignUp.item_id, SignUp.id)).all()


def waiting() -> Sequence[int]:
    """Give the ids of offers that wait for somebody."""
    return db.session.scalars(sa.select(SignUp.id).where(SignUp.status == Status.OFFERED, PUBLIC)).all()


def open_on(item: int) -> Sequence[tuple[str, Role]]:
    """Give (organisation, role) of what stands on an activity."""
    wanted = sa.select(Organisation.name, SignUp.role).join(SignUp, SignUp.organisation_id == Organisation.id)
    rows = db.session.execute(wanted.where(SignUp.item_id == item, SignUp.status.in_(OPEN)).order_by(SignUp.id))
    return [(name, role) for name, role in rows]
