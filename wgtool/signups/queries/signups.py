"""One sign-up, and what its rules must know of others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from wgtool.accounts.models import Belonging
from wgtool.kernel import clock, waits
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.sight import Sight, visible
from wgtool.kernel.terms import current
from wgtool.partners.models import Organisation
from wgtool.plan.models import Item
from wgtool.signups.models import OPEN, Role, SignUp, Status
from wgtool.signups.suspended import SUSPENDED

PUBLIC = SignUp.sight == Sight.PUBLIC


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
    return db.session.scalars(_seen(seen_by), {"id": id}).unique().one_or_none()


@lru_cache(maxsize=512)
def _seen(seen_by: Actor) -> sa.Select[SignUp]:
    asked = SignUp.id == sa.bindparam("id", type_=sa.Integer())
    return sa.select(SignUp).options(*_whole()).where(asked, visible(SignUp, seen_by))


BY_ID = sa.select(SignUp).options(*_whole()).where(SignUp.id == sa.bindparam("id", type_=sa.Integer()))


def by_id(id: int) -> SignUp | None:
    """Give a sign-up with what its rules need."""
    return db.session.scalars(BY_ID, {"id": id}).unique().one_or_none()


def organisation(id: int | None) -> Organisation | None:
    """Give an organisation with nothing beside it."""
    return db.session.get(Organisation, id) if id else None


def turns(signup: SignUp, *, seen_by: Actor) -> list[dict[str, object]]:
    """Say whose turn it is with a sign-up, as the reader is told: the actor's own first."""
    kept = db.session.scalars(waits.of_one(seen_by), {"kind": signup.kind, "thing": signup.id})
    lines = [(line, line.holder in seen_by.keys) for line in kept]
    return [{"mine": mine, "sentence": line.sentence() if mine else line.told_to_others()} for line, mine in lines]


SAME = sa.select(SignUp).where(
    SignUp.item_id == sa.bindparam("item"), SignUp.organisation_id == sa.bindparam("organisation"),
    SignUp.role == sa.bindparam("role"), SignUp.country == sa.bindparam("country"), SignUp.id != sa.bindparam("but"),
    SignUp.status.in_(OPEN), PUBLIC,
)  # fmt: skip


def same(item: int, organisation: int, role: Role, country: str, *, but: int = 0) -> SignUp | None:
    """Give the standing sign-up that says the same already, if there is one."""
    what = {"item": item, "organisation": organisation, "role": role, "country": country, "but": but}
    return db.session.scalars(SAME, what).first()


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
    """Give the ids of standing sign-ups whose last day is over, but for those that a paused group suspends."""
    over = (SignUp.status.in_(OPEN), SignUp.ends_on < clock.today(), sa.not_(SUSPENDED))
    wanted = sa.select(SignUp.id).where(*over)
    return db.session.scalars(wanted.order_by(SignUp.item_id, SignUp.id)).all()


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
