"""A form sent twice is done once.

Every form carries a random token. The guard looks it up before anything is loaded; entering `writing()` inserts it, so
that of two sendings at the same moment the second waits and gets the first one's answer.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import current_app, g, has_request_context, request
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import FileStorage

from wgtool.kernel import clock
from wgtool.kernel.actors import actor
from wgtool.kernel.db import Base, columns, db, directly
from wgtool.kernel.i18n import _
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


TABLE: Any = Once.__table__
CLAIM = sa.insert(TABLE)
ASKED = sa.select(TABLE).where(TABLE.c.token == sa.bindparam("given"))
KEEP = sa.update(TABLE).where(TABLE.c.token == sa.bindparam("given")).values(location=sa.bindparam("location"))


def token() -> str:
    """Give a fresh token for a form."""
    same: str = g.get("same_token", "")
    return same or secrets.token_urlsafe(16)


def same_again() -> None:
    """Have the next form of this request carry the token that was sent: nobody knows what became of it."""
    g.same_token = sent()


def digest() -> str:
    """Give the digest of what was sent, without the tokens; keyed, since a password may be among it.

    It is made once a request, before the view reads a file that was sent, and closes it.
    """
    if "digest" not in g:
        g.digest = _digest()
    found: str = g.digest
    return found


def _digest() -> str:
    pairs = sorted((k, v) for k, v in request.form.items(multi=True) if k not in UNSIGNED)
    files = sorted((k, f.filename or "", _content(f)) for k, f in request.files.items(multi=True))
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, repr((request.path, pairs, files)).encode(), hashlib.sha256).hexdigest()


def _content(file: FileStorage) -> str:
    found = hashlib.file_digest(file.stream, "sha256").hexdigest()  # type: ignore[arg-type]
    file.stream.seek(0)
    return found


def sent() -> str:
    """Give the token that came with this request, if one did."""
    return request.form.get(FIELD, "")[:64].replace("\x00", "") if has_request_context() else ""


def check() -> None:
    """Raise Again if this very form was done, Refused if its token was used for another content."""
    if given := sent():
        digest()
        _answer(columns(ASKED, {"given": given}).first())


def _answer(row: sa.Row[Any] | None) -> None:
    if row is None:
        return
    its_sender = row.person is None or row.person == actor().person  # a guest's form may have signed them in
    if its_sender and row.location and hmac.compare_digest(row.digest, digest()):
        raise Again(row.location)
    raise Refused(_("This form was sent before with other words. Nothing was changed by this second one."))


def claim() -> None:
    """Insert the token of this request, so that a second sending waits for the first. Called by `writing()`."""
    if given := sent():
        values = {"token": given, "person": actor().person, "route": request.endpoint or "", "digest": digest()}
        directly(CLAIM, {**values, "location": "", "at": clock.now()})


def keep(location: str) -> None:
    """Write down where the form led. Called by `writing()` before the commit."""
    if given := sent():
        directly(KEEP, {"given": given, "location": location})


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
