"""Pages of amendments: proposing, the list, one of them; and the redline between two states of the plan."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("amendments", __name__)

from wgtool.amendments.views import proposing, reading, redlines  # noqa: E402, F401
