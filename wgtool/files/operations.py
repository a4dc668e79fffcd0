"""Every write of attachments."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from wgtool.files import erasing, events, queries, store
from wgtool.files.models import Attachment
from wgtool.files.permits import P
from wgtool.files.taking import Kept
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.afterwards import afterwards
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.permits import require
from wgtool.kernel.sight import Sight, Sighted
from wgtool.kernel.writes import hold


def attach(owner: Ref, kept: Kept, *, actor: Actor, under: Sighted, touches: tuple[Ref, ...] = ()) -> Attachment:
    """Hang a file on a thing, with the sight of `under`, the record whose page shows it. The room has asked who may."""
    erasing.keep(kept)
    attachment = Attachment(
        owner_kind=owner.kind, owner_id=owner.id, name=kept.name, type=kept.type, size=kept.size, digest=kept.digest,
        attached_at=clock.now(), attached_by=actor.person, sight=under.sight, audience=under.audience, also=under.also,
    )  # fmt: skip
    db.session.add(attachment)
    db.session.flush()
    announce(events.Attached(actor=actor, subject=owner, touches=touches, name=kept.name, **_seen(attachment)))
    return attachment


def remove(attachment: Attachment, *, actor: Actor) -> None:
    """Take a file away, its content with the commit; that it was there stays told."""
    attachment = hold(queries.to_change(attachment.id))
    require(actor, P.REMOVE, attachment)
    _remove(attachment, actor)


def take_away(id: int | None, *, actor: Actor) -> bool:
    """Take a file away, if there is one, as what it came with counts no more; say whether. The room has asked who may."""
    return id is not None and _remove(hold(queries.to_change(id)), actor)


def _remove(attachment: Attachment, actor: Actor) -> bool:
    if attachment.removed_at is not None:
        return False
    attachment.removed_at, attachment.removed_by = clock.now(), actor.person
    db.session.flush()
    digest = attachment.digest
    afterwards(lambda: erasing.erase(digest))
    _tell(attachment, actor)
    return True


def tell_of_removal(id: int, *, actor: Actor) -> None:
    """Tell of a file that was removed without a word: a restore found that out."""
    _tell(hold(queries.to_change(id)), actor)


def _tell(attachment: Attachment, actor: Actor) -> None:
    announce(events.Removed(actor=actor, subject=attachment.owner, name=attachment.name, **_seen(attachment)))


def sight_of(owner: Ref, under: Sighted) -> None:
    """Give the files of a thing the sight it has now, in the transaction that changed it."""
    now = {"sight": under.sight, "audience": under.audience, "also": under.also}
    db.session.execute(sa.update(Attachment).where(queries.on(owner)).values(now))


def sweep() -> int:
    """Remove what a crash or a form that was refused left, a day later; give how many contents."""
    store.sweep()
    left = store.old().difference(queries.digests())
    return sum(map(erasing.erase, left))


def _seen(attachment: Attachment) -> dict[str, Any]:
    if attachment.sight == Sight.PUBLIC:
        return {}
    return {"sight": attachment.sight, "audience": attachment.audience, "also": attachment.also}
