"""One's own account."""

from __future__ import annotations

from flask import Response

from wgtool.accounts.permits import P
from wgtool.accounts.views import bp
from wgtool.kernel.web import guard, page


@bp.get("/me")
@guard(P.OWN)
def me() -> Response:
    """Show one's own account."""
    return page("accounts/me.html")
