"""Whose turn it is with a deliverable: it is late, or who owned it has left the group."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time

from wgtool.groups import queries, rules
from wgtool.kernel import waits
from wgtool.kernel.i18n import _l
from wgtool.kernel.waits import Turn, Wait, sentence

LATE = sentence(
    "deliverable.late",
    yours=_l("%(number)s, “%(title)s”, is late. Say that it is done, move its date with a reason, or drop it."),
    others=_l("It is late: waiting for a report, another date, or a word why it is dropped."),
)
LEFT = sentence(
    "deliverable.left",
    yours=_l("Nobody of the organisation that owns %(number)s is in the group any more. Name another owner."),
    others=_l("Waiting for the leads of the group to name another owner."),
)
ASKED = sentence(
    "plan.take-in",
    yours=_l("%(other)s asks to merge its action plan into that of %(code)s. Take it in, or say no."),
    others=_l("Waiting for the leads of %(code)s to take the action plan of %(other)s in, or to say no."),
)


def deliverable_turns(id: int) -> Iterable[Turn]:
    """Say whose turn it is with a deliverable."""
    row = queries.deliverable_by_id(id)
    if row is None or row.group.status not in rules.COUNTS:
        return
    group = row.group
    told = {"number": row.number, "title": row.title, "code": group.code, "serial": row.serial}
    if rules.is_left(row, group.roster):
        yield Turn(f"lead:group:{group.id}", LEFT, told)
    if rules.is_late(row) and row.due_on is not None:
        due = datetime.combine(row.due_on, time(23, 59), UTC)
        yield Turn(f"lead:group:{group.id}", LATE, told, due=due, under=group.ref)
        if row.contact_id is not None:
            yield Turn(f"self:person:{row.contact_id}", LATE, told, due=due, under=group.ref)


def merger_turns(id: int) -> Iterable[Turn]:
    """Say who answers a group that asks to have its plan taken in."""
    row = queries.plan_merger_by_id(id)
    if row is not None:
        told = {"code": row.into.code, "other": row.group.code}
        yield Turn(f"lead:group:{row.into_id}", ASKED, told)


def _url(line: Wait) -> str:
    return f"/groups/{line.params['code']}/plan/{line.params['serial']}"


def _plan_url(line: Wait) -> str:
    return f"/groups/{line.params['code']}/plan"


def register() -> None:
    """Have the turns of deliverables, and of requests about plans, kept."""
    waits.waits_for("deliverable", turns=deliverable_turns, waiting=queries.past_due, url=_url)
    waits.waits_for("plan_merger", turns=merger_turns, waiting=queries.asked_plan_mergers, url=_plan_url)
