"""The activities of an edition of the plan as a table that leaves the tool: all that are looked for, or what needs partners."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from flask import url_for

from wgtool.kernel.i18n import _, listed
from wgtool.kernel.leaving import table
from wgtool.kernel.sheets import Column, Sheet, Value, coded, term
from wgtool.plan.models import Edition
from wgtool.plan.words import CATEGORIES, STATUSES, timeframe, title
from wgtool.signups.gaps import GAPS, Gap, Standing

Lacking = Iterable[tuple[Standing, Collection[Gap]]]


def activities(edition: Edition, found: Lacking, *, what: str, page: str) -> Sheet:
    """Give activities with who leads them and what each lacks."""
    return table(
        _("Plan"), _columns(), _rows(edition, found), name="activities", what=what, page=page, file=f"lc_plan_{edition.slug}",
        row=_("An activity of the plan. Organisations lead it; no person is named."),
    )  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column(_("Edition of the plan"), "#activity+code+edition", 10, key="plan_edition"),
        Column(_("Number"), "#activity+code+sip", 10, key="number"),
        Column(_("Title"), "#activity+name", 40, key="title"),
        Column(_("Text"), "#activity+description", 60, key="text"),
        Column(_("Category"), "#activity+type", 16, [str(word) for word in CATEGORIES.values()], key="category"),
        Column(_("Timeframe"), "#x_timeframe", 16, key="timeframe"),
        Column(_("State"), "#status+name", 14, [str(word) for word in STATUSES.values()], key="state"),
        Column(_("Lead as printed"), "#org+lead+printed", 24, key="printed_lead"),
        Column(_("Lead"), "#org+lead+name+list", 30, key="leads"),
        Column(_("Sign-ups confirmed"), "#indicator+confirmed+num", 10, key="confirmed"),
        Column(_("Sign-ups offered"), "#indicator+offered+num", 10, key="offered"),
        Column(_("Lacks"), "#x_lacks", 24, key="lacks"),
        Column(_("Address"), "#meta+url", 40, key="url"),
    ]


def _rows(edition: Edition, found: Lacking) -> Iterator[list[Value]]:
    address = url_for("plan.item", edition=edition.slug, number="N", _external=True).removesuffix("N")
    for standing, lacks in found:
        one, leads = standing.item, list(dict.fromkeys(lead.name for lead in standing.leads))
        yield [
            edition.slug, one.number, title(one), one.text, term(CATEGORIES, one.category), timeframe(one), term(STATUSES, one.status),
            one.printed_lead, coded(listed(leads), leads), standing.confirmed, standing.offered,
            coded(listed(str(GAPS[gap]) for gap in lacks), [str(gap) for gap in lacks]), f"{address}{one.number}",
        ]  # fmt: skip
