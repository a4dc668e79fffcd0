"""What came of a recommendation, a decision, an issue: action points by their source, for rooms above."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from wgtool.actions.models import UNENDED, ActionPoint, Priority, Status
from wgtool.decisions.models import Body
from wgtool.groups.models import Group
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.sight import visible
from wgtool.partners.models import Organisation


class Line(NamedTuple):
    """An action point as a line of another room's page shows it; no person is named."""

    source: int
    number: str
    deliverable: str
    status: Status
    priority: Priority
    owner: str
    due: date | None
    slips: int


OWNER = sa.case(
    {"organisation": Organisation.name, "group": Group.code, "body": Body.name}, value=ActionPoint.owner_kind
)
"""The name of who answers, where `owners` are joined."""


def owners(select: sa.Select[*tuple[Any, ...]]) -> sa.Select[*tuple[Any, ...]]:
    """Join the three tables an owner may stand in."""
    return (
        select.outerjoin(Organisation, Organisation.id == ActionPoint.organisation_id)
        .outerjoin(Group, Group.id == ActionPoint.group_id)
        .outerjoin(Body, Body.id == ActionPoint.body_id)
    )


def of_sources(kind: str, ids: Collection[int], *, seen_by: Actor) -> dict[int, list[Line]]:
    """Give the action points that came from things of a kind, by the thing's id: one statement."""
    columns = (
        ActionPoint.source_id,
        ActionPoint.number,
        ActionPoint.deliverable,
        ActionPoint.status,
        ActionPoint.priority,
        OWNER,
        ActionPoint.due,
        ActionPoint.slips,
    )
    wanted = owners(sa.select(*columns).select_from(ActionPoint)).where(
        ActionPoint.source_kind == kind, ActionPoint.source_id.in_(ids), visible(ActionPoint, seen_by)
    )
    found: dict[int, list[Line]] = {}
    for row in db.session.execute(wanted.order_by(ActionPoint.id)) if ids else ():
        found.setdefault(row[0], []).append(Line(*row))
    return found


def open_of(kind: str, ids: Collection[int]) -> int:
    """Count the open action points that came from things of a kind."""
    these = (ActionPoint.source_kind == kind, ActionPoint.source_id.in_(ids), ActionPoint.status.in_(UNENDED))
    return db.session.scalar(sa.select(sa.func.count()).where(*these)) or 0 if ids else 0


def from_sources(kind: str, ids: Collection[int]) -> Sequence[int]:
    """Give the ids of the action points that came from things of a kind."""
    these = (ActionPoint.source_kind == kind, ActionPoint.source_id.in_(ids))
    return db.session.scalars(sa.select(ActionPoint.id).where(*these).order_by(ActionPoint.id)).all() if ids else []
