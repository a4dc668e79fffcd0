"""Changing roles, handing over, leaving, and naming the SAG focal point."""

from __future__ import annotations

from wgtool.groups import events, queries, rules
from wgtool.groups.models import LEADS, Group, Membership, Role, Standing
from wgtool.groups.operations import plan_keeping
from wgtool.groups.operations.shared import Who, about, begin, fit, holding, instead, refuse, seen, settle, whom
from wgtool.groups.permits import P
from wgtool.kernel import waits
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import require
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import hold

HANDED = LEADS | {Role.SECRETARIAT}


def change_role(membership: Membership, *, role: Role, actor: Actor) -> Membership:
    """Give somebody in the group another role from today. The lead's own role is handed over instead."""
    group, row = holding(membership)
    require(actor, P.CHANGE_ROLE, row)
    _must_be_in(row)
    if row.role == role:
        return row
    if Role.SAG_FOCAL in {role, row.role}:
        raise Refused(_("The support team names the SAG focal point."))
    if role == Role.LEAD and rules.in_role(group, Role.LEAD):
        raise Refused(_("There is a lead. The lead hands over."))
    if role not in LEADS:
        refuse(rules.needed(group, row))
    assert row.person_id is not None
    fit(role, queries.place_of(row.person_id))
    return _changed(group, row, role, actor)


def _changed(group: Group, row: Membership, role: Role, actor: Actor) -> Membership:
    old = row.role.value
    waits.touched(row.ref)
    new = instead(row, role, actor)
    fact = events.RoleChanged(actor=actor, old=old, **about(new), **seen(group))
    announce(fact)
    return new


def end(membership: Membership, *, actor: Actor, why: str = "") -> None:
    """Leave, or have somebody leave with a reason, which stays in the group. Nothing happens the second time."""
    group, row = holding(membership)
    if row.standing == Standing.IN and row.until is not None:
        return
    require(actor, P.END, row)
    _must_be_in(row)
    refuse(rules.needed(group, row))
    if actor.person != row.person_id and not why:
        raise Refused(_("Say why."))
    leave(group, row, actor, why)


def leave(group: Group, row: Membership, actor: Actor, why: str = "") -> None:
    """End a term today, and whatever was being handed over with it."""
    row.end()
    row.note, row.answered_by = why or row.note, actor.person
    if row.handed_to is not None:
        waits.touched(Ref("membership", row.handed_to))
    row.handed_to = None
    let_go(group, row)
    db.session.flush()
    plan_keeping.release(row.person_id, group.id, actor=actor)
    plan_keeping.touch(group.id)
    announce(events.Left(actor=actor, **about(row), **seen(group)))


def let_go(group: Group, row: Membership) -> None:
    """Leave roles where they are that were to be handed to this membership."""
    for giver in (m for m in group.memberships if m.handed_to == row.id):
        giver.handed_to = None
        waits.touched(giver.ref)


def hand_over(membership: Membership, *, actor: Actor, person: int | None = None, email: str = "",
              force: bool = False) -> Membership:  # fmt: skip
    """Ask somebody to take one's role over; they must accept. The support team may `force` it on who is in already."""
    group, row = holding(membership)
    require(actor, P.HAND_OVER, row)
    _must_be_in(row)
    if row.role not in HANDED:
        raise Refused(_("Only leads, co-leads and the secretariat hand over."))
    if row.handed_to is not None:
        raise Refused(_("Somebody is asked already. Keep the role first, then ask another."))
    who = whom(person=person, email=email)
    if who.person == row.person_id:
        raise Refused(_("Choose somebody else."))
    to = next((m for m in group.memberships if m.is_open and _same(m, who)), None)
    if to is not None and (to.role in LEADS | {Role.SAG_FOCAL} or to.standing != Standing.IN):
        raise Refused(_("Choose a member or somebody new: this person leads, speaks for the SAG, or has not answered."))
    if force:
        return _forced(group, row, to, actor)
    return _offered(group, row, to, who, actor)


def _same(row: Membership, who: Who) -> bool:
    return row.person_id == who.person if who.person is not None else row.email == who.email


def _forced(group: Group, row: Membership, to: Membership | None, actor: Actor) -> Membership:
    if not actor.supports:
        raise Refused(_("Only the support team hands over for others."))
    if to is None:
        raise Refused(_("Choose somebody who is in the group."))
    return take_over(group, row, to, actor=actor)


