"""Who may be chosen to answer for an action point."""

from __future__ import annotations

import sqlalchemy as sa

from wgtool.decisions.models import Body
from wgtool.groups.models import ENDING, Group
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.sight import visible
from wgtool.partners.models import Organisation


def eligible(*, seen_by: Actor) -> list[tuple[str, str]]:
    """Give (`kind:id`, name) of organisations, groups and bodies, each by name: one statement."""
    groups = sa.select(sa.literal(2), sa.literal("group"), Group.id, Group.code, Group.code)
    organisations = sa.select(
        sa.literal(1), sa.literal("organisation"), Organisation.id, Organisation.name, Organisation.folded
    )
    bodies = sa.select(sa.literal(3), sa.literal("body"), Body.id, Body.name, Body.name)
    found = sa.union_all(
        organisations.where(Organisation.looked_at.is_not(None)),
        groups.where(Group.status.not_in(ENDING), visible(Group, seen_by)),
        bodies,
    ).subquery()
    rank, kind, id, name, order = found.c
    rows = db.session.execute(sa.select(kind, id, name).order_by(rank, order))
    return [(f"{kind}:{id}", name) for kind, id, name in rows]
