"""Roles that hang on no single group, body or organisation: given and ended, with dates."""

from __future__ import annotations

from datetime import date

from wgtool.accounts import events, queries
from wgtool.accounts.models import Person, Role, RoleName
from wgtool.accounts.operations.links import own_sight
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import hold

GIVEN: dict[RoleName, type[events.RoleGiven]] = {
    RoleName.ADMIN: events.AdministratorNamed,
    RoleName.SUPPORT: events.SupportNamed,
    RoleName.COORDINATOR: events.CoordinatorNamed,
}
ENDED: dict[RoleName, type[events.RoleEnded]] = {
    RoleName.ADMIN: events.AdministratorEnded,
    RoleName.SUPPORT: events.SupportEnded,
    RoleName.COORDINATOR: events.CoordinatorEnded,
}


def give_role(person: Person, *, name: RoleName, actor: Actor, country: str = "", since: date | None = None,
              until: date | None = None) -> Role:  # fmt: skip
    """Give a role from a day, to a day or open. Raises Refused if the person has it then already."""
    person = hold(queries.to_change(person.id))
    since = since or clock.today()
    if not person.active:
        raise Refused(_("This person has left."))
    if until is not None and until <= since:
        raise Refused(_("A role must last at least a day: its end comes after its beginning."))
    if any(_overlaps(role, name, country, since, until) for role in queries.roles_of(person.id)):
        raise Refused(_("They have this role at that time already."))
    role = Role(person_id=person.id, name=name, country=country, since=since, until=until, given_by=actor.person)
    db.session.add(role)
    db.session.flush()
    announce(GIVEN[name](actor=actor, subject=role.ref, touches=(person.ref,), person=person.id, role=name,
                         country=country, **own_sight(person.id)))  # fmt: skip
    return role


def _overlaps(role: Role, name: RoleName, country: str, since: date, until: date | None) -> bool:
    same = role.name == name and role.country == country
    return same and (role.until is None or role.until > since) and (until is None or role.since < until)


def end_role(role: Role, *, actor: Actor) -> None:
    """End a role today. Raises Refused for the last administrator and the last of the support team."""
    role = hold(queries.role_to_change(role.id))
    if role.until is not None and role.until <= clock.today():
        return
    if role.is_current:
        refuse_last(role.name, role.person_id)
    role.end()
    announce(ENDED[role.name](actor=actor, subject=role.ref, touches=(role.person.ref,), person=role.person_id,
                              role=role.name, country=role.country, **own_sight(role.person_id)))  # fmt: skip


def refuse_last(name: RoleName, person: int) -> None:
    """Raise Refused if nobody but this person holds a role that somebody must."""
    if name == RoleName.COORDINATOR:
        return
    holders = set(queries.role_wearers(name))
    if person in holders and holders == {person}:
        raise Refused(_SAYS[name]())


_SAYS = {
    RoleName.ADMIN: lambda: _("This is the last administrator. Make somebody else one first."),
    RoleName.SUPPORT: lambda: _("This is the last person of the support team. Name somebody else first."),
}
