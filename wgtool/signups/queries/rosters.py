"""Who stands on activities: to follow them into a later edition, and for the matrix of who does what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from wgtool.kernel.db import db
from wgtool.partners.models import Organisation
from wgtool.plan.models import Edition, Item
from wgtool.plan.queries import EDITION
from wgtool.signups.models import OPEN, Role, SignUp, Status
from wgtool.signups.queries.offers import PUBLIC


class Confirmed(NamedTuple):
    """A confirmed sign-up: which organisation has which role on which activity; `country` empty is everywhere."""

    item: int
    role: Role
    country: str
    name: str
    slug: str


CONFIRMED = (
    sa.select(SignUp.item_id, SignUp.role, SignUp.country, Organisation.name, Organisation.slug)
    .join(Organisation, Organisation.id == SignUp.organisation_id)
    .join(Item, Item.id == SignUp.item_id)
    .where(Item.edition_id == EDITION, SignUp.status == Status.CONFIRMED, PUBLIC)
    .order_by(Organisation.folded, SignUp.country)
)


def confirmed(edition: Edition) -> dict[int, list[Confirmed]]:
    """Give the confirmed sign-ups of an edition's activities: one statement."""
    found: dict[int, list[Confirmed]] = {}
    for row in db.session.execute(CONFIRMED, {"edition": edition.id}):
        found.setdefault(row.item_id, []).append(Confirmed(*row))
    return found


def standing_on(item: int) -> Sequence[SignUp]:
    """Give the public sign-ups that stand on an activity, with their organisations."""
    wanted = sa.select(SignUp).options(joinedload(SignUp.organisation)).where(SignUp.item_id == item, PUBLIC)
    return db.session.scalars(wanted.where(SignUp.status.in_(OPEN)).order_by(SignUp.id)).all()


def followed(item: int) -> set[tuple[int, int]]:
    """Give (sign-up, activity) of what followed from an activity to another already."""
    old = sa.orm.aliased(SignUp)
    wanted = sa.select(SignUp.from_id, SignUp.item_id).join(old, old.id == SignUp.from_id).where(old.item_id == item)
    return {(id, to) for id, to in db.session.execute(wanted.where(SignUp.item_id != item)) if id}
