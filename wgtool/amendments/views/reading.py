"""The list of amendments, and one of them."""

from __future__ import annotations

from flask import Response, request, url_for

from wgtool.amendments import comparing, listing, operations, queries, words
from wgtool.amendments.lifecycle import LIFE
from wgtool.amendments.models import OPEN, Amendment, Status
from wgtool.amendments.permits import P
from wgtool.amendments.views import bp
from wgtool.amendments.waiting import turns_of
from wgtool.decisions import queries as decisions
from wgtool.decisions import words as decided
from wgtool.decisions.shown import lines
from wgtool.history import queries as history
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _
from wgtool.kernel.leaving import leaves
from wgtool.kernel.lists import page_asked
from wgtool.kernel.sight import sees
from wgtool.kernel.steps import doors, mount_steps
from wgtool.kernel.waits import Turn, Wait
from wgtool.kernel.web import guard, page
from wgtool.plan import queries as plans
from wgtool.plan import words as plan_words


def _amendment(number: str) -> Amendment | None:
    return queries.by_number(number, seen_by=actor())


def _url(amendment: Amendment) -> str:
    return url_for("amendments.detail", number=amendment.number)


def _name(amendment: Amendment) -> str:
    return _(
        "%(number)s: %(item)s, %(kind)s",
        number=amendment.number,
        item=amendment.item.number,
        kind=words.NAMES[amendment.type],
    )


def _crumbs(amendment: Amendment) -> list[tuple[str, str]]:
    here = url_for("overview.edition", edition=amendment.edition.slug)
    return [(_("Plan"), here), (_("Amendments"), url_for("amendments.index")), (amendment.number, _url(amendment))]


@bp.get("/amendments")
@guard(P.READ)
def index() -> Response:
    """List the amendments the reader may know of."""
    status = _status()
    rows = queries.listed(seen_by=actor(), status=status, number=page_asked())
    editions = plans.editions()
    edition = next((one for one in editions if one.current), None)
    return page("amendments/index.html", "list", rows=rows, chosen=status, words=words, plan_words=plan_words,
                edition=edition, editions=editions)  # fmt: skip


def _status() -> Status | None:
    asked = request.args.get("state", "")
    return Status(asked) if asked in set(Status) else None


leaves(bp, "/amendments", "index", P.READ, lambda: listing.sheet(_status(), seen_by=actor()))


@bp.get("/amendments/<number>")
@guard(P.READ, _amendment)
def detail(amendment: Amendment) -> Response:
    """Show an amendment: before and after, why, where it stands, whose turn it is."""
    me = actor()
    questions = decisions.about(amendment.ref, seen_by=me)
    kept = decisions.turns_of([one.id for one in questions], seen_by=me)
    turns: list[Wait | Turn] = [*turns_of(amendment), *(line for found in kept.values() for line in found)]
    stake = operations.at_stake(amendment) if amendment.status in OPEN else operations.Stake()
    return page(
        "amendments/detail.html", amendment=amendment, name=_name(amendment), crumbs=_crumbs(amendment), words=words,
        rows=comparing.of_edits(amendment.changes), questions=questions, decided=decided, stake=stake,
        turns=lines([turn for turn in turns if sees(me, turn)], me), doors=doors(LIFE, amendment, me),
        told=history.timeline(amendment.ref, seen_by=me),
    )  # fmt: skip


mount_steps(bp, LIFE, "/amendments/<number>", _amendment, back=_url, named=_name, crumbs=_crumbs)
