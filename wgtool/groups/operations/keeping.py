"""What groups keep under a group: requests and invitations nobody has answered, and its last day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa

from wgtool.accounts import queries as accounts
from wgtool.groups import events, queries
from wgtool.groups.kinds import Need, ways
from wgtool.groups.models import Membership, Standing
from wgtool.groups.operations.shared import about, holding, seen, settle
from wgtool.groups.words import SPOKEN
from wgtool.kernel.actors import Actor, actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.holdings import Held, Keeper
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.slots import THING
from wgtool.kernel.writes import hold


class Requests(Keeper):
    """Requests to join and invitations. Who is in the group is nothing open: past rosters stay readable."""

    kind = "membership"

    def some(self) -> sa.ColumnElement[bool]:
        """Say whether a group has any."""
        return sa.exists().where(queries.waits_in(THING))

    def open(self, holder: int) -> Iterable[Held]:
        """Give what waits for an answer."""
        rows = queries.waiting_in(holder)
        names = accounts.names([row.person_id for row in rows if row.person_id], seen_by=actor())
        for row in rows:
            facts = {"who": names.get(row.person_id or 0, row.email), "role": SPOKEN[row.role]}
            asked = row.standing == Standing.ASKED
            said = (
                _("%(who)s asks to join as %(role)s", **facts)
                if asked
                else _("%(who)s is invited as %(role)s", **facts)
            )
            yield Held(row.ref, said, movable=asked)

    def hand_over(self, row: int, to: Ref, *, actor: Actor) -> None:
        """Have the request answered by another group."""
        _group, held = holding(hold(queries.membership_to_change(row)))
        if not fits(held, to.id):
            raise Refused(_("This person is in that group already, or asks to be. Drop it here."))
        move(held, to, actor=actor)

    def drop(self, row: int, why: str, *, actor: Actor) -> None:
        """Say no to a request, or take an invitation back, with a reason the person reads."""
        group, held = holding(hold(queries.membership_to_change(row)))
        asked = held.standing == Standing.ASKED
        settle(held, Standing.DECLINED if asked else Standing.REVOKED, actor, why)
        kind = events.RequestDeclined if asked else events.Revoked
        announce(kind(actor=actor, why=why, **about(held), **seen(group, inside=True, person=held.person_id)))


def fits(row: Membership, group: int) -> bool:
    """Say whether the person of a request is neither in another group nor asking to be."""
    there = hold(queries.to_change(group))
    same = [m for m in there.memberships if m.is_open and m.person_id == row.person_id]
    return not any(row.person_id is not None or m.email == row.email for m in same)


def move(row: Membership, to: Ref, *, actor: Actor) -> None:
    """Put a request or an invitation under another group, and tell it on both timelines."""
    before, into = Ref("group", row.group_id), hold(queries.to_change(to.id))
    row.group_id = into.id
    db.session.flush()
    told = about(row) | {"touches": (*row.touches, before), "into": into.code}
    announce(events.Moved(actor=actor, **told, **seen(into, inside=True, person=row.person_id)))


def end_with_merger(row: Membership, to: Ref, *, actor: Actor) -> None:
    """End a request or an invitation at a group that merges, since its person has one at the other, or is in it."""
    group, held = holding(row)
    into = hold(queries.to_change(to.id))
    settle(held, Standing.DECLINED if held.standing == Standing.ASKED else Standing.REVOKED, actor)
    told = about(held) | {"touches": (*held.touches, into.ref), "into": into.code}
    announce(events.EndedWithMerger(actor=actor, **told, **seen(group, inside=True, person=held.person_id)))


def wait_again(row: Membership, standing: Standing, *, actor: Actor) -> None:
    """Let what a merger ended wait for its answer as before, as the ruling was taken back."""
    group, held = holding(row)
    held.standing, held.answered_at, held.answered_by = standing, None, None
    db.session.flush()
    announce(events.WaitsAgain(actor=actor, **about(held), **seen(group, inside=True, person=held.person_id)))


class LastDays(Keeper):
    """The last day of a group itself."""

    kind = "group"

    def dates(self, holder: int) -> Iterable[Held]:
        """Give its last day, if it has one or needs one."""
        group = queries.by_id(holder)
        if group is not None and (group.ends_on or ways(group).last_day == Need.MUST):
            yield Held(group.ref, _("the last day of %(code)s", code=group.code), due=group.ends_on)

    def redate(self, row: int, on: date, *, actor: Actor) -> None:
        """Set another last day."""
        group = hold(queries.to_change(row))
        if group.ends_on != on:
            group.ends_on = on
            announce(events.LastDaySet(actor=actor, subject=group.ref, touches=group.touches, ends_on=on.isoformat()))
