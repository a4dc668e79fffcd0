"""Every SELECT of upkeep that is no backup."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.installation import DUE_AT, Installation, mail_held_since
from wgtool.kernel.waits import Wait
from wgtool.notifications.models import Mail
from wgtool.upkeep import tables


def is_migrated() -> bool:
    """Say whether the database is at the newest migration of this wgtool."""
    return tables.revision(db.session.connection()) == tables.revisions()[-1]


def gauges() -> dict[str, float]:
    """Give what a monitor wants to know of the data, by name."""
    now = clock.now()
    open_ = (Mail.sent_at.is_(None), Mail.cancelled_at.is_(None))
    oldest = sa.select(sa.func.min(Mail.not_before)).where(*open_, Mail.not_before <= now).scalar_subquery()
    mails = sa.select(sa.func.count()).select_from(Mail).where(*open_).scalar_subquery()
    waits = sa.select(sa.func.count()).select_from(Wait).scalar_subquery()
    waiting, due_since, turns = db.session.execute(sa.select(mails, oldest, waits)).one()
    due = db.session.get(Installation, DUE_AT)
    return {
        "mails_waiting": waiting,
        "mail_oldest_due_seconds": (now - due_since).total_seconds() if due_since else 0,
        "mail_held": float(bool(mail_held_since())),
        "waits_open": turns,
        "due_last_run_timestamp_seconds": datetime.fromisoformat(due.value).timestamp() if due else 0,
    }
