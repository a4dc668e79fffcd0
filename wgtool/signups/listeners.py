"""What happens below that changes sign-ups: people and organisations are confirmed, deliverables end.

Who leaves or is forgotten changes nothing: what was taken on stays with the organisation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from wgtool.accounts import events as accounts
from wgtool.groups import events as groups
from wgtool.kernel import holdings, waits
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref
from wgtool.kernel.events import Event, listen
from wgtool.kernel.holdings import Held, Keeper, Went
from wgtool.kernel.i18n import _
from wgtool.kernel.writes import hold
from wgtool.partners import events as partners
from wgtool.signups import hats, operations, queries, suspended
from wgtool.signups.words import ROLES

__all__ = ["hats", "register"]


def organisation_looked_at(event: Event) -> None:
    """Let the offers of its confirmed people stand."""
    operations.stand(organisation=event.subject.id, actor=event.actor)


def person_confirmed(event: Event) -> None:
    """Let what the person has offered stand."""
    operations.stand(organisation=event.values()["organisation"], actor=event.actor)


def deliverable_ended(event: Event) -> None:
    """Let what stands on a deliverable end with it."""
    done = isinstance(event, groups.DeliverableDone)
    operations.settle_ended(event.subject.id, done=done, why=event.why, actor=event.actor)


def deliverable_moved(event: Event) -> None:
    """Have who confirms offers found anew: they stand under another group."""
    for id in queries.open_for(event.subject.id):
        waits.touched(Ref("signup", id))


def leads_changed(event: Event) -> None:
    """Have who confirms offers found anew: leads of the organisation that offers are not asked."""
    for id in [id for ref in event.touches if ref.kind == "group" for id in queries.offered_under(ref.id)]:
        waits.touched(Ref("signup", id))


class OnItems(Keeper):
    """The sign-ups that stand on an item of the plan, asked before it is taken out."""

    kind = "signup"

    def open(self, holder: int) -> Iterable[Held]:
        """Give what stands."""
        for id, name, role in queries.open_on(holder):
            yield Held(Ref("signup", id), _("%(organisation)s (%(role)s)", organisation=name, role=ROLES[role]))

    def drop(self, row: int, why: str, *, actor: Actor) -> Mapping[str, Any]:
        """End a sign-up with what it is on."""
        held = hold(queries.to_change(row))
        was = {"by": held.settled_by}
        operations.end_with_it(held, why=why, actor=actor)
        return was

    def restore(self, row: int, was: Mapping[str, Any], *, actor: Actor) -> None:
        """Have a sign-up stand again with what it is on."""
        operations.stand_again(hold(queries.to_change(row)), actor=actor, by=was.get("by"))

    def go_along(self, holder: int, to: int, *, actor: Actor) -> Iterable[Went]:
        """Have what can stand on the activity that takes this one in stand there."""
        return operations.carry(holder, to, actor=actor)

    def come_back(self, row: int, was: Mapping[str, Any], holder: int, *, actor: Actor) -> None:
        """Have a sign-up stand where it stood."""
        operations.carry_back(row, was, actor=actor)


class OfGroups(Keeper):
    """The last days of sign-ups that a paused group suspends.

    Nothing of them is open under the group: what an organisation took on stays with it, and who confirms is found anew.
    """

    kind = "signup"

    def dates(self, holder: int) -> Iterable[Held]:
        """Give the sign-ups with a last day."""
        for signup in suspended.dated_under(holder):
            facts = {"organisation": signup.organisation.name, "number": signup.number}
            yield Held(signup.ref, _("last day of %(organisation)s on %(number)s", **facts), due=signup.ends_on)

    def redate(self, row: int, on: date, *, actor: Actor) -> None:
        """Set another last day."""
        operations.redate(row, on, actor=actor)


def register() -> None:
    """Listen, and keep activities with sign-ups from going unnoticed."""
    listen(partners.LookedAt, organisation_looked_at)
    listen(accounts.Confirmed, person_confirmed)
    listen(groups.DeliverableDone, deliverable_ended)
    listen(groups.DeliverableDropped, deliverable_ended)
    listen(groups.DeliverableMoved, deliverable_moved)
    for event in (groups.Joined, groups.RoleChanged, groups.Left, groups.HandedOver):
        listen(event, leads_changed)
    holdings.register("plan_item", OnItems())
    holdings.register("group", OfGroups())
