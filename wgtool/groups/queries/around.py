"""What stands around a group: how its plan stands, and of what else there is anything at all. One statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from wgtool.decisions import queries as decisions
from wgtool.decisions.models import Question
from wgtool.documents.models import Document
from wgtool.groups.models import Group
from wgtool.groups.queries.life import linked, put_to_merge
from wgtool.groups.queries.plans import GROUP, PlanCounts, counted, counting
from wgtool.kernel import clock, slots
from wgtool.kernel.actors import Actor, Eyes
from wgtool.kernel.db import rows
from wgtool.kernel.slots import THING
from wgtool.kernel.waits import Wait

SLOT = "group"
"""Where higher rooms show what they have about a group."""


TO_MERGE = put_to_merge(THING)


@dataclass(frozen=True)
class Around:
    """How the plan of a group stands, and whether there are questions about it, turns, texts, and links to other groups.

    What there is may be seen by others alone: who reads asks for it then, as they may. `panels` are those of higher
    rooms that most groups lack: what the reader may see of them is there, or not.
    """

    plan: PlanCounts
    asked: bool
    waits: bool
    texts: bool
    linked: bool
    panels: tuple[bool, ...]


def questions(group: Group, *, seen_by: Actor) -> Sequence[Question]:
    """Give the questions about a group, newest first; also that on its merger, which is the other group's."""
    return decisions.about(group.ref, seen_by=seen_by, also=TO_MERGE)


def around(group: Group, *, seen_by: Actor) -> Around:
    """Give what stands around a group."""
    [row] = rows(_around(seen_by.eyes), seen_by.asking(group=group.id, thing=group.id, today=clock.today()))
    return Around(counted(row), row.asked, row.waits, row.texts, row.linked, slots.told(SLOT, row))


@cache
def _around(seen_by: Eyes) -> sa.Select[*tuple[Any, ...]]:
    own = sa.exists().where(Question.subject_kind == Group.kind, Question.subject_id == GROUP)
    return counting(seen_by).add_columns(
        (own | put_to_merge(GROUP).exists()).label("asked"),
        sa.exists().where(Wait.kind == Group.kind, Wait.thing == GROUP).label("waits"),
        sa.exists().where(Document.owner_kind == Group.kind, Document.owner_id == GROUP).label("texts"),
        linked(GROUP).label("linked"),
        *slots.has(SLOT, seen_by),
    )
