"""What a reader of the register looks for, as the address says it, and the clauses that keep it.

The words are those of every list of action points (`actions.queries.Chosen`); the register knows exercises and the GLM, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from wgtool.actions.models import ActionPoint, Flag, Status
from wgtool.actions.queries import OPEN
from wgtool.actions.queries import Chosen as Asked
from wgtool.decisions.models import Body, Electors, Sitting, SittingStatus
from wgtool.kernel.db import db
from wgtool.kernel.sight import Sight
from wgtool.learning.models import Exercise, Recommendation, Type

PUBLIC = ActionPoint.sight == Sight.PUBLIC
STATES = (OPEN, Status.REPORTED_DONE, Status.CLOSED, Status.NOT_IMPLEMENTED, Status.NOT_APPLICABLE)
"""The states the register counts, as asked: what is not started and what is in progress is open."""
LISTS = (Flag.OVERDUE.value, Flag.UNDATED.value, Flag.SILENT.value)
CHANGED, OPENED = "glm", "opened"
LAST_GLM: sa.ScalarSelect[Any] = (
    sa.select(sa.func.max(Sitting.ends_on)).join(Body, Body.id == Sitting.body_id)
    .where(Body.electors == Electors.ORGANISATIONS, Sitting.status == SittingStatus.HELD).scalar_subquery()
)  # fmt: skip


@dataclass(frozen=True)
class Chosen(Asked):
    """What is looked for; empty is all. `since` is what changed, or what was opened, since the last GLM."""

    exercise: str = ""
    kind: str = ""
    since: str = ""

    @classmethod
    def fits(cls, name: str, value: str) -> bool:
        """Say whether a value can be looked for under a name."""
        match name:
            case "kind":
                return value in set(Type)
            case "since":
                return value in {CHANGED, OPENED}
            case _:
                return super().fits(name, value)

    def clauses(self) -> list[sa.ColumnElement[bool]]:
        """Give the clauses that keep what is looked for, of what is public."""
        found = [PUBLIC, *super().clauses()]
        found += [_from(Exercise.number == self.exercise.upper())] if self.exercise else []
        found += [_from(Exercise.type == Type(self.kind))] if self.kind else []
        moment = {CHANGED: ActionPoint.status_since, OPENED: ActionPoint.opened_at}.get(self.since)
        return found if moment is None else [*found, on(moment) > LAST_GLM]


def on(moment: Any) -> sa.ColumnElement[Any]:
    """Give the day of a moment, in UTC, on either engine."""
    at = sa.func.timezone("UTC", moment) if db.engine.dialect.name == "postgresql" else moment
    return sa.func.date(at, type_=sa.Date())


def _from(of: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    ones = sa.select(Recommendation.id).join(Recommendation.exercise).where(of)
    return sa.and_(ActionPoint.source_kind == Recommendation.__tablename__, ActionPoint.source_id.in_(ones))
