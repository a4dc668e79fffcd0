"""The products of a group: texts of its own beside its terms and its closing report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from wgtool.documents import queries as documents
from wgtool.documents.models import Check, Document, Version, VersionStatus
from wgtool.documents.outlines import PRODUCTS
from wgtool.groups.models import Group
from wgtool.kernel.actors import Actor, Eyes
from wgtool.kernel.db import db
from wgtool.kernel.sight import visible


class Product(NamedTuple):
    """A product as its group’s page lists it: `template` is its name in addresses, the newest version comes first."""

    template: str
    title: str
    versions: Sequence[Version]

    @property
    def in_force(self) -> Version | None:
        """Give what the group, the SAG or the GLM stands behind."""
        return documents.in_force(self.versions)

    @property
    def at_work(self) -> Version | None:
        """Give what is being written."""
        return next((one for one in self.versions if one.status in documents.AT_WORK), None)


def products(group: Group, *, seen_by: Actor) -> list[Product]:
    """Give the products of a group of which the reader may know a version, the oldest first: one statement."""
    found = db.session.scalars(_products(seen_by.eyes), seen_by.asking(group=group.id)).all()
    return [_product(list(versions)) for _id, versions in groupby(found, lambda version: version.document_id)]


def _product(versions: list[Version]) -> Product:
    document = versions[0].document
    return Product(document.template, document.title, versions)


@cache
def _products(seen_by: Eyes) -> sa.Select[Version]:
    kinds = [Document.template.startswith(f"{kind}-") for kind in PRODUCTS]
    owned = (Document.owner_kind == Group.kind, Document.owner_id == sa.bindparam("group", type_=sa.Integer()))
    found = sa.select(Version).join(Version.document).options(contains_eager(Version.document))
    found = found.where(*owned, sa.or_(*kinds), visible(Version, seen_by))
    return found.order_by(Version.document_id, Version.id.desc())


def open_points(drafts: Sequence[Version]) -> dict[int, int]:
    """Give how many points of its checklist each draft has open, by its id; asks nothing where there is no draft."""
    if not drafts:
        return {}
    count = sa.select(Check.version_id, sa.func.count()).where(Check.done_at.is_(None))
    count = count.where(Check.version_id.in_(draft.id for draft in drafts)).group_by(Check.version_id)
    return dict(db.session.execute(count).all())


def returned_products(group: Group) -> Sequence[tuple[Version, str]]:
    """Give the drafts of a group’s products with open points of a checklist, the oldest first.

    With each the code of the body that asked for the newest of them.
    """
    kinds = [Document.template.startswith(f"{kind}-") for kind in PRODUCTS]
    owned = (Document.owner_kind == Group.kind, Document.owner_id == group.id)
    asked = sa.select(Check.body).where(Check.version_id == Version.id, Check.done_at.is_(None))
    body = asked.order_by(Check.number.desc()).limit(1).scalar_subquery()
    found = sa.select(Version, body).join(Version.document).options(contains_eager(Version.document))
    found = found.where(*owned, sa.or_(*kinds), Version.status == VersionStatus.DRAFT, body.is_not(None))
    return [(draft, asks) for draft, asks in db.session.execute(found.order_by(Version.id))]


def next_product(group: int, kind: str) -> str:
    """Give the name of the next product of a kind; none is given twice."""
    owned = (Document.owner_kind == Group.kind, Document.owner_id == group, Document.template.startswith(f"{kind}-"))
    count = db.session.scalar(sa.select(sa.func.count()).select_from(Document).where(*owned)) or 0
    return f"{kind}-{count + 1}"
