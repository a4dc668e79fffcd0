"""The register of questions, and one question."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from wgtool.decisions import listing, queries, rulings, words
from wgtool.decisions.models import Question, QuestionStatus, Ruling
from wgtool.decisions.permits import P
from wgtool.decisions.shown import lines
from wgtool.decisions.views.base import bp, by_number, draft_only, question_page
from wgtool.kernel import text
from wgtool.kernel.actors import actor
from wgtool.kernel.leaving import leaves
from wgtool.kernel.lists import page_asked
from wgtool.kernel.web import guard, page


@bp.get("/decisions")
@guard(P.READ)
def index() -> Response:
    """List what was and is to be decided."""
    chosen, me = _chosen(), actor()
    rows = queries.register(seen_by=me, number=page_asked(), **chosen)
    kept = queries.turns_of([one.id for one in rows.rows], seen_by=me)
    turns = {id: lines(found, me) for id, found in kept.items()}
    return page("decisions/index.html", "list", rows=rows, chosen=chosen, words=words, turns=turns,
                bodies=queries.bodies(), kinds=rulings.kinds(), years=queries.years())  # fmt: skip


def _chosen() -> dict[str, Any]:
    """Give what the register is narrowed to, as the address asks."""
    asked = request.args
    chosen: dict[str, Any] = {
        "words": text.line(asked.get("q"))[:200],
        "body": text.line(asked.get("body")).upper(),
        "year": asked.get("year", None, type=int),
        "kind": text.line(asked.get("kind"))[:40],
        "ruling": Ruling(asked["ruling"]) if asked.get("ruling") in set(Ruling) else None,
        "status": QuestionStatus(asked["state"]) if asked.get("state") in set(QuestionStatus) else None,
    }
    if chosen["year"] is not None and not 1900 < chosen["year"] < 9000:
        chosen["year"] = None
    return chosen


leaves(bp, "/decisions", "index", P.READ, lambda: listing.sheet(_chosen(), seen_by=actor()))


@bp.get("/decisions/<number>")
@guard(P.READ, by_number)
def detail(question: Question) -> Response:
    """Show a question: its text, what is still needed, its ruling."""
    return question_page(question)


@bp.get("/decisions/draft/<int:id>")
@guard(P.READ, draft_only)
def draft(question: Question) -> Response:
    """Show a question that is not open yet; mails lead here, and on to the number."""
    return question_page(question)
