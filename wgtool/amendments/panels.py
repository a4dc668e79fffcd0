"""What amendments show on pages below: on an item of the plan, on a sitting, on the front of an edition."""

from __future__ import annotations

from collections.abc import Sequence

from wgtool.amendments import comparing, meeting, queries, rules, words
from wgtool.amendments.models import Amendment
from wgtool.amendments.operations.proposing import VERIFICATION
from wgtool.decisions import rules as decisions
from wgtool.decisions.models import Question, Sitting
from wgtool.documents.align import Work
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import listed
from wgtool.kernel.slots import Panel, fill
from wgtool.plan.models import Item


def on_item(item: Item, actor: Actor) -> Panel | None:
    """Show the amendments about an item, and that one can propose another; only an edition that is amended is asked."""
    if item.edition.amended_at is None:
        return None
    sag, found = queries.of_item(item.id, seen_by=actor)
    may = not item.dropped_at and (_leads(actor) or sag in _bodies(actor))
    return (
        Panel("amendments/panel_item.html", {"found": found, "words": words, "item": item, "may": may})
        if found or may
        else None
    )


def item_can(item: Item, actor: Actor) -> Panel | None:
    """Say at the top of an item's page that one can propose to amend it, where that is so."""
    if item.dropped_at or item.edition.amended_at or not (_leads(actor) or _bodies(actor)):
        return None
    may = _leads(actor) or queries.sag_id() in _bodies(actor)
    return Panel("amendments/can_item.html", {"item": item}) if may else None


def _leads(actor: Actor) -> bool:
    return actor.supports or bool(actor.ids("group", "lead"))


def _bodies(actor: Actor) -> list[int]:
    return actor.ids("body", *rules.SITS, "secretariat")


def on_sitting(sitting: Sitting, actor: Actor) -> Panel | None:
    """Show what the amendments of a sitting would change, as one redline of the plan."""
    asked = [one.id for one in sitting.questions if one.about == VERIFICATION]
    found = queries.of_questions(asked, seen_by=actor) if asked else []
    if not found:
        return None
    work = Work()
    bundle = [(one, comparing.of_edits(one.changes, work), *_meeting(one, found)) for one in found]
    return Panel("amendments/panel_sitting.html", {"bundle": bundle, "words": words})


def _meeting(amendment: Amendment, others: Sequence[Amendment]) -> tuple[str, str]:
    """Give the numbers of those that change the same words, and of those it meets otherwise; empty where there are none."""
    found = meeting.rivals(amendment, others)
    same = [one.number for one in found if meeting.same(amendment, one)]
    other = [one.number for one in found if one.number not in same]
    return _numbers(amendment, same), _numbers(amendment, other)


def _numbers(amendment: Amendment, others: Sequence[str]) -> str:
    return listed([amendment.number, *others]) if others else ""


def on_question(question: Question, actor: Actor) -> Panel | None:
    """Lead from a question about an amendment to its redline, whoever reads it: no statement."""
    if question.subject_kind != Amendment.__tablename__ or not decisions.reads_text(actor, question):
        return None
    return Panel("amendments/panel_question.html", {"number": question.title.partition(":")[0]})


def register() -> None:
    """Fill the places."""
    fill("plan_item", on_item)
    fill("plan_item_can", item_can)
    fill("sitting", on_sitting)
    fill("question", on_question)
