"""Sign-ups whose last day stands still, since the groups they are under in their place are paused."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from wgtool.groups import queries as groups
from wgtool.groups.models import Deliverable, Group
from wgtool.groups.models import Status as GroupStatus
from wgtool.kernel.db import db
from wgtool.kernel.sight import Sight
from wgtool.signups.models import OPEN, SignUp

_OF_PAUSED = (
    sa.select(Deliverable.id)
    .join(Group, Group.id == Deliverable.group_id)
    .where(Deliverable.id == SignUp.deliverable_id, Group.status == GroupStatus.PAUSED)
    .correlate(SignUp)
    .exists()
)
SUSPENDED = sa.or_(sa.and_(SignUp.item_id.is_not(None), groups.suspended(SignUp.item_id, SignUp.country)), _OF_PAUSED)
AMONG = sa.select(SignUp.id).where(SignUp.id.in_(sa.bindparam("ids", expanding=True)), SUSPENDED)


def suspended(ids: Collection[int]) -> frozenset[int]:
    """Give those of the sign-ups whose last day stands still, since the groups that serve their activity are paused."""
    return frozenset(db.session.scalars(AMONG, {"ids": list(ids)})) if ids else frozenset()


def dated_under(group: int) -> Sequence[SignUp]:
    """Give the standing sign-ups with a last day on what a paused group serves or makes, with that and organisation."""
    serves = groups.serves(SignUp.item_id, SignUp.country, GroupStatus.PAUSED, group=group)
    own = sa.select(Deliverable.id).where(Deliverable.group_id == group)
    here = sa.or_(sa.and_(SignUp.item_id.is_not(None), serves), SignUp.deliverable_id.in_(own))
    wanted = sa.select(SignUp).where(
        SignUp.status.in_(OPEN), SignUp.ends_on.is_not(None), SignUp.sight == Sight.PUBLIC, here
    )
    all = (joinedload(SignUp.item), joinedload(SignUp.deliverable).joinedload(Deliverable.group),
           joinedload(SignUp.organisation))  # fmt: skip
    return db.session.scalars(wanted.options(*all).order_by(SignUp.ends_on, SignUp.id)).all()
