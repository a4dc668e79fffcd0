"""What the things on the desk are called, and where they are: one statement a kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from flask import url_for

from wgtool.actions.models import ActionPoint
from wgtool.decisions.models import Body, Condition, Question, Sitting
from wgtool.documents.models import Document, Version
from wgtool.groups.models import Group, Membership
from wgtool.kernel.db import Ref, db
from wgtool.learning.models import Exercise, Recommendation
from wgtool.partners.models import Organisation
from wgtool.plan.models import Edition, Item
from wgtool.signups.models import SignUp


@dataclass(frozen=True)
class Label:
    """The number or name people know a thing by, and its page."""

    text: str
    url: str


Named = dict[int, Label]


def labels(refs: Iterable[Ref]) -> dict[Ref, Label]:
    """Name things; those of kinds that have no name of their own are left out."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for ref in refs:
        wanted[ref.kind].add(ref.id)
    found = {kind: KINDS[kind](ids) for kind, ids in wanted.items() if kind in KINDS}
    return {Ref(kind, id): label for kind, named in found.items() for id, label in named.items()}


def _group(code: str) -> Label:
    return Label(code, url_for("groups.detail", code=code))


def _groups(ids: Collection[int]) -> Named:
    rows = db.session.execute(sa.select(Group.id, Group.code).where(Group.id.in_(ids)))
    return {id: _group(code) for id, code in rows}


def _memberships(ids: Collection[int]) -> Named:
    of = sa.select(Membership.id, Group.code).join(Group, Group.id == Membership.group_id)
    return {id: _group(code) for id, code in db.session.execute(of.where(Membership.id.in_(ids)))}


def _versions(ids: Collection[int]) -> Named:
    of = sa.select(Version.id, Group.code).join(Document, Document.id == Version.document_id)
    owned = of.join(Group, sa.and_(Document.owner_kind == Group.kind, Document.owner_id == Group.id))
    return {id: _group(code) for id, code in db.session.execute(owned.where(Version.id.in_(ids)))}


def _questions(ids: Collection[int]) -> Named:
    rows = db.session.execute(sa.select(Question.id, Question.number).where(Question.id.in_(ids)))
    return {id: Label(n, url_for("decisions.detail", number=n)) for id, n in rows if n}


def _conditions(ids: Collection[int]) -> Named:
    of = sa.select(Condition.id, Condition.number, Question.number).join(Question, Question.id == Condition.question_id)
    rows = db.session.execute(of.where(Condition.id.in_(ids)))
    return {id: Label(f"{of} / {n}", url_for("decisions.detail", number=of, _anchor="h-c")) for id, n, of in rows if of}


def _bodies(ids: Collection[int]) -> Named:
    rows = db.session.execute(sa.select(Body.id, Body.code).where(Body.id.in_(ids)))
    return {id: Label(code, url_for("decisions.body", code=code)) for id, code in rows}


def _sittings(ids: Collection[int]) -> Named:
    of = sa.select(Sitting.id, Body.code).join(Body, Body.id == Sitting.body_id)
    rows = db.session.execute(of.where(Sitting.id.in_(ids)))
    return {id: Label(code, url_for("decisions.sitting", id=id)) for id, code in rows}


def _organisations(ids: Collection[int]) -> Named:
    rows = db.session.execute(sa.select(Organisation.id, Organisation.name, Organisation.slug).where(
        Organisation.id.in_(ids)))  # fmt: skip
    return {id: Label(name, url_for("partners.detail", slug=slug)) for id, name, slug in rows}


def _activity(edition: str, number: str) -> Label:
    return Label(number, url_for("plan.item", edition=edition, number=number))


def _items(ids: Collection[int]) -> Named:
    of = sa.select(Item.id, Edition.slug, Item.number).join(Edition, Edition.id == Item.edition_id)
    return {id: _activity(slug, number) for id, slug, number in db.session.execute(of.where(Item.id.in_(ids)))}


def _signups(ids: Collection[int]) -> Named:
    of = sa.select(SignUp.id, Edition.slug, Item.number).join(Item, Item.id == SignUp.item_id)
    of = of.join(Edition, Edition.id == Item.edition_id).where(SignUp.id.in_(ids))
    return {id: _activity(slug, number) for id, slug, number in db.session.execute(of)}


def _actions(ids: Collection[int]) -> Named:
    rows = db.session.execute(sa.select(ActionPoint.id, ActionPoint.number).where(ActionPoint.id.in_(ids)))
    return {id: Label(number, url_for("actions.detail", number=number)) for id, number in rows}


def _exercises(ids: Collection[int]) -> Named:
    rows = db.session.execute(sa.select(Exercise.id, Exercise.number).where(Exercise.id.in_(ids)))
    return {id: Label(number, url_for("learning.detail", number=number)) for id, number in rows}


def _recommendations(ids: Collection[int]) -> Named:
    of = sa.select(Recommendation.id, Exercise.number, Recommendation.number).join(Recommendation.exercise)
    rows = db.session.execute(of.where(Recommendation.id.in_(ids)))
    return {id: Label(f"{of}/R{one}", url_for("learning.one", number=of, one=one)) for id, of, one in rows}


KINDS: dict[str, Callable[[Collection[int]], Named]] = {
    "group": _groups,
    "membership": _memberships,
    "version": _versions,
    "question": _questions,
    "condition": _conditions,
    "body": _bodies,
    "sitting": _sittings,
    "organisation": _organisations,
    "plan_item": _items,
    "signup": _signups,
    "action": _actions,
    "exercise": _exercises,
    "recommendation": _recommendations,
}
