"""Tallies: kept in the transaction of each change, so that a page counts nothing.

The activity is held while one of its sign-ups changes, so no two write its tallies at once.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from wgtool.kernel.db import db
from wgtool.kernel.writes import hold, writing
from wgtool.signups import queries
from wgtool.signups.models import SignUp


def recount(connection: sa.Connection, first: int = 0, last: int = queries.ALL) -> None:
    """Count the sign-ups of these activities anew, by their ids; of all, if none is named."""
    ends = {"first": first, "last": last}
    connection.execute(queries.UNCOUNT, ends)
    connection.execute(queries.COUNT, ends)


def one_more(signup: SignUp) -> None:
    """Count where a sign-up was added past the unit of work. One on a deliverable is counted nowhere."""
    if signup.item_id is not None:
        connection = db.session.connection()
        ends = {"first": signup.item_id, "last": signup.item_id}
        connection.execute(queries.count_more(connection.dialect.name), ends)


@sa.event.listens_for(SignUp, "after_insert")
@sa.event.listens_for(SignUp, "after_update")
def _changed(_mapper: Any, connection: sa.Connection, signup: SignUp) -> None:
    left = sa.inspect(signup).attrs.item_id.history.deleted  # where it stood before a merger
    for item in {signup.item_id, *left} - {None}:
        recount(connection, item, item)


def mend() -> int:
    """Count anew where a tally is not what it should be, as after a change by hand; give how many were."""
    wrong = queries.miscounted()
    db.session.rollback()
    for item in wrong:
        with writing():
            hold(queries.item_to_change(item))
            recount(db.session.connection(), item, item)
    return len(wrong)
