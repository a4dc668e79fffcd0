"""What a reader of the register looks for, as the address says it, and the clauses that keep it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from wgtool.actions.models import WORKING, ActionPoint, Status
from wgtool.actions.queries.listed import in_state
from wgtool.kernel import clock, text
from wgtool.kernel.db import db
from wgtool.kernel.sight import Sight
from wgtool.learning.models import Exercise, Recommendation, Type
from wgtool.plan.models import Edition, Item

PUBLIC = ActionPoint.sight == Sight.PUBLIC
OPEN = "open"
STATES = (OPEN, Status.REPORTED_DONE, Status.CLOSED, Status.NOT_IMPLEMENTED, Status.NOT_APPLICABLE)
"""The states of the register, as asked: what is not started and what is in progress is open."""
LISTS = ("overdue", "undated", "silent")
AGES = {"3": (0, 91), "6": (91, 182), "12": (182, 365), "older": (365, None)}
"""How long ago an action point was opened, in days: from, and up to."""
NO_AREA = "none"
_AREA = re.compile(r"^[\w-]{1,20}:\d{1,3}$", re.ASCII)
_OWNER = re.compile(r"^(organisation|group|body):\d{1,9}$", re.ASCII)


@dataclass(frozen=True)
class Chosen:
    """What is looked for; empty is all. `area` is edition and pillar, `2022:4`; `since` is the last GLM."""

    area: str = ""
    state: str = ""
    exercise: str = ""
    kind: str = ""
    country: str = ""
    owner: str = ""
    age: str = ""
    since: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Chosen:
        """Read an address; what makes no sense is left out."""
        found = {one.name: text.line(asked.get(one.name))[:60] for one in fields(cls)}
        fits = {
            "area": bool(_AREA.match(found["area"])) or found["area"] == NO_AREA,
            "state": found["state"] in {*map(str, STATES), *LISTS},
            "kind": found["kind"] in set(Type),
            "age": found["age"] in AGES,
            "owner": bool(_OWNER.match(found["owner"])),
            "since": found["since"] == "glm",
        }
        return cls(**{name: value for name, value in found.items() if fits.get(name, True)})

    @property
    def asked(self) -> dict[str, str]:
        """Give what is looked for, as parts of an address."""
        return {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name)}

    def clauses(self, last_glm: sa.ScalarSelect[Any]) -> list[sa.ColumnElement[bool]]:
        """Give the clauses that keep what is looked for, of what is public."""
        found: list[sa.ColumnElement[bool]] = [PUBLIC]
        found += [_in_area(self.area)] if self.area else []
        found += [state_is(self.state)] if self.state else []
        found += [_from(Exercise.number == self.exercise.upper())] if self.exercise else []
        found += [_from(Exercise.type == Type(self.kind))] if self.kind else []
        found += [ActionPoint.country == self.country.upper()] if self.country else []
        found += [_owned(self.owner)] if self.owner else []
        found += [_aged(*AGES[self.age])] if self.age else []
        return found + ([on(ActionPoint.status_since) > last_glm] if self.since else [])


def on(moment: Any) -> sa.ColumnElement[Any]:
    """Give the day of a moment, in UTC, on either engine."""
    at = sa.func.timezone("UTC", moment) if db.engine.dialect.name == "postgresql" else moment
    return sa.func.date(at, type_=sa.Date())


def state_is(state: str) -> sa.ColumnElement[bool]:
    """Give the clause for a state or one of the three lists."""
    return ActionPoint.status.in_(WORKING) if state == OPEN else in_state(state)


def _in_area(area: str) -> sa.ColumnElement[bool]:
    if area == NO_AREA:
        return ActionPoint.item_id.is_(None)
    slug, _, number = area.partition(":")
    inside = sa.or_(Item.number == number, Item.number.startswith(f"{number}.", autoescape=True))
    return ActionPoint.item_id.in_(sa.select(Item.id).join(Item.edition).where(Edition.slug == slug, inside))


def _from(of: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    ones = sa.select(Recommendation.id).join(Recommendation.exercise).where(of)
    return sa.and_(ActionPoint.source_kind == Recommendation.__tablename__, ActionPoint.source_id.in_(ones))


def _owned(owner: str) -> sa.ColumnElement[bool]:
    kind, _, id = owner.partition(":")
    column = {"organisation": ActionPoint.organisation_id, "group": ActionPoint.group_id, "body": ActionPoint.body_id}[
        kind
    ]
    return sa.and_(ActionPoint.owner_kind == kind, column == int(id))


def _aged(least: int, most: int | None) -> sa.ColumnElement[bool]:
    newest = clock.now() - timedelta(days=least)
    oldest = ActionPoint.opened_at > clock.now() - timedelta(days=most) if most else sa.true()
    return sa.and_(ActionPoint.opened_at <= newest, oldest)
