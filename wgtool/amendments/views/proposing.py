"""Proposing to amend an item of the plan: choose what kind, then say what it would be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, url_for

from wgtool.amendments import operations, queries, rules, words
from wgtool.amendments.changes import suits
from wgtool.amendments.forms import FORMS, SAG
from wgtool.amendments.models import Kind
from wgtool.amendments.operations import Stake, dropped
from wgtool.amendments.permits import P
from wgtool.amendments.rules import Proposal
from wgtool.amendments.views import bp
from wgtool.decisions import queries as decisions
from wgtool.kernel import holdings
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing
from wgtool.plan import queries as plan
from wgtool.plan import words as plan_words

HERE = "/plan/<edition>/<number>/amend"


def _proposal(edition: str, number: str) -> Proposal | None:
    item = plan.item(edition, number)
    return Proposal(item, decisions.body_by_code("SAG")) if item and not item.dropped_at else None


def _proposers(proposal: Proposal) -> list[tuple[str, Any]]:
    """Give in whose names the reader may propose."""
    me = actor()
    groups: list[tuple[str, Any]] = [(f"group:{id}", name) for id, name in queries.led_by(me)]
    return [*groups, *([SAG] if rules.of_sag(me, proposal) else [])]


def _shown(proposal: Proposal) -> dict[str, Any]:
    item = proposal.item
    above = url_for("plan.item", edition=item.edition.slug, number=item.number)
    crumbs = [(_("Plan"), url_for("overview.edition", edition=item.edition.slug)), (item.number, above)]
    return {
        "item": item,
        "edition": item.edition,
        "above": above,
        "crumbs": crumbs,
        "words": words,
        "plan_words": plan_words,
    }


@bp.get(HERE)
@guard(P.PROPOSE, _proposal)
def choose(proposal: Proposal) -> Response:
    """Say what kinds of amendments there are of an item."""
    kinds = [kind for kind in Kind if suits(kind, proposal.item.level)]
    return page("amendments/choose.html", kinds=kinds, proposers=_proposers(proposal), **_shown(proposal))


def _view(kind: Kind) -> Callable[[Proposal], Response]:
    def propose(proposal: Proposal) -> Response:
        item = proposal.item
        form = FORMS[kind]()
        form.about(item, plan.tree(item.edition), _proposers(proposal))
        if form.validate_on_submit():
            with writing(refusals=form) as answer:
                made = operations.propose(item, type=kind, actor=actor(), **form.facts())
                answer.go("amendments.detail", number=made.number)
                answer.say(_("Proposed: %(number)s is before the SAG.", number=made.number))
            if answer.given:
                return answered(answer)
        proposal = again()
        shown = _shown(proposal)
        stake = Stake((), *dropped(holdings.open(proposal.item.ref) if kind == Kind.DROP else []))
        return page("amendments/propose.html", "form", form=form, kind=kind, stake=stake,
                    url=f"{shown['above']}/amend/{kind.value}", **shown)  # fmt: skip

    propose.__name__, propose.__doc__ = f"propose_{kind.value}", f"Propose an amendment of the kind “{kind.value}”."
    return propose


def _loader(kind: Kind) -> Callable[..., Proposal | None]:
    def load(edition: str, number: str) -> Proposal | None:
        proposal = _proposal(edition, number)
        return proposal if proposal and suits(kind, proposal.item.level) else None

    return load


for _kind in Kind:
    _guarded = guard(P.PROPOSE, _loader(_kind))(_view(_kind))
    bp.add_url_rule(f"{HERE}/{_kind.value}", f"propose_{_kind.value}", _guarded, methods=["GET", "POST"])
