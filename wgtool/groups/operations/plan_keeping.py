"""What a plan keeps under a group and under its members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from wgtool.groups import events, queries
from wgtool.groups.models import Deliverable, Progress
from wgtool.groups.operations.plan_moving import move
from wgtool.groups.operations.planning import move_due, told
from wgtool.kernel import clock, waits
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.holdings import Held, Keeper
from wgtool.kernel.i18n import _, reading_as
from wgtool.kernel.writes import hold


def _held(row: Deliverable) -> Held:
    facts = {"number": row.number, "title": row.title}
    url = f"/groups/{row.group.code}/plan/{row.serial}"
    return Held(row.ref, _("%(number)s, “%(title)s”", **facts), url=url, due=row.due_on, movable=True)


class Deliverables(Keeper):
    """The deliverables of a group that are neither done nor dropped."""

    kind = "deliverable"

    def open(self, holder: int) -> Iterable[Held]:
        """Give what is still to be made."""
        return [_held(row) for row in queries.open_in(holder)]

    def dates(self, holder: int) -> Iterable[Held]:
        """Give the same with their days; some have none."""
        return self.open(holder)

    def hand_over(self, row: int, to: Ref, *, actor: Actor) -> None:
        """Put it into the plan of another group."""
        held = hold(queries.deliverable_to_change(row))
        move(held, hold(queries.to_change(to.id)), actor=actor)

    def drop(self, row: int, why: str, *, actor: Actor) -> dict[str, Any]:
        """Drop it as what is open under the group is settled, also by a ruling: nobody's permit is asked here."""
        held = hold(queries.deliverable_to_change(row))
        was = {"status": held.status.value, "since": held.status_since.isoformat(), "why": held.why}
        if held.is_open:
            held.status, held.status_since, held.why = Progress.DROPPED, clock.now(), why
            db.session.flush()
            announce(events.DeliverableDropped(actor=actor, why=why, **told(held)))
        return was

    def restore(self, row: int, was: Mapping[str, Any], *, actor: Actor) -> None:
        """Have it stand as it stood, since its group is not dissolved."""
        held = hold(queries.deliverable_to_change(row))
        held.status, held.why = Progress(was["status"]), was["why"]
        held.status_since = datetime.fromisoformat(was["since"])
        db.session.flush()
        with reading_as("en"):  # kept as it is said, whatever the reader's language
            why = _("The ruling was taken back.")
        announce(events.TakenUpAgain(actor=actor, why=why, **told(held)))

    def redate(self, row: int, on: date, *, actor: Actor) -> None:
        """Set another day for it, as the group goes on after a pause."""
        held = hold(queries.deliverable_to_change(row))
        move_due(held, on, _("The group goes on after its pause."), actor=actor)


class OfMembers(Keeper):
    """What hangs on somebody in a group: as its contact person, or since nobody else there is of the organisation."""

    kind = "deliverable"

    def open(self, holder: int) -> Iterable[Held]:
        """Give what needs another contact, or another owner, once this membership ends."""
        row = queries.membership_by_id(holder)
        if row is None or row.person_id is None:
            return []
        found = {one.id: one for one in queries.contacts_of(row.person_id, row.group_id)}
        mates = [m for m in row.group.roster if m.organisation_id == row.organisation_id and m.id != row.id]
        if row.organisation_id is not None and not mates:
            found |= {one.id: one for one in queries.owned_in(row.group_id, row.organisation_id)}
        return [_held(one) for one in found.values()]


def release(person: int | None, group: int, *, actor: Actor) -> None:
    """Leave what a person was the contact for without one, as they are in the group no more."""
    for found in queries.contacts_of(person, group) if person else ():
        row = hold(queries.deliverable_to_change(found.id))
        row.contact_id = None
        db.session.flush()
        announce(events.ContactGone(actor=actor, **told(row)))


def touch(group: int) -> None:
    """Have the turns of a group's deliverables told anew: its state changed, or who is in it."""
    for row in queries.open_in(group):
        waits.touched(row.ref)
