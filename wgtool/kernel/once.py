"""A form sent twice is done once.

Every form carries a random token. The guard looks it up before anything is loaded; entering `writing()` inserts it, so
that of two sendings at the same moment the second waits and gets the first one's answer.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import has_request_context, request
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from wgtool.kernel import clock
from wgtool.kernel.actors import actor
from wgtool.kernel.db import Base, db
from wgtool.kernel.refusals import Again, Refused

FIELD = "once"
KEPT = timedelta(days=30)
UNSIGNED = {"csrf_token", FIELD}


class Once(Base):
    """A form's token, who sent it where, and where it led."""

    __tablename__ = "once"
    token: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    person: Mapped[int | None]
    route: Mapped[str] = mapped_column(sa.String(120))
    digest: Mapped[str] = mapped_column(sa.String(64))
    location: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


def token() -> str:
    """Give a fresh token for a form."""
    return secrets.token_urlsafe(16)


def digest() -> str:
    """Give the digest of what was sent, without the tokens."""
    pairs = sorted((k, v) for k, v in request.form.items(multi=True) if k not in UNSIGNED)
    return hashlib.sha256(repr((request.path, pairs)).encode()).hexdigest()


def _sent() -> str:
    return request.form.get(FIELD, "")[:64] if has_request_context() else ""


def check() -> None:
    """Raise Again if this very form was done, Refused if its token was used for another content."""
    if sent := _sent():
        _answer(db.session.get(Once, sent))


def _answer(row: Once | None) -> None:
    if row is None:
        return
    if row.digest == digest() and row.person == actor().person and row.location:
        raise Again(row.location)
    raise Refused("This form was sent before with other words. Yours are below; open the page afresh to send them.")


def claim() -> None:
    """Insert the token of this request, so that a second sending waits for the first. Called by `writing()`."""
    if sent := _sent():
        values = {"token": sent, "person": actor().person, "route": request.endpoint or "", "digest": digest()}
        db.session.execute(sa.insert(Once).values(**values, location="", at=clock.now()))


def keep(location: str) -> None:
    """Write down where the form led. Called by `writing()` before the commit."""
    if sent := _sent():
        db.session.execute(sa.update(Once).where(Once.token == sent).values(location=location))


def lost_the_race(error: IntegrityError) -> bool:
    """Say whether the error is the second insert of a token."""
    text = str(error.orig)
    return "pk_once" in text or "once.token" in text


def replay() -> None:
    """After a lost race: answer with what the first sending did."""
    check()


def sweep() -> int:
    """Forget tokens older than thirty days; give how many."""
    deleted = db.session.execute(sa.delete(Once).where(Once.at < clock.now() - KEPT))
    return int(getattr(deleted, "rowcount", 0))
