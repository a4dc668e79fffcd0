"""What groups show on pages below."""

from __future__ import annotations

from wgtool.decisions import rules as decisions
from wgtool.decisions.models import Question
from wgtool.documents.models import Version
from wgtool.groups import queries, rules
from wgtool.groups.models import Group
from wgtool.groups.texts import CLARIFIED, DISSOLVE, FIRST, MERGE, PRODUCT, REVISED
from wgtool.groups.words import KINDS, MARKS, PROGRESS, PROGRESS_MARKS, ROLES, STATES
from wgtool.kernel.actors import Actor
from wgtool.kernel.slots import Panel, fill
from wgtool.partners.models import Organisation
from wgtool.plan.models import Item

WORDS = {"kinds": KINDS, "states": STATES, "marks": MARKS, "roles": ROLES}
PLACES = {**dict.fromkeys((FIRST, REVISED, MERGE, CLARIFIED), "terms"), DISSOLVE: "closing", PRODUCT: "products"}
PLANNED = {"progress": PROGRESS, "progress_marks": PROGRESS_MARKS}


def on_item(item: Item, actor: Actor) -> Panel | None:
    """Show the groups that serve an output or activity, and what groups make for it; above, the sum of that."""
    if item.level not in queries.SERVED:
        return _below(item, actor)
    groups, plans = queries.serving(item, seen_by=actor)
    late = [(group, below, [row for row in below if rules.is_late(row)]) for group, below in plans]
    return Panel("groups/panel_item.html", {"groups": groups, "plans": late, **PLANNED, **WORDS})


def _below(item: Item, actor: Actor) -> Panel | None:
    rows = queries.made_below(item, seen_by=actor)
    late = sum(counts.late for group, counts in rows if group.status in rules.COUNTS)
    told = {"rows": rows, "late": late, "counting": rules.COUNTS}
    return Panel("groups/panel_below.html", told) if rows else None


def on_organisation(organisation: Organisation, actor: Actor) -> Panel | None:
    """Show the groups an organisation is in."""
    rows = queries.of_organisation(organisation.id, seen_by=actor)
    return Panel("groups/panel_organisation.html", {"rows": rows, **WORDS}) if rows else None


def at_home(nothing: object, actor: Actor) -> Panel | None:
    """Show the active groups."""
    return Panel("groups/panel_home.html", {"groups": queries.active(), **WORDS})


def on_question(question: Question, actor: Actor) -> Panel | None:
    """Lead from a question to the groups it is about, and to what changes in their texts: one statement."""
    if question.subject_kind not in (Group.kind, Version.__tablename__) or question.group_id is None:
        return None
    groups = queries.asked_about(question.id, question.group_id, seen_by=actor)
    place = PLACES.get(question.about, "") if decisions.reads_text(actor, question) else ""
    return Panel("groups/panel_question.html", {"groups": groups, "place": place}) if groups else None


def register() -> None:
    """Fill the places other rooms leave."""
    fill("plan_item", on_item)
    fill("organisation", on_organisation, has=queries.of_an_organisation)
    fill("home", at_home)
    fill("question", on_question)
