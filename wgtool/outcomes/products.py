"""What a ruling on a text in force sets in motion: the SAG stands behind a product, the GLM behind what the SAG endorsed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wgtool.decisions.models import Question, Ruling
from wgtool.decisions.rulings import Outcome
from wgtool.documents import operations as documents
from wgtool.groups import queries, texts
from wgtool.groups.models import Status
from wgtool.groups.texts import PRODUCT, RAISED
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import Sight
from wgtool.outcomes.shared import Data, data_of
from wgtool.outcomes.terms import not_so, say_so, unsay


def uphold(question: Question, /, *, actor: Actor, **facts: Any) -> Data:
    """Have the SAG stand behind the text."""
    version = texts.held(question.subject_id)
    before = version.sight.value
    return {**data_of(documents.uphold(version, actor=actor)), "sight": before}


def let_go(question: Question, data: Data, /, *, actor: Actor) -> None:
    """Have the group alone stand behind it again, before the eyes it had."""
    documents.let_go(texts.held(data["version"]), actor=actor, sight=Sight(data["sight"]))


def raise_text(question: Question, /, *, actor: Actor, **facts: Any) -> Data:
    """Have the text endorsed by the GLM, too."""
    return data_of(documents.raise_level(texts.held(question.subject_id), actor=actor))


def lower_text(question: Question, data: Data, /, *, actor: Actor) -> None:
    """Undo the GLM's endorsement."""
    documents.lower_level(texts.held(data["version"]), actor=actor)


def send_back(question: Question, /, *, actor: Actor, **facts: Any) -> Data:
    """Give the next version the checklist; what is in force stays in force. A group that closes begins no text."""
    group = queries.by_id(question.group_id or 0)
    if group is not None and group.status == Status.CLOSING:
        raise Refused(_("%(code)s is closing and begins no text. Say no instead.", code=group.code))
    draft, begun = documents.send_back(
        texts.document_of(question.subject_id), facts["checklist"], body=question.body.code, actor=actor
    )
    return {**data_of(draft), "points": len(facts["checklist"]), "begun": begun}


def take_checklist_back(question: Question, data: Data, /, *, actor: Actor) -> None:
    """Take the points away again, and the version that was begun for them."""
    draft = texts.held(data["version"])
    documents.take_checklist_back(draft, data["points"], begun=data["begun"], actor=actor)


def _sends_back(question: Question) -> Iterable[str]:
    yield _("begin the next version with the checklist, unless the group has begun it")
    yield _("leave what the group agreed on as it is")


def _keeps(question: Question) -> Iterable[str]:
    yield _("begin the next version with the checklist, unless the group has begun it")
    yield _("leave what the SAG endorsed as it is; the next version goes to the SAG, then to the GLM again")


def _raises(question: Question) -> Iterable[str]:
    yield _("show the text as endorsed by the GLM")


def _upholds(question: Question) -> Iterable[str]:
    yield _("show the text as endorsed by the SAG")
    yield _("publish it, if the group has not")


KINDS = {PRODUCT: _l("Endorsement of a product by the SAG"), RAISED: _l("Endorsement by the GLM")}
OUTCOMES = (
    Outcome(PRODUCT, Ruling.ENDORSE, uphold, _upholds, let_go),
    Outcome(PRODUCT, Ruling.RETURN, send_back, _sends_back, take_checklist_back),
    Outcome(PRODUCT, Ruling.NO, say_so, not_so, unsay),
    Outcome(PRODUCT, Ruling.WITHDRAW, say_so, not_so),
    Outcome(RAISED, Ruling.ENDORSE, raise_text, _raises, lower_text),
    Outcome(RAISED, Ruling.RETURN, send_back, _keeps, take_checklist_back),
    Outcome(RAISED, Ruling.NO, say_so, not_so, unsay),
    Outcome(RAISED, Ruling.WITHDRAW, say_so, not_so),
)
