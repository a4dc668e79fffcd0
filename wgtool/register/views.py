"""The pages of the register, and the ways it leaves."""

from __future__ import annotations

from datetime import date, timedelta
from functools import wraps
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request
from flask.sansio.blueprints import BlueprintSetupState

from wgtool.actions import queries as actions
from wgtool.actions import rules, sources, words
from wgtool.config import LANGUAGES, Settings
from wgtool.kernel import calendar, clock, sheets
from wgtool.kernel.actors import Actor
from wgtool.kernel.addresses import each
from wgtool.kernel.i18n import reading_as, tongue
from wgtool.kernel.leaving import leaves
from wgtool.kernel.lists import page_asked
from wgtool.kernel.web import guard, page
from wgtool.learning.words import TYPES
from wgtool.plan import queries as plan
from wgtool.register import drawing, figures, files, keeping, queries
from wgtool.register.choosing import LISTS, STATES, Chosen
from wgtool.register.permits import P
from wgtool.register.words import LIST_MARKS, LIST_WORDS, SINCE, STATE_MARKS, STATE_WORDS, counted_as

bp = Blueprint("register", __name__)
YEAR = timedelta(days=365)
SHOWN = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""What the page made for other websites may do: be shown. It has no form, no script and no cookie."""
WORDS: dict[str, Any] = {
    "states": STATES, "state_words": STATE_WORDS, "state_marks": STATE_MARKS, "lists": LISTS, "list_words": LIST_WORDS,
    "list_marks": LIST_MARKS,
}  # fmt: skip


def _period() -> tuple[date, date]:
    """Give the days between which the address asks; a year up to today, if it asks for none that make sense."""
    today = clock.today()
    until = _day(request.args.get("until")) or today
    since = _day(request.args.get("since")) or until - YEAR
    return (since, until) if since <= until else (until, since)


def _day(value: str | None) -> date | None:
    try:
        found = date.fromisoformat(value or "")
    except ValueError:
        return None
    return found if 1990 <= found.year <= 2100 else None


def overview() -> dict[str, Any]:
    """Give what the front of the register shows: two statements, eight after a change."""
    since, until = _period()
    now = keeping.state()
    counted, found = keeping.kept(now, queries.figures, since, until), figures.areas(now)
    months = drawing.series(keeping.kept(now, queries.months), now.today)
    mirrored = tongue().language.locale.text_direction == "rtl"
    return {
        "areas": found, "all": figures.together(found), "counted": counted, "figures": figures.figures(now, counted, since, until),
        "months": months, "picture": drawing.draw(months, mirrored=mirrored), "mirrored": mirrored, "since": since, "until": until,
        "editions": len({area.edition for area in found if area.edition}), **WORDS,
    }  # fmt: skip


@bp.get("/register")
@guard(P.READ)
def index() -> Response:
    """Show how far it is: by strategy area, as three lists, over time, since the last GLM, in figures."""
    return page("register/index.html", **overview())


@bp.get("/register/list")
@guard(P.READ)
def listed() -> Response:
    """List what is looked for."""
    chosen = Chosen.of(request.args)
    rows = queries.rows(chosen, page_asked())
    today = clock.today()
    return page(
        "register/list.html", "list", rows=rows, chosen=chosen, exercises=queries.exercises(), kinds=TYPES, since=SINCE,
        owners=actions.owner_choices(seen_by=Actor.guest()), areas=plan.areas(),
        flags={row.id: rules.flags_of(row, today) for row in rows.rows},
        action_url=each("actions.detail", "number"), source_url=sources.page_of, today=today, **words.WORDS, lists=LIST_WORDS,
        counted_as=counted_as(chosen.figure),
    )  # fmt: skip


leaves(bp, "/register", "listed", P.READ, files.sheet)


@bp.get("/register.atom")
@guard(P.READ)
def atom() -> Response:
    """Give what changed last as Atom."""
    text = render_template("register/feed.xml", rows=queries.latest(), action_words=words.STATES)
    return Response(text, content_type="application/atom+xml; charset=utf-8")


@bp.get("/register.ics")
@guard(P.READ)
def ics() -> Response:
    """Give the days on which what is open and looked for is due, as a calendar."""
    return sheets.text_answer(files.days(Chosen.of(request.args)), calendar.KIND)


@bp.get("/register/embed")
@guard(P.READ, machine=True)
def embed() -> Response:
    """Give the front as a page for other websites, in the language they ask for."""
    asked = request.args.get("language", "")
    with reading_as(asked if asked in LANGUAGES else tongue().language.code, "UTC"):
        answer = make_response(render_template("register/embed.html", **overview()))
    answer.headers["Vary"] = "Accept-Language"
    return answer


@bp.record
def framed(state: BlueprintSetupState) -> None:
    """Let the websites that this installation names show that page in theirs."""
    settings: Settings = state.app.extensions["settings"]
    view = state.app.view_functions["register.embed"] = wraps(embed)(lambda: embed())
    policy = SHOWN | {"frame-ancestors": settings.framed_by or "'none'"}
    options = {"content_security_policy": policy} | ({"frame_options": None} if settings.framed_by else {})
    vars(view)["talisman_view_options"] = vars(embed)["talisman_view_options"] | options
