"""Mailed links are made, used once, and swept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from wgtool.accounts import queries, rules, tokens
from wgtool.accounts.models import Link, Purpose
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold

LASTS = {
    Purpose.JOIN: timedelta(days=7),
    Purpose.RESET: timedelta(hours=2),
    Purpose.EMAIL: timedelta(days=2),
    Purpose.INVITATION: timedelta(days=30),
    Purpose.FIRST_ADMIN: timedelta(days=1),
}
SWEPT = timedelta(days=30)


def make(
    purpose: Purpose, *, person: int | None = None, subject: int | None = None, facts: dict[str, Any] | None = None
) -> str:
    """Keep the digest of a fresh secret and give the secret, which nobody can find again."""
    token, now = tokens.new(), clock.now()
    db.session.add(
        Link(digest=tokens.digest(token), purpose=purpose, person_id=person, subject=subject, facts=facts or {},
             made_at=now, ends_at=now + LASTS[purpose])
    )  # fmt: skip
    return token


def drop(clause: sa.ColumnElement[bool]) -> None:
    """Make unused links dead, as when a newer one replaces them."""
    db.session.execute(sa.delete(Link).where(clause))


def use(link: Link) -> tuple[Link, dict[str, Any]]:
    """Use a link up; give it and what it kept, which is blanked. Raises Refused if somebody was faster."""
    link = hold(queries.link_to_change(link.digest))
    if rules.standing(link) != rules.Standing.OPEN:
        raise Refused(_("This link was used or has ended. Open it again to see what to do."))
    facts, link.facts, link.used_at = link.facts, {}, clock.now()
    return link, facts


def sweep() -> int:
    """Forget links that ended or were used a month ago; give how many."""
    long_ago = clock.now() - SWEPT
    deleted = db.session.execute(sa.delete(Link).where(sa.or_(Link.ends_at < long_ago, Link.used_at < long_ago)))
    return int(getattr(deleted, "rowcount", 0))


def own_sight(person: int, organisation: int | None = None) -> dict[str, Any]:
    """Give the sight of a line about a person: theirs, the support team's, and their organisation's if it is named."""
    also = f"confirmed:organisation:{organisation}" if organisation else None
    return {"sight": Sight.GROUP, "audience": f"person:{person}", "also": also}
