"""Who works where: in which activities of an edition each organisation takes part."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

import sqlalchemy as sa

from wgtool.kernel.db import db
from wgtool.kernel.lists import Page, paged_totals, total
from wgtool.partners.models import Organisation, Type
from wgtool.plan.models import Edition, Item
from wgtool.plan.queries import EDITION
from wgtool.plan.tree import Book
from wgtool.signups.models import Role, SignUp, Status
from wgtool.signups.queries.signups import PUBLIC


class Part(NamedTuple):
    """An organisation takes part in an activity; `leads` says that it leads or co-leads there, in some country at least."""

    organisation: int
    item: int
    leads: bool


WORK = sa.select(SignUp.id).join(Item, Item.id == SignUp.item_id)
WORK = WORK.where(SignUp.status == Status.CONFIRMED, PUBLIC, Item.edition_id == EDITION)
WORKS = WORK.where(SignUp.organisation_id == Organisation.id).correlate(Organisation).exists()


def at_work(edition: Edition | Book, type: Type | None = None, *, number: int = 1) -> Page[Any]:
    """Give a page of the organisations with a confirmed sign-up for an activity of the edition, by name: one statement."""
    asked = (WORKS, Organisation.type == type) if type else (WORKS,)
    columns = (Organisation.id, Organisation.name, Organisation.slug, Organisation.type)
    wanted = sa.select(total(Organisation, *asked), *columns).where(*asked).order_by(Organisation.folded)
    return paged_totals(wanted, number, {"edition": edition.id})


def parts(edition: Edition | Book, organisations: Collection[int]) -> list[Part]:
    """Give the activities these organisations take part in, each once: one statement."""
    leads = sa.func.max(sa.case((SignUp.role.in_([Role.LEAD, Role.CO_LEAD]), 1), else_=0))
    wanted = WORK.with_only_columns(SignUp.organisation_id, SignUp.item_id, leads, maintain_column_froms=True)
    wanted = wanted.where(SignUp.organisation_id.in_(organisations)).group_by(SignUp.organisation_id, SignUp.item_id)
    return [Part(who, item, bool(led)) for who, item, led in db.session.execute(wanted, {"edition": edition.id})]
