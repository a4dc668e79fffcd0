"""What is done, and meant to be done, about recommendations."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from wgtool.actions import queries as actions
from wgtool.actions.queries import Line
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.learning.models import Intended, Recommendation

SOURCE = Recommendation.__tablename__


def of_recommendations(ids: Collection[int], *, seen_by: Actor) -> dict[int, list[Line]]:
    """Give the action points of recommendations, in the order of their numbers: one statement."""
    return actions.of_sources(SOURCE, ids, seen_by=seen_by)


def open_actions(ids: Collection[int]) -> int:
    """Count the action points of recommendations that have not ended."""
    return actions.open_of(SOURCE, ids)


def intended(ids: Collection[int]) -> dict[int, list[Intended]]:
    """Give what is meant to be done about recommendations whose response is not published: one statement."""
    found: dict[int, list[Intended]] = {}
    wanted = sa.select(Intended).where(Intended.recommendation_id.in_(ids)).order_by(Intended.id)
    for row in db.session.scalars(wanted) if ids else ():
        found.setdefault(row.recommendation_id, []).append(row)
    return found
