"""First pages: home with words and rules, and the plan's front."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("overview", __name__)

from wgtool.overview.views import gaps, home, plan, raci, where  # noqa: E402, F401
