"""The desk."""

from __future__ import annotations

from flask import Blueprint, Response, session

from wgtool.desk import naming, pieces, queries
from wgtool.desk.permits import P
from wgtool.kernel import clock, marks
from wgtool.kernel.actors import actor
from wgtool.kernel.turns import once
from wgtool.kernel.web import guard, page

bp = Blueprint("desk", __name__)
SITTING = 6 * 3600


@bp.get("/desk")
@guard(P.READ)
def index() -> Response:
    """Show what waits for me, what I wait for, and what changed since I last sat here.

    A look counts for a sitting of six hours, so that coming back to the page does not empty the list of changes.
    """
    me = actor()
    now = clock.now().timestamp()
    sat = session.get("sat", {})
    if sat.get("person") != me.person or now - sat.get("at", 0) > SITTING:
        sat = {"person": me.person, "at": now, "since": queries.last_look(me).timestamp()}
        session["sat"] = sat
        remember = True
    else:
        remember = False
    since = clock.moment(sat["since"])
    own, changes = queries.turns(me), queries.changes(me, since)
    waited = once(queries.waited_for(me), [line.subject for line in own])
    labels = naming.labels([*(line.subject for line in waited), *(told.subject for told in changes)])
    answer = page(
        "desk/index.html", turns=[pieces.turn(line, bare=me.provisional) for line in own],
        waited=[pieces.waited(line, labels.get(line.subject)) for line in waited], since=since, changes=changes,
        labels=labels, seam=pieces.SEAM,
    )  # fmt: skip
    if remember:
        marks.mark(queries.looked(me))
    return answer
