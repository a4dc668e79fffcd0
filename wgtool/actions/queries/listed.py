"""Lists of action points: the columns a row shows, nothing more, fifty a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from wgtool.actions.models import OPEN, SOON, WORKING, ActionPoint, Priority, Status
from wgtool.actions.queries.sources import OWNER, owners
from wgtool.actions.queries.waiting import quiet_for
from wgtool.decisions.models import Body
from wgtool.groups.models import Group
from wgtool.groups.models import Status as GroupStatus
from wgtool.kernel import clock
from wgtool.kernel.actors import ACTORS, Actor
from wgtool.kernel.db import db
from wgtool.kernel.folding import fold
from wgtool.kernel.lists import Page, paged_totals, total
from wgtool.kernel.sight import how_many, visible
from wgtool.kernel.slots import THING, Has
from wgtool.partners.models import Organisation

PAUSED = sa.select(Group.id).where(Group.status == GroupStatus.PAUSED)
SUSPENDED = sa.and_(ActionPoint.group_id.is_not(None), ActionPoint.group_id.in_(PAUSED))
PRESSING = sa.and_(ActionPoint.status.in_(WORKING), sa.not_(SUSPENDED))
SHOWN = (
    ActionPoint.id, ActionPoint.number, ActionPoint.deliverable, ActionPoint.status, ActionPoint.priority,
    ActionPoint.due, ActionPoint.slips, ActionPoint.country, ActionPoint.owner_kind, OWNER.label("owner"),
    Organisation.slug, ActionPoint.interval_days, ActionPoint.heard_on, ActionPoint.group_id,
    SUSPENDED.label("paused"),
)  # fmt: skip
ENDED_LAST = sa.case((ActionPoint.status.in_(OPEN), 0), else_=1)
TOTAL = sa.func.count().over().label("total")


@dataclass(frozen=True)
class Chosen:
    """What a reader looks for. `state` is a status, "open" or a flag."""

    words: str = ""
    state: str = ""
    priority: Priority | None = None
    country: str = ""
    owner: str = ""


def index(chosen: Chosen, *, seen_by: Actor, number: int = 1) -> Page[Any]:
    """Give a page of the action points that are looked for, the newest first; by date where dates press: one statement."""
    return paged_totals(_listed(seen_by, chosen, clock.today()), number)


@lru_cache(maxsize=ACTORS)
def _listed(seen_by: Actor, chosen: Chosen, today: date) -> sa.Select[Any]:
    """Build the select of a list; what presses today is another question tomorrow."""
    seen, clauses = visible(ActionPoint, seen_by), _clauses(chosen)
    found = total(ActionPoint, seen, *clauses) if clauses else how_many(ActionPoint, seen_by).label("total")
    wanted = owners(sa.select(found, *SHOWN).select_from(ActionPoint)).where(seen, *clauses)
    by_date = (ActionPoint.due,) if chosen.state in {"overdue", "due soon"} else ()
    return wanted.order_by(*by_date, ActionPoint.id.desc())


def _clauses(chosen: Chosen) -> list[sa.ColumnElement[bool]]:
    found = []
    if chosen.words:
        folded = fold(chosen.words)
        named = ActionPoint.number == chosen.words.strip().upper()
        found.append(sa.or_(named, ActionPoint.folded.contains(folded, autoescape=True)) if folded else named)
    if chosen.state:
        found.append(in_state(chosen.state))
    if chosen.priority:
        found.append(ActionPoint.priority == chosen.priority)
    if chosen.country:
        found.append(ActionPoint.country == chosen.country)
    if chosen.owner:
        found.append(_owned(chosen.owner))
    return found


def in_state(state: str) -> sa.ColumnElement[bool]:
    """Give the clause for a status, for "open", or for a flag as `rules.flags` says it."""
    if state in set(Status):
        return ActionPoint.status == Status(state)
    today = clock.today()
    flags = {
        "open": ActionPoint.status.in_(OPEN),
        "overdue": sa.and_(PRESSING, ActionPoint.due < today),
        "due soon": sa.and_(PRESSING, ActionPoint.due.between(today, today + SOON)),
        "undated": sa.and_(PRESSING, ActionPoint.due.is_(None)),
        "silent": sa.and_(PRESSING, quiet_for()),
        "suspended": sa.and_(ActionPoint.status.in_(WORKING), SUSPENDED),
    }
    return flags.get(state, sa.false())


def _owned(owner: str) -> sa.ColumnElement[bool]:
    """Give the clause for an owner: `organisation:7`, `group:3`, `body:1`."""
    kind, _, id = owner.partition(":")
    columns = {"organisation": ActionPoint.organisation_id, "group": ActionPoint.group_id, "body": ActionPoint.body_id}
    known = kind in columns and id.isdigit() and int(id) < 2**31
    return sa.and_(ActionPoint.owner_kind == kind, columns[kind] == int(id)) if known else sa.false()


def owner_choices(*, seen_by: Actor) -> Sequence[tuple[str, str]]:
    """Give (`kind:id`, name) of all who answer for an action point the reader may see, by name: one statement."""
    return [(f"{kind}:{id}", name) for kind, id, name in db.session.execute(_owners(seen_by))]


@lru_cache(maxsize=ACTORS)
def _owners(seen_by: Actor) -> sa.CompoundSelect[Any]:
    found = [
        _some(kind, model.id, name, column, seen_by)
        for kind, model, name, column in (
            ("organisation", Organisation, Organisation.name, ActionPoint.organisation_id),
            ("group", Group, Group.code, ActionPoint.group_id),
            ("body", Body, Body.name, ActionPoint.body_id),
        )
    ]
    return sa.union_all(*found).order_by("name", "id")


def _some(kind: str, id: Any, name: Any, column: Any, seen_by: Actor) -> sa.Select[Any]:
    theirs = (ActionPoint.owner_kind == kind, column == id, visible(ActionPoint, seen_by))
    return sa.select(sa.literal_column(f"'{kind}'"), id.label("id"), name.label("name")).where(
        sa.exists().where(*theirs)
    )


def any_of(column: sa.orm.InstrumentedAttribute[int | None]) -> Has:
    """Give what says whether there is any action point whose column is the thing of a page."""
    return lambda actor: sa.exists().where(column == THING, visible(ActionPoint, actor))


of_an_item, in_a_group, of_an_organisation = map(
    any_of, (ActionPoint.item_id, ActionPoint.group_id, ActionPoint.organisation_id)
)


def of_item(item: int, *, seen_by: Actor, number: int = 1, at: str = "") -> Page[Any]:
    """Give a page of the action points under an activity, the open ones first: one statement."""
    return paged_totals(_of(ActionPoint.item_id, seen_by), number, {"of": item}, at=at)


def of_group(group: int, *, seen_by: Actor, number: int = 1, at: str = "") -> Page[Any]:
    """Give a page of the action points in a group's work, its own and others': one statement."""
    return paged_totals(_of(ActionPoint.group_id, seen_by), number, {"of": group}, at=at)


def of_organisation(organisation: int, *, seen_by: Actor, number: int = 1, at: str = "") -> Page[Any]:
    """Give a page of the action points an organisation answers for: one statement."""
    return paged_totals(_of(ActionPoint.organisation_id, seen_by), number, {"of": organisation}, at=at)


@lru_cache(maxsize=ACTORS)
def _of(column: Any, seen_by: Actor) -> sa.Select[Any]:
    asked = column == sa.bindparam("of", type_=sa.Integer())
    wanted = owners(sa.select(TOTAL, *SHOWN).select_from(ActionPoint)).where(asked, visible(ActionPoint, seen_by))
    return wanted.order_by(ENDED_LAST, ActionPoint.due.is_(None), ActionPoint.due, ActionPoint.id)
