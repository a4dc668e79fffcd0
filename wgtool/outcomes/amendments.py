"""What the rulings of the SAG and of the GLM on an amendment of the plan set in motion."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wgtool.amendments import operations, queries
from wgtool.amendments.models import Amendment
from wgtool.amendments.operations.proposing import ABOUT, VERIFICATION
from wgtool.decisions.models import How, Question, Ruling
from wgtool.decisions.rulings import Outcome
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _, _l, ngettext
from wgtool.kernel.refusals import Refused
from wgtool.outcomes.shared import Data

APART: Data = {"unwatched": ["group"]}
"""An amendment changes the plan, and nothing of the group that proposed it."""


def _of(question: Question) -> Amendment:
    amendment = queries.of_question(question)
    if amendment is None:
        raise Refused(_("The amendment of this question is not there any more."))
    return amendment


def support(question: Question, /, *, actor: Actor, **facts: Any) -> Data:
    """Show the amendment to everybody and put it to the GLM."""
    amendment = operations.support(_of(question), actor=actor)
    return {"refs": [["question", amendment.glm_question_id]], **APART}


def refuse(question: Question, /, *, actor: Actor, **facts: Any) -> Data:
    """Leave the plan as it is."""
    operations.refuse(_of(question), actor=actor, why=facts["reason"])
    return dict(APART)


def fall(question: Question, /, *, actor: Actor, **facts: Any) -> None:
    """Withdraw the amendment with its question."""
    operations.fall(_of(question), actor=actor, why=facts["reason"])


def reopen(question: Question, data: Data, /, *, actor: Actor) -> None:
    """Put the amendment before the SAG again."""
    operations.take_support_back(_of(question), actor=actor)


def verify(question: Question, /, *, actor: Actor, **facts: Any) -> Data:
    """Change the plan; what hangs on what leaves it goes along or ends.

    Watched are what it made and what went along or ended. Of what it changed the plan itself says whether it still says so:
    other amendments of the same items stand beside it.
    """
    if question.concluded_how == How.ACCLAMATION:
        operations.must_stand_alone(_of(question), queries.in_bundle(question))
    done = operations.Done()
    amendment = operations.verify(_of(question), actor=actor, done=done)
    made = [["plan_item", one.item] for one in amendment.changes if one.makes]
    return {**APART, **done.kept(), "refs": [*made, *done.refs()]}


def not_verify(question: Question, /, *, actor: Actor, **facts: Any) -> Data:
    """Leave the plan as it is."""
    operations.not_verify(_of(question), actor=actor, why=facts["reason"])
    return dict(APART)


def unverify(question: Question, data: Data, /, *, actor: Actor) -> None:
    """Give the plan back as it was, and put the amendment before the GLM again."""
    operations.take_verification_back(_of(question), actor=actor, done=operations.Done.of(data))


def _supporting(question: Question) -> Iterable[str]:
    yield _("show %(number)s to everybody", number=_of(question).number)
    yield _("put it to the next global meeting (GLM)")


def _leaving(question: Question) -> Iterable[str]:
    yield _("leave the plan as it is")


def _verifying(question: Question) -> Iterable[str]:
    amendment = _of(question)
    yield _("change the plan as %(number)s says, and give it its next version", number=amendment.number)
    stake = operations.at_stake(amendment)
    if stake.along:
        yield ngettext("let %(num)s thing that hangs on what is merged go along with it",
                       "let %(num)s things that hang on what is merged go along with it", len(stake.along))  # fmt: skip
    if stake.ends:
        yield ngettext("end %(num)s thing that hangs on what leaves the plan, with the reason",
                       "end %(num)s things that hang on what leaves the plan, each with the reason",
                       len(stake.ends))  # fmt: skip
    if stake.stays:
        yield ngettext("let %(num)s action point that was reported done go on without what leaves the plan",
                       "let %(num)s action points that were reported done go on without what leaves the plan",
                       len(stake.stays))  # fmt: skip


KINDS = {ABOUT: _l("Support for an amendment of the plan"), VERIFICATION: _l("Amendment of the plan")}
OUTCOMES = (
    Outcome(ABOUT, Ruling.YES, support, _supporting, reopen),
    Outcome(ABOUT, Ruling.NO, refuse, _leaving, reopen),
    Outcome(ABOUT, Ruling.WITHDRAW, fall, _leaving),
    Outcome(VERIFICATION, Ruling.YES, verify, _verifying, unverify),
    Outcome(VERIFICATION, Ruling.NO, not_verify, _leaving, unverify),
    Outcome(VERIFICATION, Ruling.WITHDRAW, fall, _leaving),
)
