"""Handing over all that a person is the contact of, and taking it over."""

from __future__ import annotations

from wgtool.actions import events, queries
from wgtool.actions.operations.opening import telling
from wgtool.kernel import holdings
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import hold


def hand_over_all(*, to: str, actor: Actor) -> int:
    """Ask the person of this address to take over all that the actor holds, in every room; give how much it is."""
    heir = queries.person_at(to)
    if heir is None or actor.person is None or heir.id == actor.person:
        raise Refused(_("There is nobody else with an account of this address. Ask them to join first."))
    me = Ref("person", actor.person)
    held = [one for one in holdings.open(me) if one.movable]
    for one in held:
        holdings.hand_over(one.ref, me, heir.ref, actor=actor)
    return len(held)


def take_over_all(*, actor: Actor) -> int:
    """Be the contact of all that one was asked to take over; give how much it is."""
    asked = queries.asked_of(actor.person or 0)
    for id in asked:
        point = hold(queries.to_change(id))
        point.contact_id, point.heir_id = actor.person, None
        point.contact_name = point.contact_email = ""
        announce(events.ContactNamed(actor=actor, subject=point.ref, **telling(point)))
    return len(asked)
