"""The floor: what Flask, SQLAlchemy and Jinja cost over the same rows, with nothing of an application in them.

No permissions, no languages, no waits: a session cookie, who it is, twenty groups to go to, and the rows. It is what
every page of wgtool is compared with.
"""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from flask import Flask, abort, g, redirect, render_template, request, session
from werkzeug.wrappers import Response

from bench import rows

LISTS = {
    "partners": rows.ORGANISATIONS,
    "groups": rows.GROUPS,
    "people": rows.PEOPLE,
    "actions": rows.ACTIONS,
}


def app(url: str = "", secret: str = "") -> Flask:
    """Give the floor over a database that wgtool filled."""
    made = Flask("bench", static_folder=None)
    made.secret_key = secret or os.environ["WGTOOL_SECRET_KEY"]
    made.config["SESSION_COOKIE_NAME"] = "wgtool"
    made.jinja_env.trim_blocks = made.jinja_env.lstrip_blocks = True
    engine = _engine(url or os.environ["WGTOOL_DATABASE_URL"])
    made.extensions["engine"] = engine
    made.before_request(lambda: setattr(g, "connection", engine.connect()))
    made.teardown_request(lambda _error: g.connection.close() if "connection" in g else None)
    made.context_processor(_frame)
    for rule, view in (
        ("/<name>", lists),
        ("/desk", desk),
        ("/plan", plan),
        ("/activities/<int:id>", activity),
        ("/signups/<int:id>", signup),
        ("/actions/<int:id>", action),
        ("/exercises/<int:id>", exercise),
        ("/groups/<int:id>", group),
    ):
        made.add_url_rule(rule, view_func=view)
    made.add_url_rule("/activities/<int:id>/sign-up", view_func=offer, methods=["POST"])
    return made


def _engine(url: str) -> sa.Engine:
    engine = sa.create_engine(url, pool_size=16)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _on_connect)
    return engine


def _on_connect(dbapi: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):  # as wgtool: docs/decisions/0008
        dbapi.execute(f"PRAGMA {pragma}")


def _frame() -> dict[str, Any]:
    """Give what every page shows around its rows: who reads it, where to go."""
    user = None
    if "_user_id" in session:
        number = int(session["_user_id"].partition(".")[0])
        user = g.connection.execute(rows.USER.where(rows.person.c.id == number)).one()
    return {"user": user, "navigation": g.connection.execute(rows.NAVIGATION).all(), "csrf": session.get("csrf_token")}


def _all(select: sa.Select[Any], **values: Any) -> Any:
    return g.connection.execute(select, values).all()


def lists(name: str) -> str:
    """Show fifty of many, and say how many there are."""
    if name not in LISTS:
        abort(404)
    select: sa.Select[Any] = LISTS[name]
    total = g.connection.scalar(rows.count(select))
    return render_template(f"{name}.html", total=total, rows=_all(select.limit(50)))


def desk() -> str:
    """Show what waits for one and for others, fifty each, and what happened last."""
    return render_template("desk.html", mine=_all(rows.MINE), others=_all(rows.OTHERS), story=_all(rows.NEWS))


def plan() -> str:
    """Show a hundred and fifty activities on one page."""
    return render_template("plan.html", rows=_all(rows.ACTIVITIES.limit(150)))


def activity(id: int) -> str:
    """Show an activity with fifty of its sign-ups and its story."""
    total = g.connection.scalar(rows.count(rows.SIGNUPS), {"item": id})
    found = _all(rows.SIGNUPS.limit(50), item=id)
    return render_template(
        "activity.html", id=id, total=total, rows=found, story=_all(rows.STORY, kind="plan_item", id=id)
    )


def signup(id: int) -> str:
    """Show one record with its story."""
    found = _all(rows.SIGNUP, id=id) or abort(404)
    return render_template("signup.html", one=found[0], story=_all(rows.STORY, kind="signup", id=id))


def action(id: int) -> str:
    """Show an action point with its reports and its story."""
    found = _all(rows.ACTION, id=id) or abort(404)
    story = _all(rows.STORY, kind="action", id=id)
    return render_template("action.html", one=found[0], reports=_all(rows.REPORTS, id=id), story=story)


def exercise(id: int) -> str:
    """Show an exercise with what it recommends, the action points that came of it, and its story."""
    found = _all(rows.EXERCISE, id=id) or abort(404)
    came: dict[int, list[Any]] = {}
    for row in _all(rows.CAME_OF, id=id):
        came.setdefault(row.source_id, []).append(row)
    story = _all(rows.STORY, kind="exercise", id=id)
    return render_template(
        "exercise.html", one=found[0], rows=_all(rows.RECOMMENDATIONS, id=id), came=came, story=story
    )


def group(id: int) -> str:
    """Show a group with its life, what it serves and plans, its people, its action points and its story."""
    found = _all(rows.GROUP, id=id) or abort(404)
    beside = {
        "serves": _all(rows.SERVED, id=id),
        "life": _all(rows.LIFE, id=id),
        "planned": _all(rows.PLANNED, id=id),
        "members": _all(rows.MEMBERS, id=id),
        "rows": _all(rows.OF_GROUP, id=id),
    }
    return render_template("group.html", one=found[0], story=_all(rows.STORY, kind="group", id=id), **beside)


def offer(id: int) -> Response:
    """Make a sign-up with a line of its story, and commit."""
    if not secrets.compare_digest(request.form.get("csrf_token", ""), session.get("csrf_token", "-")):
        abort(400)
    person, now = int(session["_user_id"].partition(".")[0]), datetime.now(UTC)
    user = g.connection.execute(rows.USER.where(rows.person.c.id == person)).one()
    new = {"item_id": id, "organisation_id": user.organisation_id, "role": request.form["role"], "country": "",
           "offers": request.form["offers"], "status": "offered", "offered_by": person, "offered_at": now, "since": now.date(),
           "sight": "public", "audience": "", "version": 1, "why": ""}  # fmt: skip
    number = g.connection.scalar(sa.insert(rows.signup).values(new).returning(rows.signup.c.id))
    told = {"at": now, "event": "signups.Offered", "kind": "signup", "thing": number, "person": person,
            "organisation": user.organisation_id, "role": "person", "on_behalf": "", "facts": {}, "why": "",
            "sight": "public", "audience": ""}  # fmt: skip
    line = g.connection.scalar(sa.insert(rows.line).values(told).returning(rows.line.c.id))
    g.connection.execute(sa.insert(rows.place).values(line_id=line, kind="signup", thing=number))
    g.connection.commit()
    return redirect(f"/signups/{number}", 303)
