"""Who belongs where: confirmed, ended, named focal point."""

from __future__ import annotations

from wgtool.accounts import events, queries
from wgtool.accounts.models import Belonging
from wgtool.accounts.operations.invitations import about
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import hold
from wgtool.partners import operations as partners
from wgtool.partners import queries as partners_queries


def _held(belonging: Belonging) -> Belonging:
    """Hold the organisation, then the belonging. Raises Refused if it is over."""
    hold(partners_queries.to_change(belonging.organisation_id))
    belonging = hold(queries.belonging_to_change(belonging.id))
    if not belonging.is_current:
        raise Refused(_("They do not belong here any more."))
    return belonging


def confirm(belonging: Belonging, *, actor: Actor) -> None:
    """Say that the person belongs there. The support team looks at a new organisation in the same act."""
    belonging = _held(belonging)
    if actor.supports or actor.is_tool:
        partners.look_at(belonging.organisation, actor=actor)
    if belonging.confirmed_at:
        return
    belonging.confirmed_at, belonging.confirmed_by = clock.now(), actor.person
    announce(events.Confirmed(actor=actor, **about(belonging.person_id, belonging.organisation_id)))


def end(belonging: Belonging, *, actor: Actor, why: str = "") -> None:
    """Say that the person does not belong there, or no more; what they did there stays."""
    belonging = _held(belonging)
    fact = events.BelongingEnded if belonging.confirmed_at else events.BelongingDeclined
    belonging.end()
    announce(fact(actor=actor, why=why, **about(belonging.person_id, belonging.organisation_id)))


def set_focal(belonging: Belonging, *, focal: bool, actor: Actor) -> None:
    """Make a confirmed person focal point of their organisation, or end that. Does nothing the second time."""
    belonging = _held(belonging)
    if belonging.confirmed_at is None:
        raise Refused(_("Confirm them first: a focal point acts for the organisation."))
    if belonging.focal == focal:
        return
    belonging.focal = focal
    fact = events.FocalNamed if focal else events.FocalEnded
    announce(fact(actor=actor, **about(belonging.person_id, belonging.organisation_id)))
