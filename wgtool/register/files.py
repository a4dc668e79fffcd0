"""The register as files: what is looked for, of what is public."""

from __future__ import annotations

from collections.abc import Iterator

from flask import request, url_for

from wgtool.actions import listing
from wgtool.kernel.calendar import Day, calendar
from wgtool.kernel.i18n import _
from wgtool.kernel.sheets import Sheet
from wgtool.register import queries
from wgtool.register.choosing import Chosen


def sheet() -> Sheet:
    """Give what is looked for as a table. Its rows are read while it is written."""
    chosen = Chosen.of(request.args)
    return listing.told(
        queries.all_rows(chosen),
        chosen,
        what=_("The public register of action points"),
        page=url_for("register.index", _external=True),
    )


def days(chosen: Chosen) -> Iterator[str]:
    """Give the days on which what is open is due, as a calendar. They are read while it is written."""
    page = url_for("actions.detail", number="AP", _external=True).removesuffix("AP")
    found = (
        Day(row.number, row.due, f"{row.number}: {row.deliverable} ({row.owner})", page + row.number, row.slips)
        for row in queries.due_days(chosen)
    )
    return calendar(_("Action points that are due"), found, host=request.host.partition(":")[0])
