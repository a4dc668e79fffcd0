"""Who and what can be chosen: parties that answer, groups somebody leads, items of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from wgtool.decisions.models import Body
from wgtool.groups.models import ENDING, OVER, Group
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.sight import Sight
from wgtool.partners import queries as partners
from wgtool.partners.models import Organisation
from wgtool.plan.models import Edition, Item, Level


def bodies() -> Sequence[tuple[int, str]]:
    """Give (id, name) of the bodies."""
    return [(id, name) for id, name in db.session.execute(sa.select(Body.id, Body.name).order_by(Body.id))]


def _groups() -> Sequence[tuple[int, str, str]]:
    wanted = sa.select(Group.id, Group.code, Group.name).where(Group.sight == Sight.PUBLIC, Group.status.not_in(ENDING))
    return [(id, code, name) for id, code, name in db.session.execute(wanted.order_by(Group.code))]


def parties() -> list[tuple[str, str]]:
    """Give who may be asked, as `kind:id` and name: bodies, groups at work, organisations looked at."""
    return [
        *((str(Ref("body", id)), name) for id, name in bodies()),
        *((str(Ref("group", id)), f"{code} {name}") for id, code, name in _groups()),
        *((str(Ref("organisation", id)), name) for id, name in partners.choices(seen_by=Actor.guest())),
    ]


def name_of(party: Ref) -> str | None:
    """Give the name of an organisation looked at, a group at work or a body; None if there is no such."""
    if party.kind == "organisation":
        seen = (Organisation.id == party.id, Organisation.looked_at.is_not(None))
        return db.session.scalar(sa.select(Organisation.name).where(*seen))
    if party.kind == "group":
        works = (Group.id == party.id, Group.sight == Sight.PUBLIC, Group.status.not_in(ENDING))
        return db.session.scalar(sa.select(Group.code).where(*works))
    return db.session.scalar(sa.select(Body.name).where(Body.id == party.id)) if party.kind == "body" else None


def keeper(group: int) -> str | None:
    """Give the code of a group that may look after an exercise, also one that closes, whose exercise comes back to it."""
    return db.session.scalar(sa.select(Group.code).where(Group.id == group, Group.status.not_in(OVER)))


def groups_led(actor: Actor) -> list[tuple[int, str]]:
    """Give (id, code and name) of the groups whose exercise it can be: for the support team all, else those one leads."""
    led = set(actor.ids("group", "lead"))
    return [(id, f"{code} {name}") for id, code, name in _groups() if actor.supports or actor.is_tool or id in led]


def items_numbered(numbers: Iterable[str]) -> dict[str, int]:
    """Give the ids of outcomes, outputs and activities of the plan in force, by their numbers."""
    wanted = sa.select(Item.number, Item.id).join(Edition, Edition.id == Item.edition_id).where(Edition.current)
    wanted = wanted.where(Item.number.in_(set(numbers)), Item.level != Level.PILLAR, Item.dropped_at.is_(None))
    return {row.number: row.id for row in db.session.execute(wanted)}
