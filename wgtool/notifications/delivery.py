"""Sends what is due. Any number may run: each mail is claimed, sent, and marked; none is lost, none sent by two.

A crash between sending and marking sends the mail again after the claim ends, with the same Message-ID.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime

import sqlalchemy as sa

from wgtool.config import Settings
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.waits import Wait
from wgtool.kernel.writes import writing
from wgtool.notifications.models import Mail

CLAIM = timedelta(minutes=5)
MOST_TRIES = 12
Sender = Callable[[], AbstractContextManager[smtplib.SMTP]]


def deliver(settings: Settings, *, connect: Sender | None = None) -> tuple[int, int]:
    """Send all mails that are due; give how many were sent and how many failed for now."""
    sent = failed = 0
    connect = connect or (lambda: _connect(settings))
    while (mail := _claim()) is not None:
        error = _send(mail, settings, connect)
        _mark(mail.id, error)
        sent, failed = (sent, failed + 1) if error else (sent + 1, failed)
    return sent, failed


def _due() -> sa.Select[Mail]:
    now = clock.now()
    free = sa.or_(Mail.claimed_until.is_(None), Mail.claimed_until <= now)
    open_ = (Mail.sent_at.is_(None), Mail.cancelled_at.is_(None), Mail.tries < MOST_TRIES)
    return sa.select(Mail).where(Mail.not_before <= now, free, *open_).order_by(Mail.not_before, Mail.id).limit(1)


def _claim() -> Mail | None:
    """Take the next mail that is due, for five minutes; cancel those whose turn is over."""
    while True:
        with writing():
            mail = db.session.scalars(_due().with_for_update(skip_locked=True)).first()
            over = mail is not None and mail.wait is not None and db.session.get(Wait, mail.wait) is None
            if mail is not None and over:
                mail.cancelled_at, mail.body = clock.now(), ""
            elif mail is not None:
                mail.claimed_until, mail.tries = clock.now() + CLAIM, mail.tries + 1
        if mail is None:
            return None
        if not over:
            return mail


def _send(mail: Mail, settings: Settings, connect: Sender) -> str:
    """Send one mail; give the error in words, or nothing."""
    try:
        with connect() as server:
            server.send_message(_message(mail, settings))
    except (OSError, smtplib.SMTPException) as error:
        return f"{type(error).__name__}: {error}"[:500]
    return ""


def _message(mail: Mail, settings: Settings) -> EmailMessage:
    message = EmailMessage()
    host = settings.mail_from.rpartition("@")[2]
    headers = {
        "From": settings.mail_from, "To": mail.address, "Subject": mail.subject, "Date": format_datetime(mail.made_at),
        "Message-ID": f"<mail-{mail.id}-{int(mail.made_at.timestamp())}@{host}>", "Auto-Submitted": "auto-generated",
    }  # fmt: skip
    for name, value in headers.items():
        message[name] = value
    message.set_content(mail.body)
    return message


def _mark(id: int, error: str) -> None:
    with writing():
        mail = db.session.get_one(Mail, id, with_for_update=True)
        mail.error = error
        if error:
            wait = timedelta(minutes=min(2**mail.tries, 24 * 60))
            mail.claimed_until = clock.now() + wait
        else:
            mail.sent_at, mail.body = clock.now(), ""


def _connect(settings: Settings) -> smtplib.SMTP:
    server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=30)
    if settings.smtp_starttls:
        server.starttls(context=ssl.create_default_context())  # without one, any certificate would do
    if settings.smtp_user:
        server.login(settings.smtp_user, settings.smtp_password)
    return server
