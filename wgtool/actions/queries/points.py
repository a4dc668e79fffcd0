"""One action point, with all that its page and its rules ask."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.interfaces import LoaderOption

from wgtool.actions.models import UNENDED, ActionPoint
from wgtool.kernel.actors import Actor, Eyes
from wgtool.kernel.db import db
from wgtool.kernel.sight import visible
from wgtool.plan.models import Item


def to_change(id: int) -> sa.Select[ActionPoint]:
    """Select an action point with its owner and activity, to change it."""
    return sa.select(ActionPoint).options(*whole()).where(ActionPoint.id == id)


def alone(id: int) -> sa.Select[ActionPoint]:
    """Select an action point with nothing beside it, to change it where its group is held with more than we load."""
    return sa.select(ActionPoint).where(ActionPoint.id == id)


def whole() -> tuple[LoaderOption, ...]:
    """Give what is loaded beside an action point."""
    return (
        joinedload(ActionPoint.organisation),
        joinedload(ActionPoint.group),
        joinedload(ActionPoint.body),
        joinedload(ActionPoint.item).joinedload(Item.edition),
    )


def by_id(id: int) -> ActionPoint | None:
    """Give an action point as it is now, with what its rules need."""
    return db.session.scalars(to_change(id).execution_options(populate_existing=True)).one_or_none()


def open_among(ids: Collection[int]) -> Sequence[ActionPoint]:
    """Give those of some action points that are open, as they are now, with what their rules need: one statement."""
    wanted = sa.select(ActionPoint).options(*whole()).where(ActionPoint.id.in_(ids), ActionPoint.status.in_(UNENDED))
    return db.session.scalars(wanted.execution_options(populate_existing=True)).all()


def seen(number: str, *, seen_by: Actor) -> ActionPoint | None:
    """Give an action point by its number with what its page shows, if the reader may know of it."""
    return db.session.scalars(_seen(seen_by.eyes), seen_by.asking(number=number)).one_or_none()


@cache
def _seen(seen_by: Eyes) -> sa.Select[ActionPoint]:
    asked = ActionPoint.number == sa.bindparam("number", type_=sa.String())
    people = (joinedload(ActionPoint.contact), joinedload(ActionPoint.heir))
    return sa.select(ActionPoint).options(*whole(), *people).where(asked, visible(ActionPoint, seen_by))
