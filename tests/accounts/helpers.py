"""What several tests of accounts do."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from tests.cast import Cast, Someone
from tests.factories import PASSWORD
from wgtool.accounts import events, queries
from wgtool.accounts.models import Belonging, Person
from wgtool.history import queries as history
from wgtool.kernel.db import Ref, db

NEW = {"email": "Nadia@example.org", "name": "Nadia Rahal", "organisation": "", "new_name": "Harbour Aid",
       "new_type": "ingo", "new_country": "IQ", "language": "en", "zone": "Asia/Baghdad", "shown": "y"}  # fmt: skip


def fresh() -> None:
    """Forget what this test has loaded, so that it reads what requests have written."""
    db.session.rollback()
    db.session.expire_all()


def person(email: str) -> Person | None:
    fresh()
    return queries.by_email(email)


def belonging_of(id: int) -> Belonging:
    fresh()
    return db.session.scalars(
        sa.select(Belonging).where(Belonging.person_id == id).order_by(Belonging.id.desc()).limit(1)
    ).one()


def told(cast: Cast, ref: Ref) -> list[str]:
    """Give the events on a timeline, oldest first, as the support team sees them."""
    return [line.event.split(".")[1] for line in reversed(history.timeline(ref, seen_by=cast.sam.actor))]


def join(guest: Someone, mailed: Sequence[events.LinkMade], **changes: str) -> str:
    """Ask to join; give the secret that came by mail."""
    assert guest.post("/join", {**NEW, **changes}).status_code == 303
    return mailed[-1].link


def joined(guest: Someone, mailed: Sequence[events.LinkMade], **changes: str) -> Person:
    """Join and use the link; give the person."""
    token = join(guest, mailed, **changes)
    assert guest.post(f"/link/{token}", {"password": PASSWORD}).status_code == 303
    found = person(mailed[-1].email)
    assert found is not None
    return found


def csrf_of(someone: Someone) -> None:
    """Put the test's CSRF secret back into a session that a sign-in has emptied."""
    with someone.client.session_transaction() as cookie:
        cookie["csrf_token"] = "raw"
