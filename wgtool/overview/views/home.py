"""The first page, words and rules, the choice of language."""

from __future__ import annotations

from flask import Response, abort, request, session, url_for

from wgtool.config import LANGUAGES
from wgtool.groups import words as of_groups
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import tongue
from wgtool.kernel.lifecycle import LIFECYCLES
from wgtool.kernel.web import go, guard, local, page
from wgtool.overview import diagram, glossary, pieces, printed
from wgtool.overview.permits import P
from wgtool.overview.views import bp
from wgtool.plan import queries as plan
from wgtool.plan import words


@bp.get("/")
@guard(P.READ)
def home() -> Response:
    """Show visitors what this is; people who signed in go to their desk."""
    if actor().signed_in:
        return go(url_for("desk.index"))
    edition = plan.current()
    tree = plan.tree(edition) if edition else None
    strip, pillars = (pieces.strip_of(tree), pieces.pillars_of(tree, hide=True)) if tree else ("", "")
    return page("overview/home.html", tree=tree, strip=strip, pillars=pillars, words=words)


@bp.get("/help")
@guard(P.READ)
def help() -> Response:
    """Print words, roles and rules from the tables the code runs."""
    return page(
        "overview/help.html", terms=glossary.TERMS, roles=glossary.ROLES, lives=printed.lives(), permits=printed.permitted(),
    )  # fmt: skip


@bp.get("/help/group")
@guard(P.READ)
def group_life() -> Response:
    """Print the life of a group: its picture, its steps, what its kinds differ in, why one pauses or closes."""
    mirrored = tongue().language.locale.text_direction == "rtl"
    picture = diagram.drawn(LIFECYCLES["group"], of_groups.STATES, mirrored=mirrored)
    return page(
        "overview/group_life.html", picture=picture, rows=printed.life_of_groups(), kinds=printed.kinds(),
        needs=printed.NEEDS, pauses=of_groups.PAUSES, closings=of_groups.CLOSINGS,
    )  # fmt: skip


@bp.get("/language/<code>")
@guard(P.READ)
def language(code: str) -> Response:
    """Read in another language, in this browser."""
    if code not in LANGUAGES:
        abort(404)
    session["language"] = code
    return go(local(request.args.get("next")) or url_for("overview.home"))
