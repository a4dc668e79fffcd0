"""All sign-ups as files say them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from wgtool.groups.models import Deliverable, Group
from wgtool.kernel.actors import Actor
from wgtool.kernel.lists import all_of
from wgtool.kernel.sight import visible
from wgtool.partners.models import Organisation
from wgtool.plan.models import Edition, Item
from wgtool.signups.models import SignUp

WHOLE = (
    SignUp.id, SignUp.role, SignUp.country, SignUp.status, SignUp.offered_at, SignUp.confirmed_at, SignUp.ends_on, Organisation.name,
    Organisation.type, Item.number, Item.title, Edition.slug, Group.code, Deliverable.serial, Deliverable.title.label("made"),
)  # fmt: skip


def all_listed(*, seen_by: Actor, organisation: str = "", edition: str = "") -> Iterator[Any]:
    """Give the sign-ups a reader may know of, of an organisation or for an edition of the plan if one is named."""
    wanted = sa.select(*WHOLE).select_from(SignUp).join(SignUp.organisation).where(visible(SignUp, seen_by))
    wanted = wanted.outerjoin(SignUp.item).outerjoin(Item.edition)
    wanted = wanted.outerjoin(SignUp.deliverable).outerjoin(Deliverable.group)
    if organisation:
        wanted = wanted.where(Organisation.slug == organisation)
    if edition:
        wanted = wanted.where(Edition.slug == edition)
    yield from all_of(wanted.order_by(SignUp.id))
