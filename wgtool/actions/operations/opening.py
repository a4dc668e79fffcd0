"""Opening action points, for people and for the rooms above."""

from __future__ import annotations

from datetime import date
from typing import Any

from wgtool.accounts import queries as accounts
from wgtool.accounts.session import actor_of
from wgtool.actions import events, rules, sources
from wgtool.actions.models import ActionPoint, Priority
from wgtool.decisions.models import Body
from wgtool.groups import rules as groups
from wgtool.groups.models import Group
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Base, Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.folding import fold
from wgtool.kernel.i18n import _
from wgtool.kernel.refs import next_number
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import Sight, sees, wider
from wgtool.partners.models import Organisation
from wgtool.plan.models import Item

OWNERS: dict[str, type[Base]] = {"organisation": Organisation, "group": Group, "body": Body}


def open_action(
    *, deliverable: str, owner: Ref, actor: Actor, priority: Priority = Priority.MEDIUM, due: date | None = None,
    interval_days: int | None = 90, group: int | None = None, item: int | None = None, country: str = "",
    contact: int | None = None, contact_name: str = "", contact_email: str = "",
    source: Ref | None = None, source_label: str = "",
    sight: Sight = Sight.PUBLIC, audience: str = "", also: str | None = None,
) -> ActionPoint:  # fmt: skip
    """Open an action point that `owner` answers for; give it with its number.

    `owner` is an organisation, group or body. `group` names the group in whose work it stands, where another answers.
    `source` is what it came from, `source_label` the number people quote of that. It is seen by whom `sight` says: a
    room gives that of the source, and a contact without account is shown to few in any case.
    """
    point = ActionPoint(
        deliverable=deliverable.strip(), folded=fold(deliverable), priority=priority, due=due, first_due=due, interval_days=interval_days,
        owner_kind=owner.kind, item_id=item, country=country, contact_id=contact, contact_name=contact_name,
        contact_email="" if contact else contact_email.strip().lower(), source_kind=source.kind if source else "",
        source_id=source.id if source else None, source_label=source_label, sight=sight, audience=audience, also=also,
        opened_at=clock.now(), opened_by=actor.person, status_since=clock.now(), heard_on=clock.today(),
    )  # fmt: skip
    belongs_to(point, owner, group)
    fits(point)
    if (seen := sources.sight_of(point)) is not None and wider(point, seen):
        raise ValueError(f"an action point from {source} would be seen by more people than that")
    if objection := rules.ill_dated(due):
        raise Refused(objection)
    point.number = next_number("AP", clock.today().year, digits=4)
    db.session.add(point)
    db.session.flush()
    announce(events.Opened(actor=actor, subject=point.ref, **telling(point)))
    return point


def belongs_to(point: ActionPoint, owner: Ref, group: int | None) -> None:
    """Have an owner that there is answer for it, in the work of a group if one is named."""
    if objection := rules.unowned(owner.kind):
        raise Refused(objection)
    if db.session.get(OWNERS[owner.kind], owner.id) is None:
        raise Refused(_("Choose who answers for it from the list."))
    stood = point.group_id
    point.owner_kind = owner.kind
    point.organisation_id = owner.id if owner.kind == "organisation" else None
    point.group_id = owner.id if owner.kind == "group" else group
    point.body_id = owner.id if owner.kind == "body" else None
    if point.group_id not in (None, stood):
        comes_under(point.group_id)


def comes_under(group: int | None) -> Group:
    """Give the group in whose work an action point comes to stand. Raises Refused where nothing new begins."""
    found = db.session.get(Group, group)
    if found is None:
        raise Refused(_("Choose who answers for it from the list."))
    if objection := groups.begins_nothing(found):
        raise Refused(objection)
    return found


def sees_it(point: ActionPoint, person: int) -> bool:
    """Say whether somebody with an account may see an action point."""
    row = accounts.for_session(person)
    return row is not None and sees(actor_of(row), point)


def must_see(point: ActionPoint, person: int) -> None:
    """Refuse to ask somebody with an account about what they may not see: being asked shows nothing to anybody."""
    if not sees_it(point, person):
        raise Refused(_("This person may not see %(number)s. Show it to more people first, or choose somebody who sees it.",
                        number=point.number))  # fmt: skip


def fits(point: ActionPoint) -> None:
    """Refuse what no action point can be."""
    if not point.deliverable:
        raise Refused(_("Say what is to be done."))
    if point.item_id is not None and db.session.get(Item, point.item_id) is None:
        raise Refused(_("Choose an activity of the plan."))
    if point.interval_days is not None and point.interval_days < 1:
        raise Refused(_("An interval of reporting is a day at least."))


def telling(point: ActionPoint) -> dict[str, Any]:
    """Give what every fact about an action point tells; its line is seen by those who see the action point."""
    told: dict[str, Any] = {"number": point.number, "touches": point.touches}
    if point.sight == Sight.PUBLIC:
        return told
    return told | {"sight": point.sight, "audience": point.audience, "also": point.also}
