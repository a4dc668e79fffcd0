"""Reading: the list of action points, one of them with its story."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from wgtool.accounts import queries as people
from wgtool.actions import asking, queries, rules, sources
from wgtool.actions.lifecycle import LIFE
from wgtool.actions.models import ActionPoint, Priority
from wgtool.actions.panels import shown
from wgtool.actions.permits import P
from wgtool.actions.queries import Chosen
from wgtool.actions.views import bp, loading
from wgtool.actions.words import STATES, WORDS
from wgtool.files import queries as files
from wgtool.history.queries import timeline
from wgtool.kernel import permits, waits
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _
from wgtool.kernel.lists import page_asked
from wgtool.kernel.steps import doors
from wgtool.kernel.web import guard, page


@bp.get("/actions")
@guard(P.READ)
def index() -> Response:
    """List the action points, the newest first."""
    asked = request.args
    chosen = Chosen(
        words=asked.get("q", "")[:100],
        state=asked.get("state", "") if asked.get("state") in states() else "",
        priority=Priority(asked["priority"]) if asked.get("priority") in set(Priority) else None,
        country=asked.get("country", "")[:2],
        owner=asked.get("owner", "")[:40],
    )
    me = actor()
    rows = queries.index(chosen, seen_by=me, number=page_asked())
    owners = queries.owner_choices(seen_by=me)
    return page("actions/index.html", "list", chosen=chosen, choices=states(), owners=owners, **WORDS, **shown(rows))


def states() -> dict[str, Any]:
    """Give what a list can be narrowed to: statuses, all open ones, flags."""
    flags = {
        "overdue": _("Overdue"), "due soon": _("Due soon"), "undated": _("Without a date"), "silent": _("Silent"),
        "suspended": _("Suspended"),
    }  # fmt: skip
    return {"open": _("Open"), **{status.value: word for status, word in STATES.items()}, **flags}


@bp.get("/actions/<number>")
@guard(P.READ, loading.point)
def detail(point: ActionPoint) -> Response:
    """Show an action point: how it stands, whose turn it is, what was reported, what happened."""
    me = actor()
    reports = queries.reports(point.id)
    told = {report.reported_by for report in reports} | {point.verified_by, point.contact_id, point.heir_id}
    return page(
        "actions/detail.html", point=point, crumbs=loading.crumbs(point), doors=doors(LIFE, point, me), main=_main(point),
        turns=turns(point), reports=reports, slips=queries.slips(point.id) if point.slips else (),
        names=people.names([id for id in told if id], seen_by=me), told=timeline(point.ref, seen_by=me),
        flags=rules.flags(point), owner=asking.owner_name(point), source_url=source_url(point),
        attached=files.of(point.kind, [point.id], seen_by=me).get(point.id, ()),
        sees_contact=permits.allows(me, P.SEE_CONTACT, point), unproven=rules.unproven(point), **WORDS,
    )  # fmt: skip


def _main(point: ActionPoint) -> str:
    """Name the step that is the next one: the check of what was reported done, else a report."""
    return "verify" if rules.waits_for_a_check(point) else "report progress" if point.is_open else ""


def source_url(point: ActionPoint) -> str:
    """Give the page of what it came from."""
    return sources.page_of(point.source_kind, point.source_label)


def turns(point: ActionPoint) -> list[dict[str, object]]:
    """Say whose turn it is, as the reader is told."""
    keys = actor().keys
    lines = [(line, line.holder in keys) for line in waits.kept([point.ref], seen_by=actor())]
    return [{"mine": mine, "sentence": line.sentence() if mine else line.told_to_others()} for line, mine in lines]
