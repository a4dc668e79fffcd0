"""Sign-ups whose last day stands still, since the groups that serve their activity in their place are paused."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from wgtool.groups import queries as groups
from wgtool.groups.models import Status as GroupStatus
from wgtool.kernel.db import db
from wgtool.kernel.sight import Sight
from wgtool.signups.models import OPEN, SignUp

SUSPENDED = groups.suspended(SignUp.item_id, SignUp.country)
AMONG = sa.select(SignUp.id).where(SignUp.id.in_(sa.bindparam("ids", expanding=True)), SUSPENDED)


def suspended(ids: Collection[int]) -> frozenset[int]:
    """Give those of the sign-ups whose last day stands still, since the groups that serve their activity are paused."""
    return frozenset(db.session.scalars(AMONG, {"ids": list(ids)})) if ids else frozenset()


def dated_under(group: int) -> Sequence[SignUp]:
    """Give the standing sign-ups with a last day on what a paused group serves, with activity and organisation."""
    here = groups.serves(SignUp.item_id, SignUp.country, GroupStatus.PAUSED, group=group)
    wanted = sa.select(SignUp).where(
        SignUp.status.in_(OPEN), SignUp.ends_on.is_not(None), SignUp.sight == Sight.PUBLIC, here
    )
    both = (joinedload(SignUp.item), joinedload(SignUp.organisation))
    return db.session.scalars(wanted.options(*both).order_by(SignUp.ends_on, SignUp.id)).all()
