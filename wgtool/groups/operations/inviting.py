"""Coming into a group: invited and accepting, or asking and being admitted."""

from __future__ import annotations

from wgtool.groups import events, queries, rules
from wgtool.groups.models import Group, Membership, Role, Standing
from wgtool.groups.operations.roles import let_go, take_over
from wgtool.groups.operations.shared import Who, about, begin, fit, holding, refuse, seen, settle, whom
from wgtool.groups.permits import P
from wgtool.kernel.actors import Actor
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import require
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import hold


def check_address(words: str) -> str:
    """Give an address as it is kept. Raises Refused if it is none."""
    from email_validator import (  # wants thirty milliseconds, and few requests want it
        EmailNotValidError,
        validate_email,
    )

    try:
        return validate_email(words.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        raise Refused(_("“%(words)s” is no e-mail address. Write one like name@example.org.", words=words)) from None


def announce_invited(group: Group, row: Membership, actor: Actor) -> None:
    """Tell who was invited, by mail if they have no account."""
    announce(events.Invited(actor=actor, email=row.email, **about(row),
                            **seen(group, inside=True, person=row.person_id)))  # fmt: skip


def invite(group: Group, *, role: Role, actor: Actor, person: int | None = None, email: str = "",
           note: str = "") -> Membership:  # fmt: skip
    """Invite somebody with an account, or an address. Raises Refused for who is in already, or a second lead."""
    group = hold(queries.to_change(group.id))
    require(actor, P.INVITE, group)
    if role == Role.SAG_FOCAL:
        raise Refused(_("The support team names the SAG focal point."))
    refuse(rules.no_newcomers(group))
    if role == Role.LEAD and (rules.in_role(group, Role.LEAD) or rules.invited(group, Role.LEAD)):
        raise Refused(_("There is a lead, or somebody is asked to be. Invite a co-lead, or hand over."))
    who = whom(person=person, email=email)
    refuse(already(group, who))
    if who.person is not None and (place := queries.place_of(who.person)).confirmed:
        fit(role, place)
    row = begin(group.id, role, Standing.INVITED, who, actor, note=note)
    announce_invited(group, row, actor)
    return row


def already(group: Group, who: Who) -> str | None:
    """Say why nobody can be invited twice."""
    rows = [m for m in group.memberships if m.is_open]
    if who.person is not None and any(m.person_id == who.person for m in rows):
        return _("This person is in the group, or already asked.")
    if who.email and any(m.email == who.email and m.person_id is None for m in rows):
        return _("This address is invited already.")
    return None


def accept(membership: Membership, *, actor: Actor) -> Membership:
    """Accept one's own invitation. Nothing happens if it is accepted already."""
    group, row = holding(membership)
    require(actor, P.ANSWER, row)
    if row.is_in:
        return row
    _must(row, Standing.INVITED, group)
    assert row.person_id is not None
    place = queries.place_of(row.person_id)
    fit(row.role, place, own=row.person_id == actor.person)
    row.organisation_id = place.organisation
    giver = next((m for m in group.memberships if m.handed_to == row.id and m.is_in), None)
    if giver is not None:
        return take_over(group, giver, row, actor=actor)
    if row.role == Role.LEAD and rules.in_role(group, Role.LEAD):
        raise Refused(_("Somebody leads the group by now."))
    settle(row, Standing.IN, actor)
    announce(events.Joined(actor=actor, **about(row), **seen(group)))
    return row


def decline(membership: Membership, *, actor: Actor, why: str = "") -> None:
    """Decline one's own invitation, or what one was asked to take over with it."""
    group, row = holding(membership)
    require(actor, P.ANSWER, row)
    if row.standing == Standing.DECLINED:
        return
    _must(row, Standing.INVITED, None)
    settle(row, Standing.DECLINED, actor, why)
    let_go(group, row)
    announce(events.InvitationDeclined(actor=actor, **about(row), **seen(group, inside=True, person=row.person_id)))


def revoke(membership: Membership, *, actor: Actor) -> None:
    """Take an invitation back, or one's own request."""
    group, row = holding(membership)
    require(actor, P.REVOKE, row)
    if row.standing == Standing.REVOKED:
        return
    if row.standing not in {Standing.INVITED, Standing.ASKED}:
        raise Refused(_("It was answered in the meantime. Look at the page as it is now."))
    settle(row, Standing.REVOKED, actor)
    let_go(group, row)
    announce(events.Revoked(actor=actor, **about(row), **seen(group, inside=True, person=row.person_id)))


def ask(group: Group, *, role: Role, reason: str, actor: Actor) -> Membership:
    """Ask to join for one's own organisation, as member or observer."""
    group = hold(queries.to_change(group.id))
    require(actor, P.ASK, group)
    refuse(rules.not_joinable(group))
    assert actor.person is not None
    who = Who(actor.person)
    if role not in {Role.MEMBER, Role.OBSERVER}:
        raise Refused(_("Ask to be a member or an observer; the group gives other roles."))
    refuse(already(group, who))
    place = queries.place_of(actor.person)
    fit(role, place)
    row = begin(group.id, role, Standing.ASKED, who, actor, organisation=place.organisation, note=reason)
    announce(events.Asked(actor=actor, **about(row), **seen(group, inside=True, person=row.person_id)))
    return row


def admit(membership: Membership, *, actor: Actor) -> Membership:
    """Say yes to a request to join. Nothing happens if it was said already."""
    group, row = holding(membership)
    require(actor, P.ANSWER_REQUEST, row)
    if row.is_in:
        return row
    _must(row, Standing.ASKED, group)
    assert row.person_id is not None
    place = queries.place_of(row.person_id)
    fit(row.role, place)
    row.organisation_id = place.organisation
    settle(row, Standing.IN, actor)
    announce(events.Joined(actor=actor, **about(row), **seen(group)))
    return row


def turn_down(membership: Membership, *, actor: Actor, why: str = "") -> None:
    """Say no to a request to join."""
    group, row = holding(membership)
    require(actor, P.ANSWER_REQUEST, row)
    if row.standing == Standing.DECLINED:
        return
    _must(row, Standing.ASKED, None)
    settle(row, Standing.DECLINED, actor, why)
    announce(events.RequestDeclined(actor=actor, **about(row), **seen(group, inside=True, person=row.person_id)))


def _must(row: Membership, standing: Standing, group: Group | None) -> None:
    if row.standing != standing or row.until is not None:
        raise Refused(_("It was answered in the meantime. Look at the page as it is now."))
    if group is not None and group.over:
        raise Refused(_("The group is over."))
