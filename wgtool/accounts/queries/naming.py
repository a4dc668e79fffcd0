"""The name of a person beside what they did, read in the same statement."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from wgtool.accounts.models import Belonging, Person
from wgtool.accounts.queries.people import told_as
from wgtool.kernel.actors import Actor
from wgtool.kernel.terms import current
from wgtool.partners.models import Organisation


def with_name(wanted: sa.Select[*tuple[Any, ...]], person: Any) -> sa.Select[Any]:
    """Add to a select what `name_in` tells by whom its rows are: the person a column gives the id of."""
    who, at, place = aliased(Person), aliased(Belonging), aliased(Organisation)
    joined = wanted.outerjoin(who, who.id == person).outerjoin(at, sa.and_(at.person_id == who.id, current(at)))
    names = (
        who.id.label("named_id"), who.name.label("named"), who.shown.label("named_shown"),
        who.forgotten_at.label("named_gone"), place.name.label("named_at"),
    )  # fmt: skip
    return joined.outerjoin(place, place.id == at.organisation_id).add_columns(*names)


def name_in(row: Any, *, seen_by: Actor) -> str:
    """Tell the name in a row as the reader may know it; nothing where it names nobody."""
    if row.named_id is None:
        return ""
    return told_as(row.named_id, row.named, row.named_shown, row.named_gone is not None, row.named_at, seen_by)
