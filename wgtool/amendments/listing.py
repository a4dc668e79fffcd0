"""The list of amendments as a table that leaves the tool."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for

from wgtool.amendments import queries
from wgtool.amendments.models import Status
from wgtool.amendments.words import NAMES, STATES
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _
from wgtool.kernel.leaving import table
from wgtool.kernel.sheets import Column, Sheet, Value, term
from wgtool.plan.words import title


def sheet(status: Status | None, *, seen_by: Actor) -> Sheet:
    """Give the amendments in a state, or all, that the reader may know of."""
    columns = [
        Column(_("Number"), "#meta+id", 14, key="number"),
        Column(_("Edition of the plan"), "#activity+code+edition", 10, key="plan_edition"),
        Column(_("Of"), "#activity+code+sip", 10, key="plan_number"),
        Column(_("Title"), "#activity+name", 50, key="title"),
        Column(_("Changes"), "#x_change", 20, [str(word) for word in NAMES.values()], key="changes"),
        Column(_("Reason"), "#description+reason", 50, key="reason"),
        Column(_("State"), "#status+name", 20, [str(word) for word in STATES.values()], key="state"),
        Column(_("Since"), "#date+status", 12, key="since"),
        Column(_("Proposed by"), "#org+group+code", 14, key="proposed_by"),
        Column(_("Proposed on"), "#date+start", 12, key="proposed_on"),
        Column(_("Version of the plan"), "#x_version", 12, key="plan_version"),
        Column(_("Address"), "#meta+url", 40, key="url"),
    ]
    return table(
        _("Amendments"), columns, _rows(status, seen_by), name="amendments", what=_("Amendments of the plan, as far as you may know of them"),
        row=_("An amendment. Before and after are on its page."), page=url_for("amendments.index", _external=True),
    )  # fmt: skip


def _rows(status: Status | None, reader: Actor) -> Iterator[list[Value]]:
    address = url_for("amendments.detail", number="A", _external=True).removesuffix("A")
    for one in queries.all_listed(seen_by=reader, status=status):
        version = one.plan_version.label if one.plan_version else None
        yield [one.number, one.edition.slug, one.item.number, title(one.item), term(NAMES, one.type), one.reason, term(STATES, one.status),
               one.status_since.date(), one.group.code if one.group else _("the SAG"), one.proposed_at.date(), version,
               f"{address}{one.number}"]  # fmt: skip
