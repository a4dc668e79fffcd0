"""Thousands of action points that press: what timers ask does not grow with them."""

from __future__ import annotations

from datetime import timedelta

from tests.actions.helping import point
from tests.cast import Cast
from tests.groups import helping
from tests.support.statements import statements
from wgtool.actions import waiting
from wgtool.actions.models import Status
from wgtool.groups.models import Role
from wgtool.groups.models import Status as GroupStatus
from wgtool.kernel import clock, waits
from wgtool.kernel.db import db
from wgtool.kernel.writes import writing
from wgtool.notifications import reminders

KINDS = (
    {"due": -1},
    {"interval_days": 5, "heard_on": -20},
    {"status": Status.REPORTED_DONE},
    {},
    {"status": Status.CLOSED},
)
"""Overdue, silent for three intervals, to be checked, undated, over."""


def some(cast: Cast, first: int, group: int) -> None:
    """Make ten action points of five kinds, half of them in a group's work."""
    for n in range(10):
        days = {name: clock.today() + timedelta(days=v) if name != "interval_days" and isinstance(v, int) else v
                for name, v in KINDS[n % 5].items()}  # fmt: skip
        point(cast, n=first + n, group_id=group if n < 5 else None, **days)  # type: ignore[arg-type]


def asked(cast: Cast) -> tuple[int, int]:
    """Count what whose turn it is, and what reminders there are, ask of the database."""
    db.session.rollback()
    with statements(db.engine) as turns:
        waits.differing(clocked=False)
    with statements(db.engine) as steps:
        reminders.due()
    db.session.rollback()
    return len(turns), len(steps)


def test_what_timers_ask_does_not_grow(cast: Cast) -> None:
    _ = cast.hana, cast.sam
    group = helping.group(cast, status=GroupStatus.ACTIVE, people={"lena": Role.LEAD, "ines": Role.SAG_FOCAL}).id
    some(cast, 1, group)
    few = asked(cast)
    some(cast, 11, group)
    some(cast, 21, group)
    assert asked(cast) == few


def test_of_many_the_same_is_said_as_of_one(cast: Cast) -> None:
    _ = cast.hana, cast.sam
    group = helping.group(cast, status=GroupStatus.PAUSED, people={"lena": Role.LEAD}).id
    some(cast, 1, group)
    ids = range(1, 11)
    together = waiting.turns_of(ids)
    assert {id: together.get(id, []) for id in ids} == {id: list(waiting.turns(id)) for id in ids}
    assert any(together.values())
    with writing():
        waits.settle_all()
    assert waits.differing(clocked=False) == []
