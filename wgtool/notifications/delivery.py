"""Sends what is due. Any number may run: each mail is claimed, sent, and marked; none is lost, none sent by two.

No transaction is open while a mail server is waited for. A crash between the server's word and ours (`_mark`) sends the
mail again after the claim ends, with the same Message-ID; so does a line that breaks before the server's word. After a
restore nothing leaves until whoever runs this says so.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from wgtool.config import Settings
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.installation import mail_held_since
from wgtool.kernel.outages import outage_of
from wgtool.kernel.writes import writing
from wgtool.notifications import turns
from wgtool.notifications.models import MOST_TRIES, Mail
from wgtool.notifications.sending import Connect, Outcome, Outgoing, handing_over

CLAIM = timedelta(minutes=5)
RUN = 120.0
"""Seconds after which a run begins no other mail, so that timers beside it are not held up by a slow server."""
PAUSES = (1.0, 5.0, 20.0)
"""Seconds between tries to write down that a mail was sent, while the database is busy or away."""


def deliver(
    settings: Settings, *, connect: Connect | None = None, stop: Callable[[], bool] = lambda: False
) -> tuple[int, int]:
    """Send all mails that are due; give how many were sent and how many failed for now. `stop` is asked between mails.

    Ends when the server is away, so that one mail waits longer for it and not all of them.
    """
    sent = failed = 0
    if mail_held_since():
        return 0, 0
    end, away = time.monotonic() + RUN, False
    while not (away or stop()) and time.monotonic() < end and (mail := _claim()) is not None:
        with handing_over(mail, settings, connect) as outcome:
            _surely_mark(mail, outcome)
        sent, failed, away = sent + (not outcome.error), failed + bool(outcome.error), outcome.away
    return sent, failed


def _due() -> sa.Select[Mail]:
    now = clock.now()
    free = sa.or_(Mail.claimed_until.is_(None), Mail.claimed_until <= now)
    open_ = (Mail.sent_at.is_(None), Mail.cancelled_at.is_(None), Mail.tries < MOST_TRIES)
    return sa.select(Mail).where(Mail.not_before <= now, free, *open_).order_by(Mail.not_before, Mail.id).limit(1)


def _claim() -> Outgoing | None:
    """Take the next mail that is due, for five minutes; cancel those whose turn is over."""
    while True:
        taken = None
        with writing():
            mail = db.session.scalars(_due().with_for_update(skip_locked=True)).first()
            over = mail is not None and not turns.still(mail)
            if mail is not None and over:
                mail.cancelled_at, mail.body = clock.now(), ""
            elif mail is not None:
                taken = _taken(mail)
        if not over:
            return taken


def _taken(mail: Mail) -> Outgoing:
    """Claim a mail. While it is claimed and has no error it is being sent."""
    mail.claimed_until, mail.tries, mail.error = clock.now() + CLAIM, mail.tries + 1, ""
    return Outgoing(mail.id, mail.address, mail.subject, mail.body, mail.made_at, mail.claimed_until,
                    mail.stop_url)  # fmt: skip


def _surely_mark(mail: Outgoing, outcome: Outcome) -> None:
    """Write the outcome down, and try again for a while where the database cannot take it: the mail has left."""
    for pause in PAUSES:
        try:
            return _mark(mail, outcome)
        except SQLAlchemyError as error:
            if outage_of(error) is None:
                raise
            time.sleep(pause)
    return _mark(mail, outcome)


def _mark(mail: Outgoing, outcome: Outcome) -> None:
    """Write down that a mail was sent, whoever has claimed it by now, or why not, if it is still ours."""
    with writing():
        row = db.session.get_one(Mail, mail.id, with_for_update=True)
        if not outcome.error:
            row.sent_at, row.body, row.error = clock.now(), "", ""
        elif row.claimed_until == mail.until:
            row.error, row.claimed_until = outcome.error, clock.now() + _backing_off(row.tries)


def _backing_off(tries: int) -> timedelta:
    """Give twice the time with each try: two minutes, at last a day."""
    return timedelta(minutes=min(2**tries, 24 * 60))
