"""What the things on the desk are called, and where they are: one statement a kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from wgtool.actions.models import ActionPoint
from wgtool.amendments.models import Amendment
from wgtool.decisions.models import Body, Condition, Question, Sitting
from wgtool.documents.models import Document, Version
from wgtool.groups.models import Deliverable, Group, Membership, Pause, PlanMerger
from wgtool.kernel.addresses import url_for
from wgtool.kernel.db import Ref, Thing, columns
from wgtool.learning.models import Exercise, Recommendation
from wgtool.partners.models import Organisation
from wgtool.plan.models import Edition, Item
from wgtool.signups.models import SignUp


@dataclass(frozen=True)
class Label:
    """The number or name people know a thing by, and its page."""

    text: str
    url: str


IDS: Any = sa.bindparam("ids", expanding=True)


@dataclass(frozen=True)
class Names:
    """How things of a kind are found: `rows` gives the id first, and `label` makes a name of the rest, or None."""

    rows: sa.Select[*tuple[Any, ...]]
    label: Callable[..., Label | None]


def labels(refs: Iterable[Ref]) -> dict[Ref, Label]:
    """Name things; those of kinds that have no name of their own are left out."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for ref in refs:
        wanted[ref.kind].add(ref.id)
    return {Ref(kind, id): label for kind in wanted if kind in KINDS for id, label in _named(kind, wanted[kind])}


def _named(kind: str, ids: Collection[int]) -> Iterator[tuple[int, Label]]:
    names = KINDS[kind]
    for id, *rest in columns(names.rows, {"ids": sorted(ids)}):
        if label := names.label(*rest):
            yield id, label


def _group(code: str) -> Label:
    return Label(code, url_for("groups.detail", code=code))


def _question(id: int, number: str | None, title: str) -> Label:
    """Name a question by its number; one that is not open yet, by what it asks."""
    if number:
        return Label(number, url_for("decisions.detail", number=number))
    return Label(title, url_for("decisions.draft", id=id))


def _condition(number: int, of: str | None) -> Label | None:
    return Label(f"{of} / {number}", url_for("decisions.detail", number=of, _anchor="h-c")) if of else None


def _body(code: str) -> Label:
    return Label(code, url_for("decisions.body", code=code))


def _sitting(id: int, code: str) -> Label:
    return Label(code, url_for("decisions.sitting", id=id))


def _organisation(name: str, slug: str) -> Label:
    return Label(name, url_for("partners.detail", slug=slug))


def _item(edition: str, number: str) -> Label:
    return Label(number, url_for("plan.item", edition=edition, number=number))


def _signup(edition: str, number: str, code: str | None, serial: int) -> Label:
    return _deliverable(code, serial) if code else _item(edition, number)


def _deliverable(code: str, serial: int) -> Label:
    return Label(f"{code}/D{serial}", url_for("groups.deliverable", code=code, serial=serial))


def _plan_merger(code: str) -> Label:
    return Label(code, url_for("groups.plan", code=code))


def _amendment(number: str) -> Label:
    return Label(number, url_for("amendments.detail", number=number))


def _action(number: str) -> Label:
    return Label(number, url_for("actions.detail", number=number))


def _exercise(number: str) -> Label:
    return Label(number, url_for("learning.detail", number=number))


def _recommendation(number: str, one: int) -> Label:
    return Label(f"{number}/R{one}", url_for("learning.one", number=number, one=one))


VERSIONS = (
    sa.select(Version.id, Group.code)
    .join(Document, Document.id == Version.document_id)
    .join(Group, sa.and_(Document.owner_kind == Group.kind, Document.owner_id == Group.id))
)
SIGNUPS = (
    sa.select(SignUp.id, Edition.slug, Item.number, Group.code, Deliverable.serial)
    .select_from(SignUp)
    .outerjoin(Item, Item.id == SignUp.item_id)
    .outerjoin(Edition, Edition.id == Item.edition_id)
    .outerjoin(Deliverable, Deliverable.id == SignUp.deliverable_id)
    .outerjoin(Group, Group.id == Deliverable.group_id)
)
_of: dict[type[Thing], tuple[sa.Select[*tuple[Any, ...]], Callable[..., Label | None]]] = {
    Group: (sa.select(Group.id, Group.code), _group),
    Membership: (sa.select(Membership.id, Group.code).join(Group, Group.id == Membership.group_id), _group),
    Pause: (sa.select(Pause.id, Group.code).join(Group, Group.id == Pause.group_id), _group),
    Version: (VERSIONS, _group),
    Question: (sa.select(Question.id, Question.id, Question.number, Question.title), _question),
    Condition: (
        sa.select(Condition.id, Condition.number, Question.number).join(Question, Question.id == Condition.question_id),
        _condition,
    ),
    Body: (sa.select(Body.id, Body.code), _body),
    Sitting: (sa.select(Sitting.id, Sitting.id, Body.code).join(Body, Body.id == Sitting.body_id), _sitting),
    Organisation: (sa.select(Organisation.id, Organisation.name, Organisation.slug), _organisation),
    Item: (sa.select(Item.id, Edition.slug, Item.number).join(Edition, Edition.id == Item.edition_id), _item),
    SignUp: (SIGNUPS, _signup),
    Deliverable: (
        sa.select(Deliverable.id, Group.code, Deliverable.serial).join(Group, Group.id == Deliverable.group_id),
        _deliverable,
    ),
    PlanMerger: (
        sa.select(PlanMerger.id, Group.code).join(Group, Group.id == PlanMerger.into_id),
        _plan_merger,
    ),
    Amendment: (sa.select(Amendment.id, Amendment.number), _amendment),
    ActionPoint: (sa.select(ActionPoint.id, ActionPoint.number), _action),
    Exercise: (sa.select(Exercise.id, Exercise.number), _exercise),
    Recommendation: (
        sa.select(Recommendation.id, Exercise.number, Recommendation.number).join(
            Exercise, Exercise.id == Recommendation.exercise_id
        ),
        _recommendation,
    ),
}
KINDS = {
    model.kind or model.__tablename__: Names(rows.where(model.id.in_(IDS)), label)
    for model, (rows, label) in _of.items()
}
