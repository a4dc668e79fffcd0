"""What a reader of the register looks for, as the address says it, and the clauses that keep it.

The words are those of every list of action points (`actions.queries.Chosen`); the register knows exercises and the GLM, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from wgtool.actions.models import ActionPoint, Flag, Status
from wgtool.actions.queries import OPEN, in_state
from wgtool.actions.queries import Chosen as Asked
from wgtool.decisions.models import Body, Electors, Sitting, SittingStatus
from wgtool.kernel.db import day_of
from wgtool.kernel.sight import Sight
from wgtool.learning.models import Exercise, Recommendation, Type

PUBLIC = ActionPoint.sight == Sight.PUBLIC
STATES = (OPEN, Status.REPORTED_DONE, Status.CLOSED, Status.NOT_IMPLEMENTED, Status.NOT_APPLICABLE)
"""The states the register counts, as asked: what is not started and what is in progress is open."""
LISTS = (Flag.OVERDUE.value, Flag.UNDATED.value, Flag.SILENT.value)
CHANGED, OPENED = "glm", "opened"
_FIGURE = re.compile(r"^(dated|evidenced|(closed_in|due_in)(:\d{4}-\d\d-\d\d){2})$", re.ASCII)
LAST_GLM: sa.ScalarSelect[Any] = (
    sa.select(sa.func.max(Sitting.ends_on)).join(Body, Body.id == Sitting.body_id)
    .where(Body.electors == Electors.ORGANISATIONS, Sitting.status == SittingStatus.HELD).scalar_subquery()
)  # fmt: skip


@dataclass(frozen=True)
class Chosen(Asked):
    """What is looked for; empty is all. `since` is what changed, or what was opened, since the last GLM.

    `figure` is what one of the figures counts, a period with its days: `closed_in:2026-01-01:2026-12-31`.
    """

    exercise: str = ""
    kind: str = ""
    since: str = ""
    figure: str = ""

    @classmethod
    def fits(cls, name: str, value: str) -> bool:
        """Say whether a value can be looked for under a name."""
        match name:
            case "kind":
                return value in set(Type)
            case "since":
                return value in {CHANGED, OPENED}
            case "figure":
                return bool(_FIGURE.match(value)) and all(map(_is_day, value.split(":")[1:]))
            case _:
                return super().fits(name, value)

    def clauses(self) -> list[sa.ColumnElement[bool]]:
        """Give the clauses that keep what is looked for, of what is public."""
        found = [PUBLIC, *super().clauses()]
        found += [_from(Exercise.number == self.exercise.upper())] if self.exercise else []
        found += [_from(Exercise.type == Type(self.kind))] if self.kind else []
        found += [_counted(self.figure)] if self.figure else []
        moment = {CHANGED: ActionPoint.status_since, OPENED: ActionPoint.opened_at}.get(self.since)
        return found if moment is None else [*found, day_of(moment) > LAST_GLM]


def _is_day(value: str) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


def _counted(figure: str) -> sa.ColumnElement[bool]:
    """Give the clause for what a figure counts: `closed_in` and `due_in` with the days of their period."""
    name, *days = figure.split(":")
    since, until = map(date.fromisoformat, days) if days else (date.min, date.max)
    closed = ActionPoint.status == Status.CLOSED
    return {
        "dated": sa.and_(in_state(OPEN), ActionPoint.due.is_not(None)),
        "evidenced": sa.and_(closed, ActionPoint.evidenced_at.is_not(None)),
        "closed_in": sa.and_(closed, day_of(ActionPoint.ended_at).between(since, until)),
        "due_in": ActionPoint.due.between(since, until),
    }[name]


def _from(of: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    ones = sa.select(Recommendation.id).join(Recommendation.exercise).where(of)
    return sa.and_(ActionPoint.source_kind == Recommendation.__tablename__, ActionPoint.source_id.in_(ones))
