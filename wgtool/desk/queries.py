"""What the desk shows, over all rooms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

import sqlalchemy as sa

from wgtool.accounts.models import Person
from wgtool.history import queries as history
from wgtool.history.models import Line, Place
from wgtool.history.queries import Told
from wgtool.kernel import clock, waits
from wgtool.kernel.actors import KEYS, ME, Actor, Eyes
from wgtool.kernel.among import among, of_kinds
from wgtool.kernel.db import Ref, db
from wgtool.kernel.sight import visible
from wgtool.kernel.waits import Wait

MOST = 50
FIRST_LOOK = timedelta(days=30)
FOLLOWED = ("group", "organisation", "body", "person")


def turns(actor: Actor) -> Sequence[Wait]:
    """Give what waits for the actor, what is due first at the top."""
    return db.session.scalars(waits.mine(actor).limit(MOST)).all()


def waited_for(actor: Actor) -> Sequence[Wait]:
    """Give what others must do on things the actor began or follows, a line each."""
    asked = of_kinds(_follows(actor))
    return db.session.scalars(_waited_for(tuple(asked), actor.eyes), actor.asking(**asked)).all()


@cache
def _waited_for(names: tuple[str, ...], eyes: Eyes) -> sa.Select[Wait]:
    """Select it from what waits, which is little, and not from all the actor ever did."""
    begun = sa.exists().where(Line.person == ME, Line.kind == Wait.kind, Line.thing == Wait.thing)
    touching = sa.select(Line.kind, Line.thing).join(Place, Place.line_id == Line.id)
    touching = touching.where(among(Place.kind, Place.thing, names))
    theirs = sa.or_(among(Wait.kind, Wait.thing, names), begun, sa.tuple_(Wait.kind, Wait.thing).in_(touching))
    wanted = sa.select(Wait).where(theirs, Wait.holder.not_in(KEYS), visible(Wait, eyes))
    return wanted.order_by(Wait.due.nulls_last(), Wait.id).limit(MOST)


def _follows(actor: Actor) -> list[Ref]:
    """Give the things whose story is the actor's: their groups, organisation and bodies, and themselves."""
    return [Ref(kind, int(id)) for _, kind, id in sorted(actor.hats) if kind in FOLLOWED and id.isdigit()]


def last_look(actor: Actor) -> datetime:
    """Give when the actor last looked at the desk, or thirty days ago."""
    seen = db.session.scalar(sa.select(Person.looked_back_at).where(Person.id == actor.person))
    return seen or clock.now() - FIRST_LOOK


def changes(actor: Actor, since: datetime) -> list[Told]:
    """Tell what others did since then on the things the actor follows."""
    return history.since(_follows(actor), since, seen_by=actor)


def looked(actor: Actor) -> sa.Update:
    """Give the statement that remembers the look."""
    return sa.update(Person).where(Person.id == actor.person).values(looked_back_at=clock.now())
