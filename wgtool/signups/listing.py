"""Sign-ups as a table that leaves the tool: who offered what, and what became of it. No person is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask import url_for

from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _
from wgtool.kernel.leaving import table
from wgtool.kernel.sheets import Column, Sheet, Value, term
from wgtool.partners.words import TYPES
from wgtool.signups import queries
from wgtool.signups.words import ROLES, STATUSES


def sheet(asked: Mapping[str, str], *, seen_by: Actor) -> Sheet:
    """Give the sign-ups the reader may know of: all, those of an `organisation`, those for an `edition` of the plan."""
    named = {name: asked[name] for name in ("organisation", "edition") if asked.get(name)}
    return table(
        _("Sign-ups"), _columns(), _rows(queries.all_listed(seen_by=seen_by, **named)), name="sign_ups", asked=named,
        what=_("Sign-ups, as far as you may know of them"), row=_("What an organisation offered for an activity or a deliverable."),
        page=url_for("overview.needs_partners", _external=True),
    )  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column(_("Organisation"), "#org+name", 30, key="organisation"),
        Column(_("Type"), "#org+type", 20, [str(word) for word in TYPES.values()], key="organisation_type"),
        Column(_("Role"), "#org+role", 14, [str(word) for word in ROLES.values()], key="role"),
        Column(_("Edition of the plan"), "#activity+code+edition", 10, key="plan_edition"),
        Column(_("Number"), "#activity+code", 14, key="number"),
        Column(_("What"), "#activity+name", 50, key="title"),
        Column(_("Country"), "#country+code+v_iso2", 10, key="country"),
        Column(_("State"), "#status+name", 14, [str(word) for word in STATUSES.values()], key="state"),
        Column(_("Offered on"), "#date+start", 12, key="offered_on"),
        Column(_("Confirmed on"), "#date+confirmed", 12, key="confirmed_on"),
        Column(_("Until"), "#date+end", 12, key="ends_on"),
        Column(_("Address"), "#meta+url", 40, key="url"),
    ]


def _rows(rows: Iterable[Any]) -> Iterator[list[Value]]:
    address = url_for("signups.detail", id=0, _external=True).removesuffix("0")
    for one in rows:
        what = [one.number, one.title] if one.number else [f"{one.code}/D{one.serial}", one.made]
        days = [at.date() if at else None for at in (one.offered_at, one.confirmed_at)]
        yield [one.name, term(TYPES, one.type), term(ROLES, one.role), one.slug, *what, one.country, term(STATUSES, one.status),
               *days, one.ends_on, f"{address}{one.id}"]  # fmt: skip
