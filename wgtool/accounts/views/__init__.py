"""Pages of accounts, by what people come for."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("accounts", __name__)

from wgtool.accounts.views import entering, everyone, links, organisation, own  # noqa: E402, F401
