"""The directory as a table that leaves the tool."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import url_for

from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _
from wgtool.kernel.leaving import table
from wgtool.kernel.sheets import Column, Sheet, Value, term
from wgtool.partners import queries
from wgtool.partners.words import STANDINGS, TYPES


def sheet(chosen: Mapping[str, Any], *, seen_by: Actor) -> Sheet:
    """Give the organisations that are looked for and that the reader may know of."""
    columns = [
        Column(_("Name"), "#org+name", 40, key="name"),
        Column(_("Short name"), "#org+acronym", 14, key="short"),
        Column(_("Type"), "#org+type", 26, [str(word) for word in TYPES.values()], key="type"),
        Column(_("Takes part as"), "#org+standing", 14, [str(word) for word in STANDINGS.values()], key="standing"),
        Column(_("Works in"), "#country+code+v_iso2+list", 30, key="countries"),
        Column(_("Address"), "#meta+url", 40, key="url"),
    ]
    return table(
        _("Organisations"), columns, _rows(chosen, seen_by), name="organisations", what=_("Partners and observers, as far as you may know of them"),
        row=_("An organisation. Countries are codes with spaces between."), page=url_for("partners.index", _external=True),
    )  # fmt: skip


def _rows(chosen: Mapping[str, Any], reader: Actor) -> Iterator[list[Value]]:
    address = url_for("partners.detail", slug="P", _external=True).removesuffix("P")
    for one in queries.whole_directory(seen_by=reader, **chosen):
        yield [
            one.name,
            one.short,
            term(TYPES, one.type),
            term(STANDINGS, one.standing),
            one.countries,
            f"{address}{one.slug}",
        ]
