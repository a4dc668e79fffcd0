"""What the support team does with mail that does not leave, and whoever runs wgtool after a restore."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.i18n import _
from wgtool.kernel.installation import HELD, Installation
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import hold
from wgtool.notifications import queries
from wgtool.notifications.models import Mail, NoReminders


def try_again(mail: Mail) -> None:
    """Have a mail sent with the next delivery. Raises Refused if it has left, leaves now, or was cancelled."""
    mail = _held(mail)
    mail.tries, mail.claimed_until = 0, clock.now()


def drop(mail: Mail) -> None:
    """Give a mail up. Raises Refused if it has left, leaves now, or was cancelled."""
    mail = _held(mail)
    mail.cancelled_at, mail.body = clock.now(), ""


def _held(mail: Mail) -> Mail:
    mail = hold(queries.to_change(mail.id))
    if not mail.waiting:
        raise Refused(_("This mail is not waiting any more."))
    if mail.leaving(clock.now()):
        raise Refused(_("This mail is being sent at this moment. Look again in a few minutes."))
    return mail


def release(*, drop: bool) -> int | None:
    """Let mail leave after a restore; give up, if asked to, what was written before the backup was taken.

    Gives how many were given up, or None if mail is not held.
    """
    held = db.session.get(Installation, HELD, with_for_update=True)
    if held is None:
        return None
    db.session.delete(held)
    if not drop:
        return 0
    old = (Mail.sent_at.is_(None), Mail.cancelled_at.is_(None), Mail.made_at <= datetime.fromisoformat(held.value))
    gone = list(db.session.scalars(sa.select(Mail.id).where(*old)))
    db.session.execute(sa.update(Mail).where(Mail.id.in_(gone)).values(cancelled_at=clock.now(), body=""))
    return len(gone)


def stop_reminders(reader: str, *, stop: bool) -> None:
    """Write no reminders to a reader any more, or again. It is said in no history: it is theirs alone, as all about mail."""
    kept = db.session.get(NoReminders, reader)
    if stop and kept is None:
        db.session.add(NoReminders(reader=reader, since=clock.now()))
    elif not stop and kept is not None:
        db.session.delete(kept)