def _offered(group: Group, row: Membership, to: Membership | None, who: Who, actor: Actor) -> Membership:
    if who.person is not None and (place := queries.place_of(who.person)).confirmed:
        fit(row.role, place)
    to = to or begin(group.id, row.role, Standing.INVITED, who, actor)
    row.handed_to = to.id
    db.session.flush()
    fact = {**about(row), "person": to.person_id}
    fact["touches"] = (*row.touches, to.ref)
    announce(events.HandOverOffered(actor=actor, email=to.email, **fact,
                                    **seen(group, inside=True, person=to.person_id)))  # fmt: skip
    return to


def keep(membership: Membership, *, actor: Actor) -> None:
    """Keep one's role after all, or say as the other that one does not take it."""
    group, row = holding(membership)
    require(actor, P.KEEP, row)
    if row.handed_to is None:
        return
    to = hold(queries.membership_to_change(row.handed_to))
    row.handed_to = None
    if to.standing == Standing.INVITED:
        settle(to, Standing.DECLINED if actor.person == to.person_id else Standing.REVOKED, actor)
    fact = {**about(row), "person": to.person_id, "touches": (*row.touches, to.ref)}
    announce(events.HandOverEnded(actor=actor, **fact, **seen(group, inside=True, person=to.person_id)))


def receive(membership: Membership, *, actor: Actor) -> Membership:
    """Take over what a lead, co-lead or secretariat hands one; `membership` is theirs."""
    group, row = holding(membership)
    require(actor, P.TAKE_OVER, row)
    _must_be_in(row)
    to = hold(queries.membership_to_change(row.handed_to or 0))
    if to.standing == Standing.INVITED:
        assert to.person_id is not None
        to.organisation_id = queries.place_of(to.person_id).organisation
    return take_over(group, row, to, actor=actor)


def take_over(group: Group, giver: Membership, to: Membership, *, actor: Actor) -> Membership:
    """Give a role to another: who had it is a member from today."""
    role, before = giver.role, giver.person_id
    assert to.person_id is not None
    place = queries.place_of(to.person_id)
    fit(role, place)
    stays = instead(giver, Role.OBSERVER if _observes(giver) else Role.MEMBER, actor)
    if to.standing == Standing.INVITED:
        settle(to, Standing.IN, actor)
        new = to
    else:
        new = instead(to, role, actor)
    fact = about(new)
    fact["touches"] = (*fact["touches"], giver.ref, stays.ref, to.ref)
    announce(events.HandedOver(actor=actor, before=before, **fact, **seen(group)))
    return new


def _observes(row: Membership) -> bool:
    return row.person_id is not None and queries.place_of(row.person_id).observer


def name_focal(group: Group, *, actor: Actor, person: int | None = None, email: str = "") -> Membership:
    """Name the SAG focal point, from today, in the place of who was; no seat is needed."""
    group = hold(queries.to_change(group.id))
    require(actor, P.NAME_FOCAL, group)
    row = install_focal(group, actor=actor, person=person, email=email)
    announce(events.FocalNamed(actor=actor, **about(row), **seen(group)))
    return row


def install_focal(group: Group, *, actor: Actor, person: int | None, email: str) -> Membership:
    """Put the SAG focal point on the roster; says nothing, the caller does."""
    who = whom(person=person, email=email)
    if who.person is None:
        raise Refused(_("Nobody here has this address. The SAG focal point needs an account."))
    place = queries.place_of(who.person)
    fit(Role.SAG_FOCAL, place)
    had = next((m for m in group.memberships if m.is_open and m.person_id == who.person), None)
    if had is not None and had.role in HANDED and had.is_in:
        raise Refused(_("The SAG focal point is somebody else than lead and secretariat."))
    if had is not None and had.is_in and had.role == Role.SAG_FOCAL:
        raise Refused(_("This person is the SAG focal point already."))
    for row in [*rules.in_role(group, Role.SAG_FOCAL), *([had] if had else [])]:
        _make_room(group, row, actor)
    return begin(group.id, Role.SAG_FOCAL, Standing.IN, who, actor, organisation=place.organisation)


def _make_room(group: Group, row: Membership, actor: Actor) -> None:
    if row.standing == Standing.IN:
        leave(group, row, actor)
    else:
        settle(row, Standing.REVOKED, actor)


def _must_be_in(row: Membership) -> None:
    if not row.is_in:
        raise Refused(_("This membership is over, or not begun."))
