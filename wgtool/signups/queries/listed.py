"""Lists of sign-ups, fifty a page: the columns a row shows, nothing more."""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa

from wgtool.groups.models import Deliverable, Group
from wgtool.kernel.actors import Actor, Eyes
from wgtool.kernel.db import db
from wgtool.kernel.lists import Page, paged_totals
from wgtool.kernel.sight import visible
from wgtool.partners.models import Organisation
from wgtool.plan.models import Edition, Item
from wgtool.signups.models import OPEN, Role, SignUp, Status, Taken
from wgtool.signups.queries.counted import Lead

ITEM = sa.bindparam("item", type_=sa.Integer())


def _rank(column: sa.orm.InstrumentedAttribute[Status] | sa.orm.InstrumentedAttribute[Role],
          order: type[Status] | type[Role]) -> sa.Case[int]:  # fmt: skip
    """Order by an enum's own order; what is confirmed comes before what is offered."""
    places = {member: place for place, member in enumerate(order)}
    if order is Status:
        places[Status.CONFIRMED] = -1
    return sa.case(places, value=column)


TOTAL = sa.func.count().over().label("total")
OVER = sa.func.sum(sa.case((SignUp.status.in_(OPEN), 0), else_=1)).over().label("over")
SHOWN = (
    TOTAL,
    OVER,
    SignUp.id,
    SignUp.organisation_id,
    SignUp.role,
    SignUp.country,
    SignUp.offers,
    SignUp.status,
    SignUp.ends_on,
    SignUp.sight,
)


def of_deliverable(deliverable: int, *, seen_by: Actor, number: int = 1, at: str = "") -> Page[Any]:
    """Give a page of the sign-ups for a deliverable, in the same way."""
    return paged_totals(_of_deliverable(seen_by.eyes), number, seen_by.asking(item=deliverable), at=at)


@cache
def _of_deliverable(seen_by: Eyes) -> sa.Select[*tuple[Any, ...]]:
    return _with_organisations(SignUp.deliverable_id == ITEM, seen_by)


def of_item(item: int, *, seen_by: Actor, number: int = 1, at: str = "") -> Page[Any]:
    """Give a page of the sign-ups of an activity, the standing ones first, with their organisations: one statement."""
    return paged_totals(_of_item(seen_by.eyes), number, seen_by.asking(item=item), at=at)


@cache
def _of_item(seen_by: Eyes) -> sa.Select[*tuple[Any, ...]]:
    return _with_organisations(SignUp.item_id == ITEM, seen_by)


def _with_organisations(here: sa.ColumnElement[bool], seen_by: Eyes) -> sa.Select[*tuple[Any, ...]]:
    wanted = sa.select(*SHOWN, Organisation.slug, Organisation.name).select_from(SignUp).join(SignUp.organisation)
    wanted = wanted.where(here, visible(SignUp, seen_by))
    return wanted.order_by(_rank(SignUp.status, Status), _rank(SignUp.role, Role), SignUp.id)


def of_organisation(organisation: int, *, seen_by: Actor, number: int = 1, at: str = "") -> Page[Any]:
    """Give a page of what an organisation took on and offered, with the activities and deliverables: one statement."""
    return paged_totals(_of_organisation(seen_by.eyes), number, seen_by.asking(organisation=organisation), at=at)


@cache
def _of_organisation(seen_by: Eyes) -> sa.Select[*tuple[Any, ...]]:
    of = (Item.number, Item.title, Edition.slug, Edition.current, Group.code, Deliverable.serial)
    made = Deliverable.title.label("made")
    wanted = sa.select(TOTAL, SignUp.id, SignUp.role, SignUp.country, SignUp.status, *of, made)
    wanted = wanted.select_from(SignUp).outerjoin(SignUp.item).outerjoin(Item.edition)
    wanted = wanted.outerjoin(SignUp.deliverable).outerjoin(Deliverable.group)
    wanted = wanted.where(
        SignUp.organisation_id == sa.bindparam("organisation", type_=sa.Integer()), visible(SignUp, seen_by)
    )
    return wanted.order_by(_rank(SignUp.status, Status), Item.place.is_(None), Item.place, SignUp.id)


_LEADS = (
    sa.select(Organisation.id, Organisation.name, Organisation.slug, SignUp.country)
    .join(Organisation, Organisation.id == SignUp.organisation_id)
    .where(SignUp.role == Role.LEAD, SignUp.status == Status.CONFIRMED)
    .order_by(SignUp.country)
)
LEADS_OF = _LEADS.where(SignUp.item_id == ITEM)
LEADS_OF_DELIVERABLE = _LEADS.where(SignUp.deliverable_id == ITEM)


def leads_of(on: Taken) -> list[Lead]:
    """Give the confirmed leads of an activity or a deliverable, that of everywhere first."""
    asked = LEADS_OF_DELIVERABLE if isinstance(on, Deliverable) else LEADS_OF
    return [Lead(*row) for row in db.session.execute(asked, {"item": on.id})]


def leads_among(page: Page[Any]) -> list[Lead] | None:
    """Give the confirmed leads from a page of sign-ups, at whose top they stand; None if that may not be all of them."""
    led = [row for row in page.rows if row.role == Role.LEAD and row.status == Status.CONFIRMED]
    if page.number > 1 or len(led) == page.per_page:
        return None
    return sorted((Lead(row.organisation_id, row.name, row.slug, row.country) for row in led), key=lambda x: x.country)
