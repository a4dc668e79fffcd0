"""Facts about actors and action points. The rule that shows a button is the rule that refuses."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from wgtool.actions.models import SOON, UNENDED, WORKING, ActionPoint, Flag, Priority
from wgtool.groups import rules as groups
from wgtool.groups.models import Status as GroupStatus
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.permits import who
from wgtool.kernel.sight import WIDTH, Sight

ANSWERING = {
    "organisation": ("focal",),
    "group": ("lead", "secretariat"),
    "body": ("chair", "secretariat"),
}
"""The hats that speak for an owner, by its kind."""


CHOSEN = (Sight.PUBLIC, Sight.PARTNERS, Sight.GROUP)
"""The levels people choose among; what is restricted was so from its source."""


def flags(point: ActionPoint, today: date | None = None) -> list[Flag]:
    """Give what must be known of an action point besides its status; the group it stands in is loaded."""
    return _flags(point, suspended(point), today or clock.today())


def flags_of(row: Any, today: date) -> list[Flag]:
    """Say the same of a row of a list, which tells itself whether its group is `paused`."""
    return _flags(row, row.paused, today)


def _flags(thing: Any, paused: bool, today: date) -> list[Flag]:
    return [Flag.SUSPENDED] if paused and thing.status in WORKING else pressing(thing, today)


def pressing(thing: Any, today: date) -> list[Flag]:
    """Give what presses by its dates alone, the most pressing first, whether its group is paused or not."""
    if thing.status not in WORKING:
        return []
    found = [Flag.SILENT] if silent(thing, today) else []
    if thing.due is None:
        return [Flag.UNDATED, *found]
    if thing.due < today:
        return [Flag.OVERDUE, *found]
    return [Flag.DUE_SOON, *found] if thing.due <= today + SOON else found


def suspended(point: ActionPoint) -> bool:
    """Say whether its dates stand still, since the group it stands in is paused."""
    return point.group_id is not None and point.group is not None and point.group.status == GroupStatus.PAUSED


def silent(thing: Any, today: date, intervals: int = 1) -> bool:
    """Say whether so many intervals went by without a report."""
    if thing.interval_days is None or thing.status not in WORKING:
        return False
    overdue: bool = thing.heard_on + timedelta(days=thing.interval_days * intervals) < today
    return overdue


def speaks(actor: Actor, kind: str, id: int) -> bool:
    """Say whether the actor speaks for an organisation, group or body."""
    return any(actor.wears(role, kind, id) for role in ANSWERING.get(kind, ()))


@who(_l("who speaks for the organisation, group or body that answers for it"))
def answers(actor: Actor, point: ActionPoint) -> bool:
    """Let focal points, leads and secretariats of its owner."""
    return speaks(actor, point.owner_kind, point.owner.id)


@who(_l("its contact"))
def is_contact(actor: Actor, point: ActionPoint) -> bool:
    """Let the person who is asked about it, or who opened the link that was mailed to them."""
    return actor.wears("contact", "action", point.id) or (actor.person is not None and actor.person == point.contact_id)


@who(_l("who was asked to take it over"))
def is_heir(actor: Actor, point: ActionPoint) -> bool:
    """Let the person who was named as the next contact."""
    return actor.person is not None and actor.person == point.heir_id


@who(_l("who opened it"))
def opened(actor: Actor, point: ActionPoint) -> bool:
    """Let the person who opened it."""
    return actor.person is not None and actor.person == point.opened_by


@who(_l("the leads, secretariat and SAG focal point of the group it stands in"))
def tends(actor: Actor, point: ActionPoint) -> bool:
    """Let who runs the group in whose work it stands."""
    roles = ("lead", "secretariat", "sag-focal")
    return point.group_id is not None and any(actor.wears(role, "group", point.group_id) for role in roles)


@who(_l("coordinators of its country"))
def in_country(actor: Actor, point: ActionPoint) -> bool:
    """Let who coordinates in its place."""
    return point.country != "" and actor.wears("coordinator", "country", point.country)


@who(_l("leads of active groups aligned to its activity"))
def aligned(actor: Actor, point: ActionPoint) -> bool:
    """Let leads of active groups that serve its activity."""
    return point.item_id is not None and actor.wears("aligned", "activity", point.item_id)


@who(_l("never who answers for it, and of another organisation where the priority is high"))
def of_others(actor: Actor, point: ActionPoint) -> bool:
    """Let nobody close their own, by any road."""
    return own(actor, point) is None


def own(actor: Actor, point: ActionPoint) -> str | None:
    """Say why it is the actor's own to answer for, if it is."""
    asked = actor.person is not None and actor.person in (point.done_by, point.contact_id)
    if asked or answers(actor, point):
        return _("You answer for it yourself: somebody else closes it.")
    same = actor.organisation is not None and actor.organisation in (point.organisation_id, point.done_for)
    if point.priority == Priority.HIGH and same:
        return _("Its priority is high: somebody of another organisation closes it.")
    return None


