"""Pages of groups, by what people come for."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("groups", __name__)

from wgtool.groups.views import describing, life, members, plan_merging, plans, products, reading, roles, steps  # noqa: E402, F401
