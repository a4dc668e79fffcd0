"""Taking one plan into another while both groups go on: asked for by one, answered by the other; and copying a plan."""

from __future__ import annotations

from typing import Any

from wgtool.groups import events, queries, rules
from wgtool.groups.models import Group, PlanMerger, PlanMergerState
from wgtool.groups.operations.plan_moving import copy_all, move_all
from wgtool.groups.operations.shared import refuse
from wgtool.groups.permits import P
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import require
from wgtool.kernel.refusals import Refused, constraint_says
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold

constraint_says(
    "uq_plan_merger_open | plan_merger.group_id",
    lambda: _("Its leads have asked already. Take that back first."),
)


def copy_plan(group: Group, *, source: int, actor: Actor, why: str = "") -> int:
    """Copy the plan of another group into this one; give how many deliverables came."""
    group = hold(queries.to_change(group.id))
    require(actor, P.PLAN, group)
    refuse(rules.closed_to_new(group))
    if rules.is_endorsed(group) and not why:
        raise Refused(_("The plan is in force: say why it changes."))
    found = queries.by_id(source)
    if found is None or source not in {id for id, _name in queries.with_plans(group)}:
        raise Refused(_("Choose a group whose plan everybody may read."))
    count = copy_all(found, group, actor=actor, why=why)
    if not count:
        raise Refused(_("Everything in that plan is copied here already."))
    return count


def ask_to_merge_plans(group: Group, *, into: int, actor: Actor, note: str = "") -> PlanMerger:
    """Ask another group at work to take the plan of this one into its own."""
    group = hold(queries.to_change(group.id))
    require(actor, P.MERGE_PLAN, group)
    _at_work(group)
    refuse(rules.merging(group))
    if into not in {id for id, _name in queries.heirs(group)}:
        raise Refused(_("Choose a group that is at work."))
    if any(row.group_id == group.id for row in queries.plan_mergers(group)):
        raise Refused(_("Its leads have asked already. Take that back first."))
    other = queries.by_id(into)
    assert other is not None
    refuse(rules.bound(other))
    row = PlanMerger(group_id=group.id, into_id=into, note=note, asked_by=actor.person, asked_at=clock.now())
    row.group, row.into = group, other
    db.session.add(row)
    db.session.flush()
    announce(events.PlanMergeAsked(actor=actor, why=note, **told_of_plans(row)))
    return row


def take_in_plan(merger: PlanMerger, *, actor: Actor) -> int:
    """Take the other group's plan in, under new numbers, with where each deliverable came from; give how many came."""
    held = {id: hold(queries.to_change(id)) for id in sorted((merger.group_id, merger.into_id))}
    row = _asked(merger)
    source, into = held[row.group_id], held[row.into_id]
    require(actor, P.TAKE_IN_PLAN, into)
    _at_work(source)
    _at_work(into)
    row.state = PlanMergerState.DONE
    count = len(move_all(source, into, actor=actor))
    told: dict[str, Any] = {
        "subject": into.ref,
        "touches": (source.ref, row.ref),
        "code": source.code,
        "into": into.code,
    }
    announce(events.PlansMerged(actor=actor, **told))
    return count


def drop_plan_merger(merger: PlanMerger, *, permit: P, actor: Actor, why: str = "") -> None:
    """Leave the plans apart: the answer is no, or who asked takes it back."""
    held = {id: hold(queries.to_change(id)) for id in sorted((merger.group_id, merger.into_id))}
    row = _asked(merger)
    require(actor, permit, held[row.into_id if permit == P.TAKE_IN_PLAN else row.group_id])
    row.state = PlanMergerState.DROPPED
    announce(events.PlanMergeDropped(actor=actor, why=why, **told_of_plans(row)))


def _asked(merger: PlanMerger) -> PlanMerger:
    row = hold(queries.plan_merger_to_change(merger.id))
    if row.state != PlanMergerState.ASKED:
        raise Refused(_("This was changed in the meantime. Look at the page as it is now."))
    return row


def _at_work(group: Group) -> None:
    if group.status not in rules.WORKING:
        raise Refused(_("%(code)s is not at work.", code=group.code))


def told_of_plans(row: PlanMerger) -> dict[str, Any]:
    """Give what a line about a request says, to the people of both groups."""
    both = {"sight": Sight.GROUP, "audience": f"group:{row.group_id}", "also": f"group:{row.into_id}"}
    told = {"code": row.group.code, "into": row.into.code}
    return {"subject": row.group.ref, "touches": (row.into.ref, row.ref), **told, **both}
