"""What somebody has to report on: as a contact, or as who speaks for an owner."""

from __future__ import annotations

import sqlalchemy as sa

from wgtool.actions.models import WORKING, ActionPoint
from wgtool.actions.queries.points import whole
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.lists import Page, paged
from wgtool.kernel.sight import visible


def mine(actor: Actor, *, number: int = 1) -> Page[ActionPoint]:
    """Give a page of the action points that somebody reports on, by date, with their owners: two statements."""
    wanted = sa.select(ActionPoint).where(_theirs(actor), ActionPoint.status.in_(WORKING), visible(ActionPoint, actor))
    order = (ActionPoint.due.is_(None), ActionPoint.due, ActionPoint.id)
    return paged(wanted.order_by(*order), number, *whole())


def all_mine(actor: Actor, *, most: int) -> list[ActionPoint]:
    """Give all of them, up to a bound, for a file."""
    wanted = sa.select(ActionPoint).where(_theirs(actor), ActionPoint.status.in_(WORKING), visible(ActionPoint, actor))
    rows = wanted.options(*whole()).order_by(ActionPoint.due.is_(None), ActionPoint.due, ActionPoint.id)
    return list(db.session.scalars(rows.limit(most)))


def _theirs(actor: Actor) -> sa.ColumnElement[bool]:
    owned = (
        ("organisation", ActionPoint.organisation_id, actor.ids("organisation", "focal")),
        ("group", ActionPoint.group_id, actor.ids("group", "lead", "secretariat")),
        ("body", ActionPoint.body_id, actor.ids("body", "chair", "secretariat")),
    )
    spoken = [sa.and_(ActionPoint.owner_kind == kind, column.in_(ids)) for kind, column, ids in owned if ids]
    return sa.or_(ActionPoint.contact_id == actor.person, *spoken)


def known_numbers(numbers: set[str], *, seen_by: Actor) -> dict[str, ActionPoint]:
    """Give the action points of these numbers which the reader may know of."""
    wanted = (
        sa.select(ActionPoint).options(*whole()).where(ActionPoint.number.in_(numbers), visible(ActionPoint, seen_by))
    )
    return {point.number: point for point in db.session.scalars(wanted)} if numbers else {}
