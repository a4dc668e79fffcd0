"""Facts about action plans: who may change them, what is late, what stands against a change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from wgtool.groups.models import FROZEN, OVER, Deliverable, FrozenDeliverable, Group, Membership, Status
from wgtool.groups.rules.life import EVER_ACTIVE
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.permits import who
from wgtool.plan.models import Item

AT_WORK = frozenset({Status.ACTIVE, Status.PAUSED, Status.CLOSING})
COUNTS = frozenset({Status.ACTIVE, Status.CLOSING})
"""Where dates count: a pause suspends them, and before the terms are in force nothing is due."""


@who(_l("people of the organisation that owns it, in the group"))
def owns(actor: Actor, deliverable: Deliverable) -> bool:
    """Let the owner's people who are in the group, and its contact person."""
    inside = f"group:{deliverable.group_id}" in actor.keys
    owner = deliverable.owner_id is not None and actor.organisation == deliverable.owner_id
    return inside and not actor.provisional and (owner or _is_contact(actor, deliverable))


@who(_l("who speaks for the organisation whose lead on it is confirmed"))
def does(actor: Actor, deliverable: Deliverable) -> bool:
    """Let focal points of the confirmed lead, and who offered for it, of whatever organisation the group's people are."""
    return actor.wears("doing", "deliverable", deliverable.id) and not actor.provisional


def _is_contact(actor: Actor, deliverable: Deliverable) -> bool:
    return deliverable.contact_id is not None and actor.person == deliverable.contact_id


def locked(group: Group) -> str | None:
    """Say why the plan of a group can't be changed now."""
    if group.status == Status.SAG_REVIEW:
        return _("The SAG has the terms and with them this plan. Take the text back to change it.")
    return _("It is over.") if group.status in OVER else None


def closed_to_new(group: Group) -> str | None:
    """Say why nothing new comes into the plan."""
    return locked(group) or (
        _("It is closing: nothing new begins under it.") if group.status == Status.CLOSING else None
    )


def is_locked(deliverable: Deliverable) -> str | None:
    """Say why nobody changes what the plan says of a deliverable."""
    return locked(deliverable.group)


def over(deliverable: Deliverable) -> str | None:
    """Say why a deliverable is not amended any more."""
    if not deliverable.is_open:
        return _("%(number)s is done or dropped. Take it up again first.", number=deliverable.number)
    return locked(deliverable.group)


def not_at_work(deliverable: Deliverable) -> str | None:
    """Say why nobody reports on a deliverable: its group does not work yet, or no more."""
    if deliverable.group.status in AT_WORK:
        return None
    return locked(deliverable.group) or _("Its group does not work yet. Reports begin once its terms are in force.")


def not_taken_up(deliverable: Deliverable) -> str | None:
    """Say why what is done or dropped is not taken up again."""
    return not_at_work(deliverable) or closed_to_new(deliverable.group)


def is_endorsed(group: Group) -> bool:
    """Say whether the plan was in force once, so that each change needs a reason and is shown."""
    return group.status in EVER_ACTIVE


def is_late(deliverable: Deliverable, today: date | None = None) -> bool:
    """Say whether it should be there by now. Under a paused group nothing is late."""
    due = deliverable.due_on
    at_work = deliverable.is_open and deliverable.group.status in COUNTS
    return at_work and due is not None and due < (today or clock.today())


def is_suspended(deliverable: Deliverable) -> bool:
    """Say whether its date stands still."""
    return deliverable.is_open and deliverable.due_on is not None and deliverable.group.status == Status.PAUSED


def is_left(deliverable: Deliverable, roster: Iterable[Membership]) -> bool:
    """Say whether the organisation that owns an open deliverable has nobody in the group any more."""
    here = {m.organisation_id for m in roster}
    return deliverable.is_open and deliverable.owner_id is not None and deliverable.owner_id not in here


def serves(group: Group, item: Item) -> bool:
    """Say whether an item is among what the group is aligned to; an output stands for its activities."""
    aligned = {row.item_id for row in group.alignments}
    return item.id in aligned or item.parent_id in aligned


def closed_to_following(group: Group) -> str | None:
    """Say why a group does not follow the plan into a later edition any more, if it does not."""
    return _("%(code)s is over.", code=group.code) if group.over else None


def ill_dated(starts_on: date | None, due_on: date | None) -> str | None:
    """Say that something would be due before it starts."""
    if starts_on is not None and due_on is not None and due_on < starts_on:
        return _("It is due before it starts. Change one of the days.")
    return None


def changed(now: Deliverable, then: FrozenDeliverable | None) -> tuple[str, ...]:
    """Give the fields that differ from what was endorsed; of what came since, none."""
    return tuple(field for field in FROZEN if getattr(now, field) != getattr(then, field)) if then else ()
