"""Builds the made-up world, part by part, each through the operations of its room, at dates in the past."""

from __future__ import annotations

import sqlalchemy as sa

from wgtool.accounts.models import Person
from wgtool.demo.world import acting, amending, deciding, groups, learning, partners, plan, planning, sag
from wgtool.demo.world.stage import Stage
from wgtool.kernel import waits
from wgtool.kernel.db import db
from wgtool.kernel.installation import mark_demo
from wgtool.kernel.writes import writing


def build() -> bool:
    """Fill a prepared database in which nobody is yet; say whether there was anything to do."""
    if db.session.scalar(sa.select(Person.id).limit(1)) is not None:
        return False
    with writing():
        mark_demo()
    stage = Stage()
    for part in (partners, sag, plan):
        part.build(stage)
    groups.build(stage, planning.planned)
    for later in (planning, deciding, amending, acting, learning):
        later.build(stage)
    with writing():
        waits.settle_all()
    return True
