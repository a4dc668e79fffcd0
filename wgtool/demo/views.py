"""The doors into a demonstration."""

from __future__ import annotations

from flask import Blueprint, Response, url_for

from wgtool.accounts import queries, session
from wgtool.demo.doors import Door, door
from wgtool.demo.permits import P
from wgtool.kernel.installation import is_demo
from wgtool.kernel.web import go, guard

bp = Blueprint("demo", __name__)


def _door(key: str) -> Door | None:
    """Give a door where there are doors at all."""
    return door(key) if is_demo() else None


@bp.post("/demo/enter/<key>")
@guard(P.ENTER, _door, guests=True)
def enter(chosen: Door) -> Response:
    """Enter as somebody of the made-up world."""
    person = queries.by_email(chosen.email)
    if person is not None:
        session.sign_in(person)
    return go(url_for("overview.home"))
