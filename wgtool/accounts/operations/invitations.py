"""Invitations to an organisation: sent, sent again, taken back, accepted."""

from __future__ import annotations

from typing import Any

from wgtool.accounts import events, queries, rules
from wgtool.accounts.models import Belonging, Invitation, Link, Person, Purpose
from wgtool.accounts.operations import links
from wgtool.accounts.operations.entering import MAIL, add_person
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold
from wgtool.partners import operations as partners
from wgtool.partners import queries as partners_queries
from wgtool.partners.models import Organisation


def invite(organisation: Organisation, *, email: str, focal: bool, actor: Actor) -> Invitation:
    """Invite an address to belong to an organisation, confirmed on accepting.

    The support team's invitation to an organisation nobody has looked at looks at it. Raises Refused for who is here
    or invited already.
    """
    organisation = hold(partners_queries.to_change(organisation.id))
    if queries.here_already(organisation.id, email):
        raise Refused(_("Somebody with this address is here already. They stand in the list."))
    if queries.invited_already(organisation.id, email):
        raise Refused(_("This address is invited already. You can send the invitation again, below."))
    if actor.supports:
        partners.look_at(organisation, actor=actor)
    invitation = Invitation(
        email=email, organisation_id=organisation.id, focal=focal, invited_by=actor.person, sent_at=clock.now()
    )
    db.session.add(invitation)
    db.session.flush()
    _send(invitation, actor)
    announce(events.Invited(actor=actor, focal=focal, **_about(invitation)))
    return invitation


def _about(invitation: Invitation) -> dict[str, Any]:
    """Give what every event of an invitation says: it is for the focal points and the support team."""
    organisation = invitation.organisation_id
    return {
        "subject": invitation.ref, "touches": (Ref("organisation", organisation),), "organisation": organisation,
        "sight": Sight.GROUP, "audience": f"focal:organisation:{organisation}",
    }  # fmt: skip


def _send(invitation: Invitation, actor: Actor) -> None:
    """Make a link, which replaces the one before, and have it mailed."""
    links.drop(queries.live_links(Purpose.INVITATION, subject=invitation.id))
    token = links.make(Purpose.INVITATION, subject=invitation.id)
    announce(events.LinkMade(actor=actor, subject=MAIL, purpose=Purpose.INVITATION, email=invitation.email, link=token,
                             language=actor.language, organisation=invitation.organisation_id))  # fmt: skip


def _held_open(invitation: Invitation) -> Invitation:
    invitation = hold(queries.invitation_to_change(invitation.id))
    if not invitation.open:
        raise Refused(_("This invitation was accepted or taken back meanwhile."))
    return invitation


def resend(invitation: Invitation, *, actor: Actor) -> None:
    """Send an invitation again, with a new link; the old one is dead."""
    invitation = _held_open(invitation)
    invitation.sent_at, invitation.times = clock.now(), invitation.times + 1
    _send(invitation, actor)
    announce(events.InvitationResent(actor=actor, **_about(invitation)))


def revoke(invitation: Invitation, *, actor: Actor) -> None:
    """Take an invitation back; its link is dead."""
    invitation = _held_open(invitation)
    invitation.revoked_at = clock.now()
    links.drop(queries.live_links(Purpose.INVITATION, subject=invitation.id))
    announce(events.InvitationRevoked(actor=actor, **_about(invitation)))


def accept_as_new(link: Link, *, name: str, password: str, shown: bool, language: str) -> Person:
    """Accept an invitation with a new account; `password` is hashed."""
    link, _told = links.use(link)
    invitation = _held_open_of(link)
    person = add_person(email=invitation.email, name=name, password=password, shown=shown, language=language)
    _accept(invitation, person)
    link.person_id = person.id
    return person


def accept(link: Link, *, actor: Actor) -> Person:
    """Accept an invitation with the account that has its address; belonging elsewhere ends."""
    link, _told = links.use(link)
    invitation = _held_open_of(link)
    person = hold(queries.to_change(actor.person or 0))
    if person.email != invitation.email:
        raise Refused(_("This invitation is for another address. Sign out, then open it again."))
    was_provisional = actor.provisional
    _accept(invitation, person)
    link.person_id = person.id
    if was_provisional:
        announce(events.Confirmed(actor=actor, **about(person.id, invitation.organisation_id)))
    return person


def _held_open_of(link: Link) -> Invitation:
    return _held_open(hold(queries.invitation_to_change(link.subject or 0)))


def about(person: int, organisation: int) -> dict[str, Any]:
    """Give what every event of a belonging says."""
    return {
        "subject": Ref("person", person), "touches": (Ref("organisation", organisation),), "person": person,
        "organisation": organisation, **links.own_sight(person, organisation),
    }  # fmt: skip


def _accept(invitation: Invitation, person: Person) -> None:
    """Have the person belong, confirmed by who invited; what was provisional here is confirmed, elsewhere it ends."""
    now, acting = clock.now(), rules.acting(person, invitation.organisation_id)
    belonging = queries.open_belonging(person.id)
    if belonging is not None and belonging.organisation_id != invitation.organisation_id:
        belonging.end()
        announce(events.BelongingEnded(actor=acting, **about(person.id, belonging.organisation_id)))
        belonging = None
    if belonging is None:
        db.session.flush()  # the end before the beginning: one open belonging a person
        belonging = Belonging(person_id=person.id, organisation_id=invitation.organisation_id)
        db.session.add(belonging)
    belonging.confirmed_at, belonging.confirmed_by = belonging.confirmed_at or now, invitation.invited_by
    belonging.focal = bool(belonging.focal or invitation.focal)
    invitation.accepted_at, invitation.accepted_by = now, person.id
    db.session.flush()
    fact = _about(invitation)
    fact["touches"] = (Ref("organisation", invitation.organisation_id), person.ref)
    announce(events.InvitationAccepted(actor=acting, person=person.id, **{**fact, "also": f"person:{person.id}"}))
