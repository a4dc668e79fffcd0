"""The action plan of a group, and each of its deliverables."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from flask import Response, url_for

from wgtool.documents import queries as documents
from wgtool.documents.models import Version
from wgtool.groups import events, operations, queries, rules
from wgtool.groups.forms import AmendForm, DeliverableForm
from wgtool.groups.lifecycle import DELIVERABLE
from wgtool.groups.models import Deliverable, Group
from wgtool.groups.permits import P
from wgtool.groups.views import bp, loading
from wgtool.groups.views.reading import framed, said
from wgtool.groups.words import PLANNED, PROGRESS, PROGRESS_MARKS
from wgtool.history.queries import timeline_and_names
from wgtool.kernel import clock
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import allows
from wgtool.kernel.steps import doors, mount_steps
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing

WORDS: dict[str, Any] = {"progress": PROGRESS, "progress_marks": PROGRESS_MARKS, "fields": PLANNED}
CHANGES = tuple(sorted(kind.event_name() for kind in events.OfPlan.__subclasses__()))


@bp.get("/groups/<code>/plan")
@guard(P.READ, loading.group)
def plan(group: Group) -> Response:
    """Show the action plan of a group, with what changed since it was endorsed."""
    frame = framed(group)
    rows = queries.deliverables(group, seen_by=actor())
    served = [(item, list(found)) for item, found in groupby(rows, lambda row: row.item)]
    return page(
        "groups/plan.html", rows=rows, served=served, today=clock.today(), late=rules.is_late, left=rules.is_left,
        mergers=queries.plan_mergers(group) if allows(actor(), P.MERGE_PLAN, group) else (),
        locked=rules.closed_to_new(group), standing=rules.is_suspended, **frame, **WORDS,
        **_since(group, documents.in_force(frame["versions"]), rows),
    )  # fmt: skip


def _since(group: Group, terms: Version | None, rows: Any) -> dict[str, Any]:
    """Give what differs from what was endorsed: the fields by deliverable, the lines that tell why, what came since."""
    if terms is None or terms.submitted_at is None:
        return {"endorsed": None, "changed": {}, "added": set(), "changes": []}
    frozen = queries.frozen(terms.id)
    changed = {row.id: fields for row in rows if (fields := rules.changed(row, frozen.get(row.id)))}
    return {
        "endorsed": terms,
        "changed": changed,
        "added": {row.id for row in rows if row.id not in frozen},
        "changes": queries.changes(group, terms.submitted_at, CHANGES, seen_by=actor()),
    }


@bp.route("/groups/<code>/plan/add", methods=["GET", "POST"])
@guard(P.PLAN, loading.group)
def add_deliverable(group: Group) -> Response:
    """Add a deliverable to the plan."""
    form = DeliverableForm().fit(group)
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            row = operations.plan(group, actor=actor(), **form.facts())
            answer.go("groups.deliverable", code=group.code, serial=row.serial)
            answer.say(_("Added to the action plan."))
        if answer.given:
            return answered(answer)
    here = again()
    crumbs = [*loading.crumbs(here), (_("Action plan"), url_for("groups.plan", code=here.code))]
    return page("groups/plan_edit.html", "form", form=form, group=here, row=None, crumbs=crumbs)


@bp.get("/groups/<code>/plan/<int:serial>")
@guard(P.READ, loading.deliverable)
def deliverable(row: Deliverable) -> Response:
    """Show a deliverable: where it stands, who makes it, what was reported."""
    me = actor()
    people = [report.by for report in row.reports if report.by] + ([row.contact_id] if row.contact_id else [])
    origins, copies = queries.kin(row, seen_by=me)
    lines, names = timeline_and_names(row.ref, people if me.partner else (), seen_by=me, most=30)
    return page(
        "groups/deliverable.html", row=row, group=row.group, doors=doors(DELIVERABLE, row, me), today=clock.today(),
        turns=said(queries.turns([row.ref], seen_by=me)), names=names if me.partner else {},
        lines=lines, late=rules.is_late(row), standing=rules.is_suspended(row),
        left=rules.is_left(row, row.group.roster), origins=origins, copies=copies,
        crumbs=loading.plan_crumbs(row), **WORDS,
    )  # fmt: skip


@bp.route("/groups/<code>/plan/<int:serial>/amend", methods=["GET", "POST"])
@guard(P.PLAN, loading.deliverable)
def amend_deliverable(row: Deliverable) -> Response:
    """Change what the plan says of a deliverable."""
    form = AmendForm().fit(row.group, row)
    if not form.is_submitted():
        form.about(row)
    elif form.validate():
        with writing(refusals=form) as answer:
            operations.amend(row, actor=actor(), **form.facts())
            answer.go("groups.deliverable", code=row.group.code, serial=row.serial)
            answer.say(_("Saved."))
        if answer.given:
            return answered(answer)
    here = again()
    return page(
        "groups/plan_edit.html", "form", form=form, group=here.group, row=here, crumbs=loading.plan_crumbs(here)
    )


mount_steps(
    bp,
    DELIVERABLE,
    "/groups/<code>/plan/<int:serial>",
    loading.deliverable,
    back=loading.deliverable_url,
    named=lambda row: f"{row.number} {row.title}",
    crumbs=loading.plan_crumbs,
)
