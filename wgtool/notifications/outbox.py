"""Writes mails into the outbox, in the transaction of the change they tell of."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from wgtool.kernel import clock
from wgtool.kernel.db import Ref, db
from wgtool.notifications.letters import Letter, Reader, address_of, body
from wgtool.notifications.models import Mail

TAKE_BACK = timedelta(minutes=10)


def post(letter: Letter, reader: Reader, *, key: str, event: str, at_once: bool = False, about: Ref | None = None,
         wait: int | None = None) -> None:  # fmt: skip
    """Put a letter to one reader into the outbox, once for each `key`.

    It waits ten minutes, in which what it tells can be taken back, unless it must leave `at_once`. Who wants no mail
    gets only what was asked for or guards an account.
    """
    if letter.stop and not reader.wants:
        return
    if db.session.scalar(sa.select(Mail.id).where(Mail.key == key)) is not None:
        return
    now = clock.now()
    mail = Mail(
        key=key, address=reader.address, person_id=reader.person, event=event, wait=wait, subject=_plain(letter.subject),
        about_kind=about.kind if about else "", about_id=about.id if about else None, body=body(letter, reader),
        stop_url=address_of(letter.one_click) if letter.one_click else "", made_at=now, not_before=now if at_once else now + TAKE_BACK,
    )  # fmt: skip
    db.session.add(mail)
    db.session.flush()


def cancel(about: Ref, *, since: datetime) -> None:
    """Cancel the mails about a thing, written since `since`, that have not left."""
    unsent = (Mail.sent_at.is_(None), Mail.cancelled_at.is_(None), Mail.made_at >= since)
    these = (Mail.about_kind == about.kind, Mail.about_id == about.id, *unsent)
    db.session.execute(sa.update(Mail).where(*these).values(cancelled_at=clock.now(), body=""))


def _plain(subject: str) -> str:
    """Give a subject of one line, so that nobody's text adds a header."""
    return " ".join(subject.split())[:200]
