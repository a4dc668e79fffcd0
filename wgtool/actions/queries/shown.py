"""One action point and its reports as its page shows them: read, not loaded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from wgtool.accounts.queries import name_in, with_name
from wgtool.actions.models import ActionPoint, Report
from wgtool.decisions.models import Body
from wgtool.files import queries as files
from wgtool.groups.models import Group
from wgtool.kernel import whose
from wgtool.kernel.actors import Actor, Eyes
from wgtool.kernel.db import columns, rows
from wgtool.kernel.readings import Reading
from wgtool.kernel.sight import visible
from wgtool.partners.models import Organisation
from wgtool.plan.models import Edition, Item

POINT = Reading(
    ActionPoint, organisation=Reading(Organisation, "slug name"), group=Reading(Group, "code status"),
    body=Reading(Body, "code name"), item=Reading(Item, "number title", edition=Reading(Edition, "slug")),
)  # fmt: skip


class Shown(NamedTuple):
    """An action point, and whether files hang on it and somebody's turn is kept: what most lack is asked with it."""

    point: ActionPoint
    has_files: bool
    has_turns: bool


def shown(number: str, *, seen_by: Actor) -> Shown | None:
    """Read an action point by its number for its page, if the reader may know of it."""
    row = columns(_shown(seen_by.eyes), seen_by.asking(number=number)).first()
    return None if row is None else Shown(POINT.of(row), row.has_files, row.has_turns)


@cache
def _shown(seen_by: Eyes) -> sa.Select[Any]:
    kind, asked = ActionPoint.kind, ActionPoint.number == sa.bindparam("number", type_=sa.String())
    return (
        POINT.select()
        .add_columns(
            files.any_seen(kind, ActionPoint.id, seen_by=seen_by).label("has_files"),
            whose.any_turn(kind, ActionPoint.id, seen_by=seen_by).label("has_turns"),
        )
        .where(asked, visible(ActionPoint, seen_by))
    )


def reports_told(point: int, *, seen_by: Actor) -> Sequence[tuple[Any, str]]:
    """Give the fifty newest reports on an action point, each with the name of who reported."""
    return [(row, name_in(row, seen_by=seen_by)) for row in rows(_reports(), {"id": point})]


@cache
def _reports() -> sa.Select[Any]:
    told = (Report.on, Report.status, Report.taken, Report.unchanged, Report.evidence, Report.link, Report.disowned_at)
    here = Report.action_id == sa.bindparam("id", type_=sa.Integer())
    return with_name(sa.select(*told).where(here), Report.reported_by).order_by(Report.id.desc()).limit(50)
