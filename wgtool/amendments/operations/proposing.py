"""Proposing an amendment, which puts it to the SAG in the same act, and withdrawing it."""

from __future__ import annotations

from typing import Any

from wgtool.amendments import changes, comparing, events, queries, rules
from wgtool.amendments.changes import Ground
from wgtool.amendments.lifecycle import LIFE
from wgtool.amendments.models import Amendment, Kind
from wgtool.amendments.permits import P
from wgtool.amendments.rules import Proposal
from wgtool.amendments.words import NAMES
from wgtool.decisions import operations as decisions
from wgtool.decisions import queries as questions
from wgtool.decisions.models import Body, QuestionStatus
from wgtool.groups.models import Group, Status
from wgtool.kernel import clock, refs
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _, reading_as
from wgtool.kernel.permits import require
from wgtool.kernel.refusals import Forbidden, Refused, Stale
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold
from wgtool.plan import operations as plan
from wgtool.plan import queries as plans
from wgtool.plan.edits import Edit
from wgtool.plan.models import Edition, Item

ABOUT = "amendment support"
VERIFICATION = "amendment"
"""What the two questions are about: whether the SAG supports it, whether the GLM verifies it."""
SERIES = "AMD"


def propose(
    item: Item, *, type: Kind, reason: str, group: int | None, seen: int, actor: Actor, **asks: Any
) -> Amendment:
    """Propose to amend the plan, for a group or, without one, for the SAG itself; the SAG is asked at once.

    Raises Refused where the plan cannot take it, and Stale if somebody changed the item since `seen`.
    """
    sag = questions.sag()
    _must_speak_for(group, item, sag, actor)
    edition = plan.begin_amending(item.edition_id, actor=actor)
    item = hold(plans.to_change(item.id))
    if item.version != seen:
        raise Stale(_("The plan has changed while you were writing. It stands here as it is now; yours is kept below."),
                    theirs={"theirs": item.text}, mine={"mine": asks.get("text", reason)})  # fmt: skip
    edits = _built(edition, item, type, asks)
    amendment = Amendment(
        number=refs.next_number(SERIES, clock.now().year), type=type, edition_id=edition.id, item_id=item.id, group_id=group,
        body_id=sag.id, reason=reason, edits=[one.kept() for one in edits], status_since=clock.now(), proposed_at=clock.now(),
        proposed_by=actor.person, sight=Sight.GROUP, audience=f"group:{group}" if group else f"body:{sag.id}",
        also=f"body:{sag.id}" if group else None,
    )  # fmt: skip
    db.session.add(amendment)
    db.session.flush()
    announce(events.Proposed(
        actor=actor, subject=amendment.ref, touches=amendment.touches, number=amendment.number, item=item.number,
        kind=type.value, why=reason, sight=Sight.GROUP, audience=amendment.audience, also=amendment.also,
    ))  # fmt: skip
    amendment.question_id = ask(amendment, item, sag, ABOUT, actor)
    return amendment


def _must_speak_for(group: int | None, item: Item, sag: Body, actor: Actor) -> None:
    require(actor, P.PROPOSE, Proposal(item, sag))
    if group is None:
        if not (actor.is_tool or rules.of_sag(actor, Proposal(item, sag))):
            raise Forbidden(_("Only the SAG proposes in its own name: its seats, its chair, its secretariat."))
        return
    found = db.session.get(Group, group)
    if found is None or not (actor.is_tool or actor.wears("lead", "group", group)):
        raise Forbidden(_("Only leads of a group propose in its name."))
    if found.status != Status.ACTIVE:
        raise Refused(_("%(code)s is not at work, so it proposes nothing.", code=found.code))


def _built(edition: Edition, item: Item, type: Kind, asks: dict[str, Any]) -> list[Edit]:
    tree = plans.tree(edition)
    entry = next((one for one in tree.items if one.id == item.id and not one.dropped_at), None)
    if entry is None:
        raise Refused(_("%(number)s is not part of the plan any more.", number=item.number))
    taken = plans.numbers_taken(edition) | queries.numbers_asked(edition)
    return changes.edits(type, Ground(tree, taken), entry, **asks)


def ask(amendment: Amendment, item: Item, body: Body, about: str, actor: Actor) -> int:
    """Put an amendment to a body; give the question. Its text is fixed: before, after, and the reason."""
    edition = hold(plans.edition_to_change(amendment.edition_id))
    with reading_as("en"):  # a question is kept as it is asked, whatever the reader's language
        parts = (comparing.plain(comparing.of_edits(amendment.changes)), comparing.texts(amendment.changes),
                 f"{_('Reason')}: {amendment.reason}")  # fmt: skip
        title = f"{amendment.number}: {item.number} ({edition.slug}), {NAMES[amendment.type]}"
    question = decisions.ask(
        about=about, title=title[:200], subject=amendment.ref, group=amendment.group_id, actor=actor, body=body,
        text="\n\n".join(part for part in parts if part),
    )  # fmt: skip
    return question.id


@LIFE.performs("withdraw")
def withdraw(amendment: Amendment, *, actor: Actor, why: str) -> dict[str, Any]:
    """Take it off the table, and the question with it that has no ruling yet."""
    for id in (amendment.question_id, amendment.glm_question_id):
        question = hold(questions.to_change(id)) if id else None
        if question and question.ruling is None and question.status != QuestionStatus.WITHDRAWN:
            decisions.withdraw(question, actor=actor, why=why, moot=True)
    return {"number": amendment.number, "why": why}
