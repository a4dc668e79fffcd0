"""Facts about actors, groups and memberships."""

from __future__ import annotations

from wgtool.groups.kinds import ways
from wgtool.groups.models import LEADS, OVER, Deliverable, Group, Membership, Role, Standing, Status
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.permits import who
from wgtool.kernel.sight import Sight

Either = Group | Membership | Deliverable
JOINABLE = frozenset({Status.DRAFTING, Status.SAG_REVIEW, Status.ACTIVE, Status.PAUSED})
WORKING = frozenset({Status.ACTIVE, Status.PAUSED})
PLAIN = frozenset({Role.MEMBER, Role.OBSERVER, Role.SECRETARIAT})


def group_of(thing: Either) -> Group:
    """Give the group of a membership or a deliverable, or the group itself."""
    return thing if isinstance(thing, Group) else thing.group


@who(_l("leads of the group"))
def leads(actor: Actor, thing: Either) -> bool:
    """Let who leads or co-leads the group today."""
    return actor.wears("lead", "group", group_of(thing).id)


@who(_l("while the group is active or paused"))
def works(actor: Actor, thing: Either) -> bool:
    """Keep to groups whose first terms are in force."""
    return group_of(thing).status in WORKING


@who(_l("the group's secretariat"))
def keeps(actor: Actor, thing: Either) -> bool:
    """Let the secretariat of the group."""
    return actor.wears("secretariat", "group", group_of(thing).id)


@who(_l("coordinators of the group's country"))
def coordinates(actor: Actor, thing: Either) -> bool:
    """Let coordinators of the country; they may what a group's secretariat may."""
    country = group_of(thing).country
    return country != "" and actor.wears("coordinator", "country", country)


@who(_l("who proposed it, while it is proposed"))
def proposed(actor: Actor, thing: Either) -> bool:
    """Let the proposer, until the group is taken up."""
    group = group_of(thing)
    return group.status == Status.PROPOSED and _is(actor, group.proposer_id)


@who(_l("who proposed it"))
def proposer(actor: Actor, thing: Either) -> bool:
    """Let the proposer."""
    return _is(actor, group_of(thing).proposer_id)


@who(_l("the person themselves"))
def own(actor: Actor, membership: Membership) -> bool:
    """Let the person whose membership it is."""
    return _is(actor, membership.person_id)


@who(_l("members of the group"))
def inside(actor: Actor, thing: Either) -> bool:
    """Let everybody in the group."""
    return f"group:{group_of(thing).id}" in actor.keys


@who(_l("for members, observers and secretariats"))
def plain(actor: Actor, membership: Membership) -> bool:
    """Keep to roles that neither lead nor speak for the SAG."""
    return membership.role in PLAIN


@who(_l("for all but the lead and the SAG focal point"))
def below_lead(actor: Actor, membership: Membership) -> bool:
    """Keep to roles that a lead gives and takes."""
    return membership.role not in {Role.LEAD, Role.SAG_FOCAL}


@who(_l("who was asked to take over"))
def heir(actor: Actor, membership: Membership) -> bool:
    """Let the person to whom a role is being handed."""
    given_to = (m for m in membership.group.memberships if m.id == membership.handed_to)
    return any(_is(actor, m.person_id) for m in given_to)


@who(_l("nobody: only a ruling of the SAG does this"))
def ruling(actor: Actor, thing: object) -> bool:
    """Let nobody; rulings need no permit."""
    return False


def _is(actor: Actor, person: int | None) -> bool:
    return person is not None and actor.person == person


def votes(group: Group) -> bool:
    """Say whether the SAG endorses terms of reference of this kind of group."""
    return ways(group).votes


def needs_no_vote(group: Group) -> bool:
    """Say the contrary."""
    return not votes(group)


def in_role(group: Group, *roles: Role) -> list[Membership]:
    """Give who is in the group now in one of the roles."""
    return [m for m in group.roster if m.role in roles]


def invited(group: Group, role: Role) -> list[Membership]:
    """Give the invitations to a role nobody has answered yet."""
    return [m for m in group.memberships if m.role == role and m.standing == Standing.INVITED and m.until is None]


def hidden(group: Group) -> bool:
    """Say whether only its proposer and the support team may see it."""
    return group.sight != Sight.PUBLIC


def not_formed(group: Group) -> str | None:
    """Say why a proposal can't be taken up yet."""
    if hidden(group):
        return _("Nobody has confirmed who proposed it.")
    if not in_role(group, Role.LEAD):
        return _("The invited lead has not accepted.")
    if not in_role(group, Role.SECRETARIAT):
        return _("The invited secretariat has not accepted.")
    return None


def unready(group: Group) -> str | None:
    """Say why the SAG should not see this yet."""
    if not group.alignments and not group.cross_cutting:
        return _("Link the group to at least one output or activity, or name a cross-cutting issue.")
    return None


def not_joinable(group: Group) -> str | None:
    """Say why nobody can ask to join now."""
    if group.status == Status.PROPOSED:
        return _("It is only proposed. Once it is taken up you can ask to join.")
    return no_newcomers(group)


def no_newcomers(group: Group) -> str | None:
    """Say why nobody is let in or invited any more."""
    if group.status in OVER:
        return _("It is over.")
    return _("It is closing and takes nobody in.") if group.status == Status.CLOSING else None


def begins_nothing(group: Group) -> str | None:
    """Say why nothing new comes under the group: what is open under one that closes only grows less."""
    if group.status in OVER:
        return _("%(code)s is over. Choose who took its work on.", code=group.code)
    if group.status == Status.CLOSING:
        return _("%(code)s is closing: nothing new begins under it. Choose who takes its work on.", code=group.code)
    return None


def needed(group: Group, membership: Membership) -> str | None:
    """Say why this person can't go without handing over: nobody else leads."""
    if group.status in OVER or group.status == Status.PROPOSED or membership.role not in LEADS:
        return None
    others = [m for m in in_role(group, Role.LEAD, Role.CO_LEAD) if m.id != membership.id]
    return None if others else _("Nobody else leads the group. Hand over first.")


def unfit(role: Role, *, confirmed: bool, observer: bool, own: bool = False) -> str | None:
    """Say why somebody can't be in a group in this role, by their belonging; to themselves, if it is their own."""
    if not confirmed and own:
        return _(
            "Nobody has confirmed yet that you belong to your organisation. The invitation waits until a focal point "
            "or the support team does."
        )
    if not confirmed:
        return _("Nobody has confirmed yet to which organisation this person belongs.")
    if observer and role in LEADS:
        return _("People of an observer do not lead. Somebody of a partner can.")
    if observer and role == Role.MEMBER:
        return _("People of an observer take part as observers.")
    return None