def unproven(point: ActionPoint) -> str | None:
    """Say why it can't be verified yet, if it can't: what has a high priority takes evidence."""
    if point.priority == Priority.HIGH and point.evidenced_at is None:
        return _("Its priority is high: there must be evidence first.")
    return None


def under_an_end(point: ActionPoint) -> str | None:
    """Say why what has ended is not opened again: the group it stands in closes, or is over."""
    return groups.begins_nothing(point.group) if point.group is not None else None


def unowned(kind: str) -> str | None:
    """Say why nobody of this kind can answer for an action point."""
    return None if kind in ANSWERING else _("An organisation, a group or a body answers for an action point.")


def ill_dated(due: date | None, *, before: date | None = None) -> str | None:
    """Say why a date can't be set, if it can't."""
    if due is not None and due < clock.today():
        return _("The date is over already. Choose today or a later day.")
    if due is not None and due == before:
        return _("That is the date it has already.")
    return None


def lowered(point: ActionPoint, priority: Priority, actor: Actor) -> str | None:
    """Say why the actor can't lower a priority: it would do away with the second pair of eyes."""
    if point.priority == Priority.HIGH and priority != Priority.HIGH and own(actor, point):
        return _("Who answers for it cannot lower a high priority. Ask the support team.")
    return None


def may_give(actor: Actor, kind: str, id: int) -> str | None:
    """Say why the actor can't open an action point for this owner, if they can't: others' are for the support team."""
    gives = actor.is_tool or actor.supports or coordinates(actor)
    if gives or speaks(actor, kind, id) or (kind == "organisation" and actor.ids("group", "lead", "secretariat")):
        return None
    return _("Choose an organisation, group or body that you speak for.")


@who(_l("focal points, leads and secretariats of groups, coordinators"))
def speaks_for_some(actor: Actor, thing: object) -> bool:
    """Let who speaks for anything an action point can belong to."""
    return coordinates(actor) or any(actor.ids(kind, *roles) for kind, roles in ANSWERING.items())


def coordinates(actor: Actor) -> bool:
    """Say whether the actor coordinates in a country."""
    return any(role == "coordinator" for role, _kind, _id in actor.hats)


def audience_of(point: ActionPoint) -> tuple[str, str | None]:
    """Give who sees what is not for all partners: the group it stands in, and who answers for it."""
    owner = str(point.owner)
    return (f"group:{point.group_id}", owner) if point.group_id and point.owner_kind != "group" else (owner, None)


def shown_to(point: ActionPoint, source: Any) -> list[Sight]:
    """Give who else an action point can be shown to: never more people than see what it came from."""
    widest = WIDTH[source.sight] if source else WIDTH[Sight.PUBLIC]
    return [sight for sight in CHOSEN if sight != point.sight and WIDTH[sight] <= widest]


def hides(actor: Actor, point: ActionPoint, sight: Sight) -> str | None:
    """Say why the actor can't show an action point to fewer people, if they can't."""
    if WIDTH[sight] < WIDTH[point.sight] and not (actor.supports or actor.is_tool):
        return _("Only the support team shows it to fewer people than before.")
    return None


@who(_l("where few see it"))
def seen_by_few(actor: Actor, point: ActionPoint) -> bool:
    """Say whether there are people it can still be shown to: what is public is hidden by the support team alone."""
    return point.sight != Sight.PUBLIC


def waits_for_a_check(point: ActionPoint) -> bool:
    """Say whether somebody else has to look at it."""
    return point.status in UNENDED - WORKING
