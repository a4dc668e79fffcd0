"""The register as files: what is looked for, of what is public."""

from __future__ import annotations

from flask import request, url_for

from wgtool.actions import listing
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
