"""What a reader of a list of action points looks for, as the address says it, and the clauses that keep it.

The list of all and the public register ask in the same words; what only the register knows of, it adds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

import sqlalchemy as sa

from wgtool.actions.models import SOON, WORKING, ActionPoint, Flag, Priority, Status
from wgtool.actions.queries.waiting import quiet_for
from wgtool.groups.models import Group
from wgtool.groups.models import Status as GroupStatus
from wgtool.kernel import clock, text
from wgtool.kernel.folding import fold
from wgtool.plan.models import Edition, Item

PAUSED = sa.select(Group.id).where(Group.status == GroupStatus.PAUSED)
SUSPENDED = sa.and_(ActionPoint.group_id.is_not(None), ActionPoint.group_id.in_(PAUSED))
PRESSING = sa.and_(ActionPoint.status.in_(WORKING), sa.not_(SUSPENDED))
OPEN = "open"
STATES = (OPEN, *Status, *Flag)
"""What `state` may be: open, which is what is not started or in progress, a status, or a flag."""
AGES = {"3": (0, 91), "6": (91, 182), "12": (182, 365), "older": (365, None)}
"""How long ago an action point was opened, in days: from, and up to."""
NO_AREA = "none"
_AREA = re.compile(r"^[\w-]{1,20}:\d{1,3}$", re.ASCII)
_OWNER = re.compile(r"^(organisation|group|body):\d{1,9}$", re.ASCII)


@dataclass(frozen=True)
class Chosen:
    """What is looked for; empty is all. `q` are words or a number, `area` is edition and pillar, `2022:4`."""

    q: str = ""
    area: str = ""
    state: str = ""
    country: str = ""
    owner: str = ""
    priority: str = ""
    age: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        """Read an address; what makes no sense is left out."""
        found = {one.name: text.line(asked.get(one.name))[:100] for one in fields(cls)}
        return cls(**{name: value for name, value in found.items() if cls.fits(name, value)})

    @classmethod
    def fits(cls, name: str, value: str) -> bool:
        """Say whether a value can be looked for under a name."""
        match name:
            case "area":
                return bool(_AREA.match(value)) or value == NO_AREA
            case "owner":
                return bool(_OWNER.match(value))
            case "state" | "priority" | "age":
                return value in {"state": set(STATES), "priority": set(Priority), "age": set(AGES)}[name]
            case _:
                return True

    @property
    def asked(self) -> dict[str, str]:
        """Give what is looked for, as parts of an address."""
        return {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name)}

    def clauses(self) -> list[sa.ColumnElement[bool]]:
        """Give the clauses that keep what is looked for."""
        found = [_said(self.q)] if self.q else []
        found += [_in_area(self.area)] if self.area else []
        found += [in_state(self.state)] if self.state else []
        found += [ActionPoint.country == self.country[:2].upper()] if self.country else []
        found += [_owned(self.owner)] if self.owner else []
        found += [ActionPoint.priority == Priority(self.priority)] if self.priority else []
        return found + ([_aged(*AGES[self.age])] if self.age else [])


def _said(words: str) -> sa.ColumnElement[bool]:
    folded, named = fold(words), ActionPoint.number == words.strip().upper()
    return sa.or_(named, ActionPoint.folded.contains(folded, autoescape=True)) if folded else named


def in_state(state: str) -> sa.ColumnElement[bool]:
    """Give the clause for a status, for "open", or for a flag as `rules.flags` says it."""
    if state in set(Status):
        return ActionPoint.status == Status(state)
    today = clock.today()
    flags = {
        OPEN: ActionPoint.status.in_(WORKING),
        Flag.OVERDUE: sa.and_(PRESSING, ActionPoint.due < today),
        Flag.DUE_SOON: sa.and_(PRESSING, ActionPoint.due.between(today, today + SOON)),
        Flag.UNDATED: sa.and_(PRESSING, ActionPoint.due.is_(None)),
        Flag.SILENT: sa.and_(PRESSING, quiet_for()),
        Flag.SUSPENDED: sa.and_(ActionPoint.status.in_(WORKING), SUSPENDED),
    }
    return flags.get(state, sa.false())


def _in_area(area: str) -> sa.ColumnElement[bool]:
    if area == NO_AREA:
        return ActionPoint.item_id.is_(None)
    slug, _, number = area.partition(":")
    inside = sa.or_(Item.number == number, Item.number.startswith(f"{number}.", autoescape=True))
    return ActionPoint.item_id.in_(sa.select(Item.id).join(Item.edition).where(Edition.slug == slug, inside))


def _owned(owner: str) -> sa.ColumnElement[bool]:
    """Give the clause for an owner: `organisation:7`, `group:3`, `body:1`."""
    kind, _, id = owner.partition(":")
    columns = {"organisation": ActionPoint.organisation_id, "group": ActionPoint.group_id, "body": ActionPoint.body_id}
    return sa.and_(ActionPoint.owner_kind == kind, columns[kind] == int(id))


def _aged(least: int, most: int | None) -> sa.ColumnElement[bool]:
    """Keep what was opened so many days ago; days are whole, so that the clause is the same all day."""
    newest = ActionPoint.opened_at < _end(clock.today() - timedelta(days=least))
    return sa.and_(newest, ActionPoint.opened_at >= _end(clock.today() - timedelta(days=most))) if most else newest


def _end(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), UTC)
