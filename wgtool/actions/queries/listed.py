"""Lists of action points: the columns a row shows, nothing more, fifty a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa

from wgtool.actions.models import UNENDED, ActionPoint
from wgtool.actions.queries.chosen import SUSPENDED, Chosen
from wgtool.actions.queries.sources import OWNER, owners
from wgtool.decisions.models import Body
from wgtool.groups.models import Group
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor, Eyes
from wgtool.kernel.db import db
from wgtool.kernel.lists import LISTS, Page, all_of, paged_totals, total
from wgtool.kernel.sight import how_many, visible
from wgtool.kernel.slots import THING, Has
from wgtool.partners.models import Organisation
from wgtool.plan.models import Edition, Item

SHOWN = (
    ActionPoint.id, ActionPoint.number, ActionPoint.deliverable, ActionPoint.status, ActionPoint.priority,
    ActionPoint.due, ActionPoint.slips, ActionPoint.country, ActionPoint.owner_kind, OWNER.label("owner"),
    Organisation.slug, ActionPoint.interval_days, ActionPoint.heard_on, ActionPoint.group_id,
    SUSPENDED.label("paused"),
)  # fmt: skip
ENDED_LAST = sa.case((ActionPoint.status.in_(UNENDED), 0), else_=1)
TOTAL = sa.func.count().over().label("total")


def index(chosen: Chosen, *, seen_by: Actor, number: int = 1) -> Page[Any]:
    """Give a page of the action points that are looked for, the newest first; by date where dates press: one statement."""
    return paged_totals(_listed(seen_by.eyes, chosen, clock.today()), number, seen_by.asking())


@lru_cache(maxsize=LISTS)
def _listed(seen_by: Eyes, chosen: Chosen, today: date) -> sa.Select[Any]:
    """Build the select of a list; what presses today is another question tomorrow."""
    seen, clauses = visible(ActionPoint, seen_by), chosen.clauses()
    found = total(ActionPoint, seen, *clauses) if clauses else how_many(ActionPoint, seen_by).label("total")
    wanted = owners(sa.select(found, *SHOWN).select_from(ActionPoint)).where(seen, *clauses)
    by_date = (ActionPoint.due,) if chosen.state in {"overdue", "due soon"} else ()
    return wanted.order_by(*by_date, ActionPoint.id.desc())


WHOLE = (
    *SHOWN, Organisation.type.label("owner_type"), ActionPoint.first_due, ActionPoint.opened_at, ActionPoint.ended_at,
    ActionPoint.status_since, ActionPoint.source_kind, ActionPoint.source_label, Item.number.label("item"),
    Edition.slug.label("edition"),
)  # fmt: skip


def whole(*asked: sa.ColumnElement[bool]) -> sa.Select[*tuple[Any, ...]]:
    """Select action points with all that files say of them."""
    wanted = owners(sa.select(*WHOLE).select_from(ActionPoint)).outerjoin(Item, Item.id == ActionPoint.item_id)
    return wanted.outerjoin(Edition, Edition.id == Item.edition_id).where(*asked)


def all_listed(chosen: Chosen, *, seen_by: Actor) -> Iterator[Any]:
    """Give all action points that are looked for, as files say them, the oldest first."""
    yield from all_of(whole(visible(ActionPoint, seen_by), *chosen.clauses()).order_by(ActionPoint.id))


def owner_choices(*, seen_by: Actor) -> Sequence[tuple[str, str]]:
    """Give (`kind:id`, name) of all who answer for an action point the reader may see, by name: one statement."""
    return [(f"{kind}:{id}", name) for kind, id, name in db.session.execute(_owners(seen_by.eyes), seen_by.asking())]


@cache
def _owners(seen_by: Eyes) -> sa.CompoundSelect[Any]:
    found = [
        _some(kind, model.id, name, column, seen_by)
        for kind, model, name, column in (
            ("organisation", Organisation, Organisation.name, ActionPoint.organisation_id),
            ("group", Group, Group.code, ActionPoint.group_id),
            ("body", Body, Body.name, ActionPoint.body_id),
        )
    ]
    return sa.union_all(*found).order_by("name", "id")


def _some(kind: str, id: Any, name: Any, column: Any, seen_by: Eyes) -> sa.Select[Any]:
    theirs = (ActionPoint.owner_kind == kind, column == id, visible(ActionPoint, seen_by))
    return sa.select(sa.literal_column(f"'{kind}'"), id.label("id"), name.label("name")).where(
        sa.exists().where(*theirs)
    )


def any_of(column: sa.orm.InstrumentedAttribute[int | None]) -> Has:
    """Give what says whether there is any action point whose column is the thing of a page."""
    return lambda reader: sa.exists().where(column == THING, visible(ActionPoint, reader))


of_an_item, in_a_group, of_an_organisation = map(
    any_of, (ActionPoint.item_id, ActionPoint.group_id, ActionPoint.organisation_id)
)


def of_item(item: int, *, seen_by: Actor, number: int = 1, at: str = "") -> Page[Any]:
    """Give a page of the action points under an activity, the open ones first: one statement."""
    return paged_totals(_of(ActionPoint.item_id, seen_by.eyes), number, seen_by.asking(of=item), at=at)


def of_group(group: int, *, seen_by: Actor, number: int = 1, at: str = "") -> Page[Any]:
    """Give a page of the action points in a group's work, its own and others': one statement."""
    return paged_totals(_of(ActionPoint.group_id, seen_by.eyes), number, seen_by.asking(of=group), at=at)


def of_organisation(organisation: int, *, seen_by: Actor, number: int = 1, at: str = "") -> Page[Any]:
    """Give a page of the action points an organisation answers for: one statement."""
    return paged_totals(_of(ActionPoint.organisation_id, seen_by.eyes), number, seen_by.asking(of=organisation), at=at)


@cache
def _of(column: Any, seen_by: Eyes) -> sa.Select[Any]:
    asked = column == sa.bindparam("of", type_=sa.Integer())
    wanted = owners(sa.select(TOTAL, *SHOWN).select_from(ActionPoint)).where(asked, visible(ActionPoint, seen_by))
    return wanted.order_by(ENDED_LAST, ActionPoint.due.is_(None), ActionPoint.due, ActionPoint.id)
