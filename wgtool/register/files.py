"""The register as files: a table for spreadsheets, JSON for machines, Atom for readers of news. No person is in any."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from flask import url_for

from wgtool.actions.words import PRIORITIES
from wgtool.actions.words import STATES as STATE_WORDS
from wgtool.kernel import clock
from wgtool.kernel.i18n import _, day, listed
from wgtool.kernel.sheets import Column, Sheet, Value
from wgtool.partners.words import TYPES
from wgtool.register import queries
from wgtool.register.choosing import Chosen


def sheet(chosen: Chosen) -> Sheet:
    """Give what is looked for as a table. Its rows are read while it is written."""
    return Sheet(_("Action points"), _columns(), _cells(chosen), _about(chosen))


def _columns() -> list[Column]:
    return [
        Column(_("Number"), "#meta+id", 14),
        Column(_("What is to be done"), "#activity+name", 60),
        Column(_("Plan"), "#activity+code+sip", 10),
        Column(_("Who answers for it"), "#org+lead+name", 30),
        Column(_("Type"), "#org+lead+type", 18, [*(str(word) for word in TYPES.values()), _("Group"), _("Body")]),
        Column(_("Country"), "#country+code+v_iso2", 10),
        Column(_("Opened on"), "#date+start", 12),
        Column(_("Due at first"), "#date+due+original", 12),
        Column(_("Due"), "#date+due", 12),
        Column(_("Times moved"), "#x_slips", 8),
        Column(_("Last report"), "#date+reported", 12),
        Column(_("State"), "#status+name", 20, [str(word) for word in STATE_WORDS.values()]),
        Column(_("Ended on"), "#date+end", 12),
        Column(_("Priority"), "#x_priority", 10, [str(word) for word in PRIORITIES.values()]),
        Column(_("Comes from"), "#meta+source", 18),
        Column(_("Address"), "#meta+url", 40),
    ]


def _cells(chosen: Chosen) -> Iterator[list[Value]]:
    address = url_for("actions.detail", number="AP", _external=True).removesuffix("AP")
    types = {"group": _("Group"), "body": _("Body")}
    for row in queries.all_rows(chosen):
        yield [
            row.number, row.deliverable, row.item, row.owner, str(TYPES[row.owner_type]) if row.owner_type else types.get(row.owner_kind),
            row.country, row.opened_at.date(), row.first_due, row.due, row.slips, row.heard_on, str(STATE_WORDS[row.status]),
            row.ended_at.date() if row.ended_at else None, str(PRIORITIES[row.priority]), row.source_label, f"{address}{row.number}",
        ]  # fmt: skip


def _about(chosen: Chosen) -> list[tuple[str, str]]:
    return [
        (_("What this is"), _("The public register of action points")),
        (_("As of"), day(clock.today())),
        (_("Filters"), listed(f"{name}: {value}" for name, value in chosen.asked.items()) or _("none")),
        (_("Rows"), "{count}"),
        (
            _("What a row is"),
            _("An action point. It belongs to an organisation, a group or a body; no person is named."),
        ),
        (_("Open"), _("Not started, or in progress. Overdue, undated and silent are told of these alone.")),
        (_("Silent"), _("Nothing was reported for longer than its interval of reporting.")),
        (_("Closed"), _("Reported done, and found done by somebody else.")),
        (_("Address"), url_for("register.index", _external=True)),
    ]


def as_json(chosen: Chosen) -> Iterator[str]:
    """Give what is looked for as JSON, in pieces."""
    head = {
        "register": url_for("register.index", _external=True),
        "as_of": clock.now().isoformat(timespec="seconds"),
        "filters": chosen.asked,
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "action_points": ['
    address = url_for("actions.detail", number="AP", _external=True).removesuffix("AP")
    for place, row in enumerate(queries.all_rows(chosen)):
        yield (",\n" if place else "\n") + json.dumps(_fact(row, address), ensure_ascii=False)
    yield "\n]}\n"


def _fact(row: Any, address: str) -> dict[str, Any]:
    days = {
        name: _iso(getattr(row, name))
        for name in ("opened_at", "first_due", "due", "heard_on", "status_since", "ended_at")
    }
    return {
        "number": row.number, "deliverable": row.deliverable, "status": row.status.value, "priority": row.priority.value,
        "owner": row.owner, "owner_kind": row.owner_kind, "country": row.country or None, "plan_edition": row.edition,
        "plan_number": row.item, "source": row.source_label or None, "slips": row.slips, "url": f"{address}{row.number}", **days,
    }  # fmt: skip


def _iso(value: Any) -> str | None:
    return value.isoformat()[:10] if value else None
