"""The response to a recommendation: who is named, what they answer. All of it shows once the whole is published."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import require
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold
from wgtool.learning import queries, rules
from wgtool.learning.lifecycle import RECOMMENDATIONS
from wgtool.learning.models import Answer, Exercise, Reason, Recommendation
from wgtool.learning.operations.lessons import telling
from wgtool.learning.permits import P


def _answer(one: Recommendation, answer: Answer, actor: Actor, *, response: str = "", reason: Reason | None = None,
            why: str = "", funding: bool | None = None, idle: str = "") -> Mapping[str, Any]:  # fmt: skip
    if answer != Answer.ACCEPTED and not why.strip():
        raise Refused(_("Say why."))
    if answer == Answer.REJECTED and queries.intended([one.id]):
        raise Refused(_("Action points hang on it. Take them out first, or accept it in part."))
    said = (response, reason, why, funding, idle)
    if one.status == answer and said == (one.response, one.reason, one.why, one.funding, one.idle):
        raise Refused(_("It is answered like this already: nothing was different."))
    one.response, one.reason, one.why, one.funding, one.idle = said
    one.answered_at, one.answered_by = clock.now(), actor.person
    return telling(one) | among(one) | {"answer": answer.value}


def among(one: Recommendation) -> dict[str, Any]:
    """Give the sight of an answer that is not published: the party named, who looks after the exercise, the support team."""
    kept = rules.audience(one.exercise)
    if one.party is None:
        return kept
    party = f"{rules.SPEAKS[one.party_kind]}:{one.party}"
    return {"sight": Sight.GROUP, "audience": party, "also": kept["audience"]}


@RECOMMENDATIONS.performs("accept")
def accept(one: Recommendation, *, actor: Actor, **facts: Any) -> Mapping[str, Any]:
    """Accept a recommendation."""
    return _answer(one, Answer.ACCEPTED, actor, **facts)


@RECOMMENDATIONS.performs("accept in part")
def accept_in_part(one: Recommendation, *, reason: Reason, why: str, actor: Actor, **facts: Any) -> Mapping[str, Any]:
    """Accept a part of a recommendation, and say why not all of it."""
    return _answer(one, Answer.PARTLY, actor, reason=reason, why=why, **facts)


@RECOMMENDATIONS.performs("reject")
def reject(one: Recommendation, *, reason: Reason, why: str, actor: Actor) -> Mapping[str, Any]:
    """Reject a recommendation, and say why."""
    return _answer(one, Answer.REJECTED, actor, reason=reason, why=why)


@RECOMMENDATIONS.performs("name who answers")
def name_party(one: Recommendation, *, party: Ref | None, actor: Actor) -> Mapping[str, Any]:
    """Name who answers a recommendation; None puts it back to the support team."""
    name = queries.name_of(party) if party else ""
    if name is None:
        raise Refused(_("Choose who answers from the list."))
    if party == one.party:
        raise Refused(_("It is theirs already. Choose another."))
    before = one.touches
    one.party_kind, one.party_id = (party.kind, party.id) if party else ("", None)
    one.party_name, one.passed_why = name, ""
    if rules.unlike(one, one.exercise.sight):
        raise Refused(
            _("Only its group sees this exercise: name that group, or show the exercise to more people first.")
        )
    told = telling(one)
    return told | {"party": name, "touches": tuple(dict.fromkeys((*one.touches, *before)))}


def name_parties(exercise: Exercise, *, numbers: Collection[int], party: Ref | None, actor: Actor) -> int:
    """Name who answers several recommendations, all or none; give how many were somebody else's to answer before."""
    exercise = hold(queries.to_change(exercise.id))
    require(actor, P.NAME_PARTY, exercise)
    ones = [one for one in exercise.recommendations if one.number in numbers]
    if not numbers or len(ones) < len(set(numbers)):
        raise Refused(_("Tick the recommendations that they are to answer; one of these is not there any more."))
    others = [one for one in ones if one.party != party]
    for one in others:
        name_party(one, party=party, actor=actor)
    return len(others)


@RECOMMENDATIONS.performs("pass back")
def pass_back(one: Recommendation, *, why: str, actor: Actor) -> Mapping[str, Any]:
    """Say that it is not theirs to answer; the support team names another, or answers itself."""
    if one.party is None:
        raise Refused(_("It is with the support team already."))
    told = telling(one) | among(one) | {"party": one.party_name, "why": why}
    one.party_kind, one.party_id, one.party_name, one.passed_why = "", None, "", why
    return told
