"""Every SELECT of attachments."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa

from wgtool.files.models import Attachment
from wgtool.kernel.actors import Actor, Reader
from wgtool.kernel.db import Ref, db
from wgtool.kernel.sight import visible

HERE = Attachment.removed_at.is_(None)


def seen(id: int, *, seen_by: Actor) -> Attachment | None:
    """Give an attachment that is there, if the reader may know of it."""
    wanted = sa.select(Attachment).where(Attachment.id == id, HERE, visible(Attachment, seen_by))
    return db.session.scalars(wanted).one_or_none()


def there(id: int | None) -> Attachment | None:
    """Give an attachment that was not removed; the room has asked who may know of it."""
    attachment = db.session.get(Attachment, id) if id is not None else None
    return attachment if attachment is not None and attachment.removed_at is None else None


def to_change(id: int) -> sa.Select[Attachment]:
    """Select an attachment to change it."""
    return sa.select(Attachment).where(Attachment.id == id)


def of(kind: str, ids: Collection[int], *, seen_by: Actor) -> dict[int, list[Attachment]]:
    """Give what hangs on things of a kind, by the thing's id: one statement, none where there are no things."""
    if not ids:
        return {}
    these = (Attachment.owner_kind == kind, Attachment.owner_id.in_(ids), HERE, visible(Attachment, seen_by))
    found: dict[int, list[Attachment]] = {}
    for row in db.session.scalars(sa.select(Attachment).where(*these).order_by(Attachment.id)):
        found.setdefault(row.owner_id, []).append(row)
    return found


def any_on(kind: str, ids: Collection[int]) -> bool:
    """Say whether anything hangs on any of these."""
    these = (Attachment.owner_kind == kind, Attachment.owner_id.in_(ids), HERE)
    return bool(ids) and db.session.scalar(sa.select(sa.exists().where(*these))) is True


def any_seen(kind: str, thing: Any, *, seen_by: Reader) -> sa.ColumnElement[bool]:
    """Say whether the reader may know of something that hangs on a thing, as a part of the statement that reads it."""
    return sa.exists().where(
        Attachment.owner_kind == kind, Attachment.owner_id == thing, HERE, visible(Attachment, seen_by)
    )


def on(owner: Ref) -> sa.ColumnElement[bool]:
    """Give the clause for all that hung or hangs on a thing."""
    return sa.and_(Attachment.owner_kind == owner.kind, Attachment.owner_id == owner.id)


def named(digest: str) -> sa.Select[bool]:
    """Select whether some attachment names a content."""
    return sa.select(sa.exists().where(Attachment.digest == digest, HERE))


def digests() -> Sequence[str]:
    """Give the contents that some attachment names."""
    return db.session.scalars(sa.select(Attachment.digest).where(HERE).distinct()).all()
