"""What follows for groups from what happens to people's accounts and belongings."""

from __future__ import annotations

from wgtool.accounts import queries as accounts
from wgtool.groups import events, queries
from wgtool.groups.models import Group, Membership, Role, Standing
from wgtool.groups.operations.inviting import announce_invited
from wgtool.groups.operations.roles import leave
from wgtool.groups.operations.shared import about, holding, seen, settle
from wgtool.history import operations as history
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.kernel.folding import fold
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold


def find(person: int, *, actor: Actor) -> None:
    """Give a person the invitations that were sent to their address before they had an account."""
    someone = db.session.scalars(accounts.to_change(person)).one_or_none()
    if someone is None or not someone.email:
        return
    for found in queries.invited_at(someone.email):
        group, row = holding(found)
        if any(m.person_id == person and m.is_open for m in group.memberships):
            settle(row, Standing.REVOKED, actor)
            continue
        row.person_id = person
        db.session.flush()
        announce(events.Found(actor=actor, **about(row), **seen(group, inside=True, person=person)))


def open_proposals(person: int, *, actor: Actor) -> None:
    """Show a person's proposals to everybody, now that they are confirmed, and invite whom they named."""
    for id in queries.proposals_of(person):
        group = hold(queries.to_change(id))
        if group.over:
            continue
        before = group.audience
        if queries.name_taken(group.name, but=group.id):
            group.name = f"{group.name} ({group.code})"
        group.folded, group.sight, group.audience = fold(group.name)[:200], Sight.PUBLIC, ""
        group.organisation_id = queries.place_of(person).organisation
        db.session.flush()
        history.widen(group.ref, audience=before)
        announce(events.Opened(actor=actor, subject=group.ref, touches=group.touches, code=group.code))
        for row in [m for m in group.memberships if m.standing == Standing.INVITED]:
            _begin_or_invite(group, row, actor)


def _begin_or_invite(group: Group, row: Membership, actor: Actor) -> None:
    """Put the proposer's own role in force; invite everybody else."""
    place = queries.place_of(row.person_id) if row.person_id == group.proposer_id and row.person_id else None
    if place is None or (place.observer and row.role in {Role.LEAD, Role.CO_LEAD}):
        announce_invited(group, row, actor)
        return
    row.organisation_id = place.organisation
    settle(row, Standing.IN, actor)
    announce(events.Joined(actor=actor, **about(row)))


def end_all(person: int, *, actor: Actor, organisation: int | None = None, forget: bool = False) -> None:
    """End what a person is in groups, for an organisation they left or altogether; forget their address, too."""
    for found in queries.open_of(person, organisation=organisation):
        group, row = holding(found)
        if row.standing == Standing.IN:
            leave(group, row, actor)
        else:
            settle(row, Standing.REVOKED, actor)
            announce(events.Revoked(actor=actor, **about(row), **seen(group, inside=True, person=person)))
    if forget:
        for old in queries.all_of(person):
            old.email, old.note = "", ""
