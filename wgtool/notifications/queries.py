"""Every SELECT of notifications."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from wgtool.accounts.models import Person
from wgtool.kernel import clock
from wgtool.kernel.actors import wearing
from wgtool.kernel.db import columns, db
from wgtool.kernel.lists import Page, paged
from wgtool.notifications.letters import Reader
from wgtool.notifications.models import Mail, NoReminders

REACHED = (
    sa.select(Person.email, Person.language, Person.id, Person.name, Person.zone, Person.mails)
    .where(Person.email.is_not(None), Person.forgotten_at.is_(None))
    .order_by(Person.id)
)
READERS = REACHED.where(Person.id.in_(sa.bindparam("ids", expanding=True)))


def readers(people: Iterable[int]) -> Sequence[Reader]:
    """Give people as readers of mail, those who can be reached."""
    asked = sorted(set(people))
    return [_reader(row) for row in columns(READERS, {"ids": asked})] if asked else []


def wearers(holder: str, *, but: int | None = None) -> Sequence[Reader]:
    """Give who wears a hat as readers of mail, those who can be reached, without one of them: one statement."""
    select = _wearers(holder)
    rows = columns(select) if select is not None else ()
    return [_reader(row) for row in rows if row.id != but]


def asked_about(holder: str, email: str, *, but: int | None = None) -> Sequence[Reader]:
    """Give who is asked about an action point: who wears the hat, without one of them; a contact without account stands
    for them.
    """
    if email and not holder.startswith("self:"):
        return [Reader(email)]
    return wearers(holder, but=but)


@lru_cache(maxsize=1024)
def _wearers(holder: str) -> sa.Select[*tuple[Any, ...]] | None:
    worn = wearing(holder)
    return None if worn is None else REACHED.where(Person.id.in_(worn))


def _reader(row: sa.Row[*tuple[Any, ...]]) -> Reader:
    return Reader(row.email or "", row.language, row.id, row.name, row.zone, row.mails)


def undelivered(number: int) -> Page[Mail]:
    """Give the mails that were tried and did not leave, newest first; also where the sending was cut off."""
    cut_off = sa.and_(Mail.tries > 0, Mail.claimed_until <= clock.now())
    stuck = (Mail.sent_at.is_(None), Mail.cancelled_at.is_(None), sa.or_(Mail.error != "", cut_off))
    return paged(sa.select(Mail).where(*stuck).order_by(Mail.id.desc()), number)


def latest(number: int) -> Page[Mail]:
    """Give all mails, newest first; for the demonstration."""
    return paged(sa.select(Mail).order_by(Mail.id.desc()), number)


def waiting_count() -> int:
    """Count the mails that have not left."""
    open_ = (Mail.sent_at.is_(None), Mail.cancelled_at.is_(None))
    return db.session.scalar(sa.select(sa.func.count()).select_from(Mail).where(*open_)) or 0


def to_change(id: int) -> sa.Select[Mail]:
    """Select a mail to change."""
    return sa.select(Mail).where(Mail.id == id)


def by_id(id: int) -> Mail | None:
    """Give a mail."""
    return db.session.get(Mail, id)


def no_reminders(reader: str) -> bool:
    """Say whether a reader stopped reminders."""
    return db.session.get(NoReminders, reader) is not None
