"""The action plan as it goes to the SAG with the terms: a section of the text, and rows that say what was endorsed.

A submission puts the plan of that moment into the text, so that the question, its digest, redlines and files have it.
What the plan says later is compared with the rows of the version in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from wgtool.documents.models import Version
from wgtool.documents.outlines import PLAN
from wgtool.groups import queries
from wgtool.groups.models import FROZEN, Deliverable, FrozenDeliverable, Group, Progress
from wgtool.kernel.db import db
from wgtool.kernel.i18n import _, reading_as
from wgtool.kernel.sight import Sight


def of(groups: Iterable[Group]) -> list[Deliverable]:
    """Give what the plans of these groups hold, without what was dropped."""
    return [row for group in groups for row in queries.all_in(group.id) if row.status != Progress.DROPPED]


def drawn(rows: Sequence[Deliverable]) -> dict[str, str]:
    """Give the section of the terms that says the plan; its words are English, as the headings of what is digested."""
    with reading_as("en"):
        return {PLAN: "\n\n".join(_paragraph(row) for row in rows)}


def _paragraph(row: Deliverable) -> str:
    serves = _("serves %(number)s", number=row.item.number) if row.item else row.why_item
    days = " – ".join(day.isoformat() for day in (row.starts_on, row.due_on) if day) or _("no date")
    owner = row.owner.name if row.owner else _("no owner")
    said = f"**{row.number} {row.title}** ({serves}; {owner}; {days})"
    return f"{said}\n\n{row.description}" if row.description else said


def freeze(rows: Iterable[Deliverable], version: Version) -> None:
    """Keep the plan as it was submitted with a version, in the place of an earlier submission's."""
    _forget(version.id)
    for row in rows:
        facts = {field: getattr(row, field) for field in FROZEN}
        db.session.add(FrozenDeliverable(version_id=version.id, deliverable_id=row.id, **facts))


def keep(old: Version, new: Version) -> None:
    """Have a version that only clarifies another stand for the same plan."""
    _forget(new.id)
    for row in queries.frozen(old.id).values():
        facts = {field: getattr(row, field) for field in FROZEN}
        db.session.add(FrozenDeliverable(version_id=new.id, deliverable_id=row.deliverable_id, **facts))


def _forget(version: int) -> None:
    db.session.execute(sa.delete(FrozenDeliverable).where(FrozenDeliverable.version_id == version))


def show(group: Group, *, body: str | None) -> None:
    """Let the body that decides on a group's first terms read its plan, or no more."""
    for row in _hidden(group):
        row.also = body


def publish(group: Group) -> None:
    """Show the plan to everybody, as the terms are in force."""
    for row in _hidden(group):
        row.sight = Sight.PUBLIC


def unpublish(group: Group) -> None:
    """Show it to the group and the body alone, as the ruling was taken back."""
    for row in queries.all_in(group.id):
        row.sight = Sight.GROUP


def _hidden(group: Group) -> list[Deliverable]:
    return [row for row in queries.all_in(group.id) if row.sight != Sight.PUBLIC]
