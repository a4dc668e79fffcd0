"""The desk."""

from __future__ import annotations

from flask import Blueprint, Response

from wgtool.desk.permits import P
from wgtool.kernel import waits
from wgtool.kernel.actors import actor
from wgtool.kernel.db import db
from wgtool.kernel.web import guard, page

bp = Blueprint("desk", __name__)


@bp.get("/desk")
@guard(P.READ)
def index() -> Response:
    """Show what waits for me."""
    lines = db.session.scalars(waits.mine(actor()).limit(50)).all()
    return page("desk/index.html", lines=lines)
