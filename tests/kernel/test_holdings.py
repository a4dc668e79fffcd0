"""What hangs on a holder: what is passed by, since it is said not to be there, is not there."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.support.statements import statements
from wgtool.groups.models import Group
from wgtool.kernel import holdings
from wgtool.kernel.db import Ref, db
from wgtool.kernel.slots import THING


@pytest.mark.one_engine
def test_what_is_said_not_to_be_there_is_not_there(madeup: Flask) -> None:
    """Of every group of the made-up world, each kind of what it may hold; and of nearly every kind some group has some."""
    seen, had = set[str](), set[str]()
    for group in db.session.scalars(sa.select(Group.id)).all():
        for keeper in holdings._of(Ref(Group.kind, group)):
            if (some := keeper.some()) is not None:
                there, found = db.session.scalar(sa.select(some), {THING.key: group}), [*keeper.open(group)]
                assert there or not found, (keeper.kind, group)
                seen.add(keeper.kind)
                had |= {keeper.kind} if found else set()
    assert len(seen) == 7
    assert len(had) >= 4, had


@pytest.mark.one_engine
def test_a_group_that_holds_nothing_is_asked_little(madeup: Flask) -> None:
    """One statement for all that few have, and one each for what most have."""
    empty = next(id for id in db.session.scalars(sa.select(Group.id)).all() if not holdings.open(Ref(Group.kind, id)))
    with statements(db.engine) as asked:
        assert holdings.open(Ref(Group.kind, empty)) == []
    assert len(asked) <= 3, asked
