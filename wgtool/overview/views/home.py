"""The first page, words and rules, the choice of language."""

from __future__ import annotations

from flask import Response, abort, request, session, url_for

from wgtool.config import LANGUAGES
from wgtool.kernel.actors import actor
from wgtool.kernel.web import go, guard, local, page
from wgtool.overview import glossary, pieces, printed
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


@bp.get("/language/<code>")
@guard(P.READ)
def language(code: str) -> Response:
    """Read in another language, in this browser."""
    if code not in LANGUAGES:
        abort(404)
    session["language"] = code
    return go(local(request.args.get("next")) or url_for("overview.home"))
