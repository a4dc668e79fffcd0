"""The list of groups, and the action plan of one, as tables that leave the tool."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask import url_for

from wgtool.groups import queries
from wgtool.groups.models import Deliverable, Group
from wgtool.groups.words import KINDS, PROGRESS, STATES
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _, listed
from wgtool.kernel.leaving import table
from wgtool.kernel.sheets import Column, Sheet, Value, term


def groups(chosen: Mapping[str, Any], *, seen_by: Actor) -> Sheet:
    """Give the groups that are looked for and that the reader may know of."""
    columns = [
        Column(_("Code"), "#org+group+code", 14, key="code"),
        Column(_("Name"), "#org+group+name", 50, key="name"),
        Column(_("Kind"), "#org+group+type", 30, [str(word) for word in KINDS.values()], key="kind"),
        Column(_("Country"), "#country+code+v_iso2", 10, key="country"),
        Column(_("State"), "#status+name", 20, [str(word) for word in STATES.values()], key="state"),
        Column(_("Led by"), "#org+lead+name+list", 40, key="led_by"),
        Column(_("Address"), "#meta+url", 40, key="url"),
    ]
    return table(
        _("Working groups"), columns, _groups(chosen, seen_by), name="groups", what=_("Working groups, as far as you may know of them"),
        row=_("A working group. Organisations lead it; no person is named."), page=url_for("groups.index", _external=True),
    )  # fmt: skip


def _groups(chosen: Mapping[str, Any], reader: Actor) -> Iterator[list[Value]]:
    address = url_for("groups.detail", code="WG", _external=True).removesuffix("WG")
    for some in queries.all_listed(seen_by=reader, **chosen):
        led = queries.led_by(one.id for one in some)
        for one in some:
            names = listed(dict.fromkeys(name or _("Support team") for name in led.get(one.id, ())))
            yield [one.code, one.name, term(KINDS, one.type), one.country, term(STATES, one.status), names,
                   f"{address}{one.code}"]  # fmt: skip


def plan(group: Group, *, seen_by: Actor) -> Sheet:
    """Give the action plan of a group as far as the reader may know of it."""
    columns = [
        Column(_("Number"), "#meta+id", 16, key="number"),
        Column(_("Deliverable"), "#activity+name", 50, key="title"),
        Column(_("Edition of the plan"), "#activity+code+edition", 10, key="plan_edition"),
        Column(_("Plan"), "#activity+code+sip", 10, key="plan_number"),
        Column(_("Owner"), "#org+responsible+name", 30, key="owner"),
        Column(_("Start"), "#date+start", 12, key="starts_on"),
        Column(_("Due at first"), "#date+due+original", 12, key="first_due"),
        Column(_("Due"), "#date+due", 12, key="due"),
        Column(_("Times moved"), "#x_slips", 8, key="slips"),
        Column(_("State"), "#status+name", 20, [str(word) for word in PROGRESS.values()], key="state"),
        Column(_("Address"), "#meta+url", 40, key="url"),
    ]
    return table(
        _("Action plan"), columns, _deliverables(queries.deliverables(group, seen_by=seen_by)), name="deliverables",
        what=_("The action plan of %(code)s, as far as you may know of it", code=group.code),
        row=_("A deliverable. An organisation owns it; no person is named."), page=url_for("groups.plan", code=group.code, _external=True),
        file=f"lc_deliverables_{group.code.lower()}",
    )  # fmt: skip


def _deliverables(rows: Iterable[Deliverable]) -> Iterator[list[Value]]:
    for one in rows:
        edition, number = (one.item.edition.slug, one.item.number) if one.item else (None, None)
        address = url_for("groups.deliverable", code=one.group.code, serial=one.serial, _external=True)
        yield [one.number, one.title, edition, number, one.owner.name if one.owner else None, one.starts_on, one.first_due_on,
               one.due_on, one.moves, term(PROGRESS, one.status), address]  # fmt: skip
