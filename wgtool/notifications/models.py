"""The outbox."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from wgtool.kernel.db import Base, Thing

MOST_TRIES = 12


class Mail(Thing):
    """A finished mail. `key` keeps it from being written twice; `wait` names the turn it tells, if it does.

    `beside` names the other turns, where it tells several. A mail of turns that are over when it falls due is cancelled
    instead of sent, and of several it tells those that are left. `stop_url` is where one click stops mails of its kind.
    """

    __tablename__ = "mail"
    key: Mapped[str] = mapped_column(sa.String(160), unique=True)
    address: Mapped[str] = mapped_column(sa.String(200))
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    event: Mapped[str] = mapped_column(sa.String(80))
    wait: Mapped[int | None]
    beside: Mapped[list[int] | None] = mapped_column(sa.JSON(none_as_null=True))
    about_kind: Mapped[str] = mapped_column(sa.String(40), default="")
    about_id: Mapped[int | None]
    subject: Mapped[str] = mapped_column(sa.String(250))
    body: Mapped[str]
    stop_url: Mapped[str] = mapped_column(sa.String(400), default="", server_default="")
    made_at: Mapped[datetime]
    not_before: Mapped[datetime] = mapped_column(index=True)
    claimed_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    __table_args__ = (sa.Index("ix_mail_about", "about_kind", "about_id"),)

    @property
    def waiting(self) -> bool:
        """Say whether it is still to be sent."""
        return self.sent_at is None and self.cancelled_at is None

    def leaving(self, now: datetime) -> bool:
        """Say whether somebody is sending it at this moment: it is claimed, and nothing came of it yet."""
        return self.claimed_until is not None and self.claimed_until > now and not self.error


class Reminder(Base):
    """A step of reminding one reader of one thing, which was written into the outbox: each step once."""

    __tablename__ = "reminder"
    kind: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    thing: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    reader: Mapped[str] = mapped_column(sa.String(210), primary_key=True)
    made_at: Mapped[datetime]


class NoReminders(Base):
    """A reader who wants no reminders, by one click in a mail."""

    __tablename__ = "no_reminders"
    reader: Mapped[str] = mapped_column(sa.String(210), primary_key=True)
    since: Mapped[datetime]
