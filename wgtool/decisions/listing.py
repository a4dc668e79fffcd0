"""The register of questions as a table that leaves the tool."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import url_for

from wgtool.decisions import queries, rulings
from wgtool.decisions.models import Question
from wgtool.decisions.words import PROCEDURES, RULINGS, STATES
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _
from wgtool.kernel.leaving import table
from wgtool.kernel.sheets import Column, Sheet, Value, term


def sheet(chosen: Mapping[str, Any], *, seen_by: Actor) -> Sheet:
    """Give the questions that are looked for and that the reader may know of; positions are on their pages."""
    return table(
        _("Decisions"), _columns(), _rows(chosen, seen_by), name="decisions", what=_("Questions put to bodies, as far as you may know of them"),
        row=_("A question with its ruling. Positions and texts are on its page."), page=url_for("decisions.index", _external=True),
    )  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column(_("Number"), "#meta+id", 14, key="number"),
        Column(_("Body"), "#org+body+code", 10, key="body"),
        Column(_("Question"), "#description+question", 60, key="title"),
        Column(_("Kind"), "#x_kind", 24, [str(word) for word in rulings.kinds().values()], key="kind"),
        Column(_("Procedure"), "#x_procedure", 14, [str(word) for word in PROCEDURES.values()], key="procedure"),
        Column(_("State"), "#status+name", 16, [str(word) for word in STATES.values()], key="state"),
        Column(_("Outcome"), "#status+ruling", 16, [str(word) for word in RULINGS.values()], key="ruling"),
        Column(_("Opened on"), "#date+start", 12, key="opened_on"),
        Column(_("Closes on"), "#date+end", 12, key="closes_on"),
        Column(_("Ruled on"), "#date+ruled", 12, key="ruled_on"),
        Column(_("Address"), "#meta+url", 40, key="url"),
    ]


def _rows(chosen: Mapping[str, Any], reader: Actor) -> Iterator[list[Value]]:
    kinds = rulings.kinds()
    for one in queries.whole_register(seen_by=reader, **chosen):
        days: list[Value] = [at.date() if at else None for at in (one.opened_at, one.closes_at, one.ruled_at)]
        kind = term(kinds, one.about) if one.about in kinds else one.about
        yield [one.number, one.body.code, one.title, kind, term(PROCEDURES, one.procedure), term(STATES, one.status),
               term(RULINGS, one.ruling), *days, _address(one)]  # fmt: skip


def _address(one: Question) -> str:
    if one.number:
        return url_for("decisions.detail", number=one.number, _external=True)
    return url_for("decisions.draft", id=one.id, _external=True)
