"""The list of exercises as a table that leaves the tool: a row each, with what it recommends counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import url_for

from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _
from wgtool.kernel.leaving import table
from wgtool.kernel.sheets import Column, Sheet, Value, term
from wgtool.learning import queries, rules
from wgtool.learning.models import Exercise
from wgtool.learning.words import STATES, TYPES, YES_NO


def sheet(chosen: Mapping[str, Any], *, seen_by: Actor) -> Sheet:
    """Give the exercises that are looked for and that the reader may know of. Rows are read while they are written."""
    return table(
        _("Exercises"), _columns(), _rows(chosen, seen_by), name="exercises", what=_("Learning exercises, as far as you may know of them"),
        row=_("An exercise. Its recommendations are counted once the report is published."), page=url_for("learning.index", _external=True),
    )  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column(_("Number"), "#meta+id", 14, key="number"),
        Column(_("Title"), "#activity+name", 50, key="title"),
        Column(_("Kind"), "#activity+type", 20, [str(word) for word in TYPES.values()], key="kind"),
        Column(_("Operation"), "#crisis+name", 28, key="operation"),
        Column(_("Countries"), "#country+code+v_iso2+list", 14, key="countries"),
        Column(_("From"), "#date+start", 12, key="starts_on"),
        Column(_("To"), "#date+end", 12, key="ends_on"),
        Column(_("Group"), "#org+group+code", 14, key="group"),
        Column(_("State"), "#status+name", 20, [str(word) for word in STATES.values()], key="state"),
        Column(_("Report published on"), "#date+reported", 14, key="reported_on"),
        Column(_("Recommendations"), "#indicator+recommendations+num", 12, key="recommendations"),
        Column(_("Accepted, at least in part"), "#indicator+accepted+num", 12, key="accepted"),
        Column(_("Response due on"), "#date+due", 14, key="response_due"),
        Column(_("Response published on"), "#date+response", 14, key="response_published_on"),
        Column(_("Response late"), "#x_late", 10, [str(word) for word in YES_NO.values()], key="response_late"),
        Column(_("Address of the report"), "#meta+url+report", 40, key="report_url"),
        Column(_("Address"), "#meta+url", 40, key="url"),
    ]


def _rows(chosen: Mapping[str, Any], reader: Actor) -> Iterator[list[Value]]:
    address = url_for("learning.detail", number="LLE", _external=True).removesuffix("LLE")
    for exercises in queries.all_listed(seen_by=reader, **chosen):
        counts = queries.counts(exercise.id for exercise in exercises)
        for one in exercises:
            yield [*_described(one), *_answered(one, counts.get(one.id)), one.report_url, f"{address}{one.number}"]


def _described(one: Exercise) -> list[Value]:
    group = one.group.code if one.group else None
    what: list[Value] = [one.number, one.title, term(TYPES, one.type), one.operation, " ".join(one.countries)]
    return [*what, one.starts_on, one.ends_on, group, term(STATES, one.status)]


def _answered(one: Exercise, counted: tuple[int, int] | None) -> list[Value]:
    there, agreed = counted or (None, None)
    published = one.answered_at.date() if one.answered_at else None
    late = None if one.response_due is None else term(YES_NO, rules.is_late(one))
    return [one.reported_on, there, agreed if published else None, one.response_due, published, late]
