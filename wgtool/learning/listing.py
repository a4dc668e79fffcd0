"""The list of exercises as a table that leaves the tool: a row each, with what it recommends counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import url_for

from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _, day, listed
from wgtool.kernel.sheets import Column, Sheet, Value
from wgtool.learning import queries, rules
from wgtool.learning.models import Exercise
from wgtool.learning.words import STATES, TYPES


def sheet(chosen: Mapping[str, Any], *, seen_by: Actor) -> Sheet:
    """Give the exercises that are looked for and that the reader may know of. Rows are read while they are written."""
    return Sheet(_("Exercises"), _columns(), _rows(chosen, seen_by), _about(chosen))


def _columns() -> list[Column]:
    return [
        Column(_("Number"), "#meta+id", 14),
        Column(_("Title"), "#activity+name", 50),
        Column(_("Kind"), "#activity+type", 20, [str(word) for word in TYPES.values()]),
        Column(_("Operation"), "#crisis+name", 28),
        Column(_("Countries"), "#country+code+v_iso2+list", 14),
        Column(_("From"), "#date+start", 12),
        Column(_("To"), "#date+end", 12),
        Column(_("Group"), "#org+group+code", 14),
        Column(_("State"), "#status+name", 20, [str(word) for word in STATES.values()]),
        Column(_("Report published on"), "#date+reported", 14),
        Column(_("Recommendations"), "#indicator+recommendations+num", 12),
        Column(_("Accepted, at least in part"), "#indicator+accepted+num", 12),
        Column(_("Response due on"), "#date+due", 14),
        Column(_("Response published on"), "#date+response", 14),
        Column(_("Response late"), "#x_late", 10, [_("Yes"), _("No")]),
        Column(_("Address of the report"), "#meta+url+report", 40),
        Column(_("Address"), "#meta+url", 40),
    ]


def _rows(chosen: Mapping[str, Any], reader: Actor) -> Iterator[list[Value]]:
    address = url_for("learning.detail", number="LLE", _external=True).removesuffix("LLE")
    for exercises in queries.all_listed(seen_by=reader, **chosen):
        counts = queries.counts(exercise.id for exercise in exercises)
        for one in exercises:
            yield [*_described(one), *_answered(one, counts.get(one.id)), one.report_url, f"{address}{one.number}"]


def _described(one: Exercise) -> list[Value]:
    group = one.group.code if one.group else None
    what: list[Value] = [one.number, one.title, str(TYPES[one.type]), one.operation, " ".join(one.countries)]
    return [*what, one.starts_on, one.ends_on, group, str(STATES[one.status])]


def _answered(one: Exercise, counted: tuple[int, int] | None) -> list[Value]:
    there, agreed = counted or (None, None)
    published = one.answered_at.date() if one.answered_at else None
    late = None if one.response_due is None else _("Yes") if rules.is_late(one) else _("No")
    return [one.reported_on, there, agreed if published else None, one.response_due, published, late]


def _about(chosen: Mapping[str, Any]) -> list[tuple[str, str]]:
    asked = listed(f"{name}: {value}" for name, value in chosen.items() if value)
    return [
        (_("What this is"), _("Learning exercises, as far as you may know of them")),
        (_("As of"), day(clock.today())),
        (_("Filters"), asked or _("none")),
        (_("Rows"), "{count}"),
        (_("What a row is"), _("An exercise. Its recommendations are counted once the report is published.")),
        (_("Address"), url_for("learning.index", _external=True)),
    ]
