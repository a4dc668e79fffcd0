"""What people say about a text, and what they last read of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from wgtool.documents.models import (
    VISIT,
    Comment,
    Document,
    Reading,
    Version,
)
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.sight import visible


def comments(version: Version, *, seen_by: Actor, key: str = "", open_only: bool = False) -> Sequence[Comment]:
    """Give the comments on a text, whichever of its versions they were written on, with their replies."""
    wanted = sa.select(Comment).where(Comment.document_id == version.document_id, visible(Comment, seen_by))
    wanted = wanted.where(Comment.key == key) if key else wanted
    wanted = wanted.where(Comment.resolved_at.is_(None)) if open_only else wanted
    whole = (joinedload(Comment.replies), joinedload(Comment.version), joinedload(Comment.document))
    return db.session.scalars(wanted.options(*whole).order_by(Comment.number)).unique().all()


def open_talk(owner: Ref, template: str) -> Sequence[tuple[str, int]]:
    """Give (section, number) of each comment on a text that is still open."""
    mine = (Document.owner_kind == owner.kind, Document.owner_id == owner.id, Document.template == template)
    wanted = sa.select(Comment.key, Comment.number).join(Comment.document).where(*mine, Comment.resolved_at.is_(None))
    return [(key, number) for key, number in db.session.execute(wanted.order_by(Comment.number))]


def comment_to_change(id: int) -> sa.Select[Comment]:
    """Select a comment to answer or settle it."""
    whole = (selectinload(Comment.replies), joinedload(Comment.version), joinedload(Comment.document))
    return sa.select(Comment).options(*whole).where(Comment.id == id)


def comment(document: int, number: int) -> Comment:
    """Give a comment by its number, with its replies, for who tells of it."""
    wanted = sa.select(Comment).where(Comment.document_id == document, Comment.number == number)
    return db.session.scalars(wanted.options(selectinload(Comment.replies), joinedload(Comment.document))).one()


def last_comment(document: int) -> int:
    """Give the number of the newest comment on a document."""
    return db.session.scalar(sa.select(sa.func.max(Comment.number)).where(Comment.document_id == document)) or 0


def sayers(comments: Iterable[Comment]) -> set[int]:
    """Give the people a talk names: who wrote, answered and resolved."""
    said = {person for c in comments for person in (c.by, c.resolved_by, *(r.by for r in c.replies))}
    return {person for person in said if person is not None}


def reading(version: Version, person: int) -> Reading | None:
    """Give what somebody read of a text, and when."""
    return db.session.get(Reading, (version.document_id, person))


def has_read(version: Version, person: int, last: Reading | None) -> sa.Executable | None:
    """Give the statement that remembers a visit to a version whose sections are loaded; None while it goes on."""
    now, whose = clock.now(), (Reading.document_id == version.document_id, Reading.person_id == person)
    values = {"at": now, "version_id": version.id, "revisions": {s.key: s.revision for s in version.sections}}
    if last is None:
        return sa.insert(Reading).values(document_id=version.document_id, person_id=person, **values)
    if now - last.at < VISIT:
        return None
    before = {"before_at": Reading.at, "before_version_id": Reading.version_id, "before_revisions": Reading.revisions}
    return sa.update(Reading).where(*whose, Reading.at == last.at).values(**values, **before)


def forget_readings(person: int) -> sa.Executable:
    """Give the statement that forgets what somebody read."""
    return sa.delete(Reading).where(Reading.person_id == person)
