"""Writes mails into the outbox, in the transaction of the change they tell of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from wgtool.kernel import clock
from wgtool.kernel.db import Ref, db, directly
from wgtool.kernel.dialects import insert_of
from wgtool.notifications.letters import Letter, Reader, address_of, body
from wgtool.notifications.models import Mail

TAKE_BACK = timedelta(minutes=10)
LONGEST = 200
TABLE: Any = Mail.__table__


def post(letter: Letter, reader: Reader, *, key: str, event: str, at_once: bool = False, about: Ref | None = None,
         wait: int | None = None) -> None:  # fmt: skip
    """Put a letter to one reader into the outbox, once for each `key`."""
    post_all([(letter, reader, key)], event=event, at_once=at_once, about=about, wait=wait)


def post_all(letters: Iterable[tuple[Letter, Reader, str]], *, event: str, at_once: bool = False,
             about: Ref | None = None, wait: int | None = None, beside: list[int] | None = None) -> None:  # fmt: skip
    """Put letters that tell the same into the outbox, each to its reader and once for its key: one statement.

    It waits ten minutes, in which what it tells can be taken back, unless it must leave `at_once`. Who wants no mail
    gets only what was asked for or guards an account.
    """
    now = clock.now()
    same = {
        "event": event, "wait": wait, "beside": beside, "about_kind": about.kind if about else "", "about_id": about.id if about else None,
        "made_at": now, "not_before": now if at_once else now + TAKE_BACK,
    }  # fmt: skip
    mails = [
        {"key": key, "address": reader.address, "person_id": reader.person, "subject": _plain(letter.subject),
         "body": body(letter, reader), "stop_url": address_of(letter.one_click) if letter.one_click else "", **same}
        for letter, reader, key in letters if reader.wants or not letter.stop
    ]  # fmt: skip
    if mails:
        directly(_unless_there(db.session.connection().dialect.name), mails if len(mails) > 1 else mails[0])


def reword(mail: Mail, letter: Letter, reader: Reader) -> None:
    """Have a mail that has not left say something else."""
    mail.subject, mail.body = _plain(letter.subject), body(letter, reader)


@cache
def _unless_there(engine: str) -> sa.Insert:
    """Insert mails whose keys are new."""
    return insert_of(engine)(TABLE).on_conflict_do_nothing(index_elements=["key"])


def cancel(about: Ref, *, since: datetime, events: Collection[str] = ()) -> bool:
    """Cancel the mails about a thing, written since `since`, that have not left; of these facts alone, if any are named.

    Say whether there were any.
    """
    unsent = (Mail.sent_at.is_(None), Mail.cancelled_at.is_(None), Mail.made_at >= since)
    these = [Mail.about_kind == about.kind, Mail.about_id == about.id, *unsent]
    these += [Mail.event.in_(events)] if events else []
    gone = sa.update(Mail).where(*these).values(cancelled_at=clock.now(), body="").returning(Mail.id)
    return bool(db.session.scalars(gone).all())


def _plain(subject: str) -> str:
    """Give a subject of one line, so that nobody's text adds a header; one that is cut says so."""
    plain = " ".join(subject.split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 2]} …"
