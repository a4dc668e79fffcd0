"""Which action points press today, for reminders."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from wgtool.actions.models import SOON, ActionPoint
from wgtool.actions.queries.chosen import PRESSING
from wgtool.actions.queries.points import whole
from wgtool.actions.queries.waiting import quiet_for
from wgtool.kernel import clock
from wgtool.kernel.db import db


def pressing() -> Sequence[ActionPoint]:
    """Give the action points whose dates or silence ask for a word today, with their owners; none of a paused group."""
    asks = sa.or_(ActionPoint.due <= clock.today() + SOON, quiet_for())
    wanted = sa.select(ActionPoint).options(*whole()).where(PRESSING, asks)
    return db.session.scalars(wanted.order_by(ActionPoint.id)).all()
