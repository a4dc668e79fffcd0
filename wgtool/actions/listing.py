"""Action points as a table that leaves the tool: the list of all, and the public register. No person is in any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flask import url_for

from wgtool.actions import queries
from wgtool.actions.words import COLUMNS, PRIORITIES, STATES
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _
from wgtool.kernel.leaving import table
from wgtool.kernel.sheets import Column, Sheet, Term, Value, coded, term
from wgtool.partners.words import TYPES


def sheet(chosen: queries.Chosen, *, seen_by: Actor) -> Sheet:
    """Give the action points that are looked for and that the reader may know of. They are read while they are written."""
    return told(
        queries.all_listed(chosen, seen_by=seen_by), chosen, what=_("Action points, as far as you may know of them"),
        page=url_for("actions.index", _external=True),
    )  # fmt: skip


def told(rows: Iterable[Any], chosen: queries.Chosen, *, what: str, page: str) -> Sheet:
    """Give action points as a table."""
    return table(
        _("Action points"), _columns(), _cells(rows), name="action_points", what=what, page=page, asked=chosen.asked,
        row=_("An action point. It belongs to an organisation, a group or a body; no person is named."),
        more=[
            (_("Open"), _("Not started, or in progress. Overdue, undated and silent are told of these alone.")),
            (_("Silent"), _("Nothing was reported for longer than its interval of reporting.")),
            (_("Closed"), _("Reported done, and found done by somebody else.")),
        ],
    )  # fmt: skip


def _columns() -> list[Column]:
    kinds = [*(str(word) for word in TYPES.values()), _("Group"), _("Body")]
    return [
        Column(_("Number"), "#meta+id", 14, key="number"),
        Column(_("What is to be done"), "#activity+name", 60, key="deliverable"),
        Column(_("Edition of the plan"), "#activity+code+edition", 10, key="plan_edition"),
        Column(str(COLUMNS["plan"]), "#activity+code+sip", 10, key="plan_number"),
        Column(str(COLUMNS["owner"]), "#org+lead+name", 30, key="owner"),
        Column(_("Type"), "#org+lead+type", 18, kinds, key="owner_kind"),
        Column(str(COLUMNS["country"]), "#country+code+v_iso2", 10, key="country"),
        Column(_("Opened on"), "#date+start", 12, key="opened_at"),
        Column(_("Due at first"), "#date+due+original", 12, key="first_due"),
        Column(str(COLUMNS["due"]), "#date+due", 12, key="due"),
        Column(_("Times moved"), "#x_slips", 8, key="slips"),
        Column(_("Last report"), "#date+reported", 12, key="heard_on"),
        Column(str(COLUMNS["state"]), "#status+name", 20, [str(word) for word in STATES.values()], key="status"),
        Column(_("In this state since"), "#date+status", 12, key="status_since"),
        Column(_("Ended on"), "#date+end", 12, key="ended_at"),
        Column(
            str(COLUMNS["priority"]), "#x_priority", 10, [str(word) for word in PRIORITIES.values()], key="priority"
        ),
        Column(str(COLUMNS["source"]), "#meta+source", 18, key="source"),
        Column(_("Address"), "#meta+url", 40, key="url"),
    ]


def _cells(rows: Iterable[Any]) -> Iterator[list[Value]]:
    address = url_for("actions.detail", number="AP", _external=True).removesuffix("AP")
    for row in rows:
        yield [
            row.number, row.deliverable, row.edition, row.item, row.owner, _kind(row), row.country, row.opened_at.date(), row.first_due,
            row.due, row.slips, row.heard_on, term(STATES, row.status), row.status_since.date(),
            row.ended_at.date() if row.ended_at else None, term(PRIORITIES, row.priority), row.source_label, f"{address}{row.number}",
        ]  # fmt: skip


def _kind(row: Any) -> Term:
    """Say what kind of organisation answers, or that a group or a body does."""
    names = {"group": _("Group"), "body": _("Body")}
    return coded(TYPES[row.owner_type] if row.owner_type else names.get(row.owner_kind, ""), row.owner_kind)
