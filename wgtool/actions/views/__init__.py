"""Pages of action points, by what people come for."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("actions", __name__)

from wgtool.actions.views import describing, handing, links, mine, reading, sheet, steps  # noqa: E402, F401
