"""Whose turn it is with each membership."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa

from wgtool.groups import queries, rules
from wgtool.groups.models import Membership, Role, Standing, Status
from wgtool.groups.waiting.groups import sighted
from wgtool.groups.waiting.sentences import ACCEPT, ADMIT, TAKE_OVER
from wgtool.kernel import waits
from wgtool.kernel.db import db
from wgtool.kernel.i18n import _l
from wgtool.kernel.sight import Sight
from wgtool.kernel.waits import Act, Turn, Wait

PUBLIC_INVITES = frozenset({Role.LEAD, Role.SECRETARIAT})


def _step(label: Any, path: str) -> Callable[[Wait], Act]:
    """Give the button that takes a step on a membership."""
    return lambda line: Act(label, f"/groups/{line.params['code']}/members/{line.thing}/{path}")


def membership_turns(id: int) -> Iterable[Turn]:
    """Say whose turn it is with a membership: who was invited, who answers a request, who takes over."""
    row = queries.membership_by_id(id)
    if row is None or row.group.over or rules.hidden(row.group) or row.until is not None:
        return
    inside: dict[str, Any] = {"params": {"code": row.group.code}, "sight": Sight.GROUP, "audience": str(row.group.ref)}
    about = f"person:{row.person_id}" if row.person_id else None
    if row.standing == Standing.ASKED:
        yield Turn(f"lead:group:{row.group_id}", ADMIT, also=about, **inside)
    elif row.standing == Standing.INVITED and not _handed(row):
        wide = row.group.status == Status.PROPOSED and row.role in PUBLIC_INVITES
        holder = f"self:person:{row.person_id}" if row.person_id else f"invited:membership:{row.id}"
        told: dict[str, Any] = sighted(row.group) if wide else {**inside, "also": about}
        yield Turn(holder, ACCEPT[row.role], **told)
    elif row.standing == Standing.IN and row.handed_to:
        to = next((m for m in row.group.memberships if m.id == row.handed_to), None)
        if to is not None:
            yield Turn(f"self:person:{to.person_id or 0}", TAKE_OVER, also=f"person:{to.person_id or 0}", **inside)


def _handed(row: Membership) -> bool:
    return any(m.handed_to == row.id for m in row.group.memberships)


def _waiting() -> Iterable[int]:
    waiting = sa.or_(Membership.standing.in_((Standing.INVITED, Standing.ASKED)), Membership.handed_to.is_not(None))
    return db.session.scalars(sa.select(Membership.id).where(waiting, Membership.until.is_(None)))


def _url(line: Wait) -> str:
    return f"/groups/{line.params['code']}/members/{line.thing}"


def register() -> None:
    """Have the turns of memberships kept."""
    waits.waits_for("membership", turns=membership_turns, waiting=_waiting, url=_url)
    for key in ACCEPT.values():
        waits.one_step(key, _step(_l("Accept"), "accept"))
    waits.one_step(ADMIT, _step(_l("Let them in"), "admit"))
    waits.one_step(TAKE_OVER, _step(_l("Take it over"), "take-over"))
