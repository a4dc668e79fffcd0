"""What the writes of groups have in common: holding, who may see a line, who somebody is, beginning and ending a term."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wgtool.accounts import queries as accounts
from wgtool.groups import queries, rules
from wgtool.groups.models import Group, Membership, Role, Standing
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold


def holding(membership: Membership) -> tuple[Group, Membership]:
    """Hold a membership's group, then itself: all changes of a group's people wait for each other."""
    group = hold(queries.to_change(membership.group_id))
    return group, queries.beside(hold(queries.membership_to_change(membership.id)), group)


def refuse(objection: str | None) -> None:
    """Raise Refused with the objection, if there is one."""
    if objection:
        raise Refused(objection)


def seen(group: Group, *, inside: bool = False, person: int | None = None) -> dict[str, Any]:
    """Give the sight of a line about the group: its own; `inside`, only the group's and that of the person it is about."""
    if rules.hidden(group):
        return {"sight": group.sight, "audience": group.audience, "also": group.also}
    if inside:
        return {"sight": Sight.GROUP, "audience": str(group.ref), "also": f"person:{person}" if person else None}
    return {}


def people(group: Group) -> tuple[Ref, ...]:
    """Give the memberships loaded, whose turns begin or end with the group's."""
    return tuple(row.ref for row in group.memberships)


def inner(group: Group) -> dict[str, Any]:
    """Give the sight of a line that the people of a group read, and nobody else."""
    return {"sight": Sight.GROUP, "audience": str(group.ref)}


@dataclass(frozen=True)
class Who:
    """Whom an invitation is for: an account, or an address nobody has an account with."""

    person: int | None
    email: str = ""


def whom(*, person: int | None, email: str) -> Who:
    """Find the account behind what was chosen or written. Raises Refused for neither and for a person who is gone."""
    if person is not None:
        if not queries.is_active(person):
            raise Refused(_("This person has no account any more."))
        return Who(person)
    if not email:
        raise Refused(_("Choose a person or write an address."))
    found = accounts.by_email(email)
    return Who(found.id if found else None, email)


def fit(role: Role, place: queries.Place, *, own: bool = False) -> None:
    """Raise Refused if somebody at this place can't be in a group in this role; `own` if they are the one who acts."""
    refuse(rules.unfit(role, confirmed=place.confirmed, observer=place.observer, own=own))


def begin(group: int, role: Role, standing: Standing, who: Who, actor: Actor, *, organisation: int | None = None,
          note: str = "") -> Membership:  # fmt: skip
    """Add a row to the roster; `since` counts from today where it is in."""
    row = Membership(
        group_id=group, person_id=who.person, email=who.email, role=role, standing=standing, note=note,
        organisation_id=organisation, made_at=clock.now(), made_by=actor.person,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def settle(row: Membership, standing: Standing, actor: Actor, note: str = "") -> None:
    """Give an invitation or request its answer."""
    row.standing, row.answered_at, row.answered_by = standing, clock.now(), actor.person
    if standing == Standing.IN:
        row.since = clock.today()
    row.note = note or row.note
    db.session.flush()


def instead(row: Membership, role: Role, actor: Actor) -> Membership:
    """End a term and begin another of the same person in another role, so that past rosters keep both."""
    row.end()
    row.handed_to = None
    db.session.flush()
    assert row.person_id is not None
    return begin(row.group_id, role, Standing.IN, Who(row.person_id), actor, organisation=row.organisation_id)


def about(row: Membership) -> dict[str, Any]:
    """Give the fields of an event about somebody's membership."""
    return {"subject": row.ref, "touches": row.touches, "person": row.person_id, "role": row.role.value}
