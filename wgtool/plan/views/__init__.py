"""Pages of the plan's items, and reading a published plan. The front of an edition is in overview."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("plan", __name__)

from wgtool.plan.views import crosswalk, importing, items, renewing  # noqa: E402, F401
