"""The kept tallies are what counting comes to, after every change, and are mended if somebody changed rows by hand."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from tests import factories
from tests.cast import Cast
from tests.signups.conftest import OPEN
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.writes import writing
from wgtool.signups import operations, queries
from wgtool.signups.models import SignUp, Status, Tally
from wgtool.timers import recount


def kept() -> list[tuple[object, ...]]:
    db.session.rollback()
    rows = db.session.execute(sa.select(Tally.country, Tally.confirmed, Tally.offered, Tally.led, Tally.vacated))
    return sorted(tuple(row) for row in rows)


@pytest.mark.parametrize("status", Status)
def test_each_way_a_sign_up_may_stand_is_tallied(plan: None, cast: Cast, status: Status) -> None:
    signup = factories.signup(OPEN, cast.rivermark, "lead", status="offered", confirmed_at=clock.now())
    assert kept() == [("", 0, 1, 0, 0)]
    with writing():
        db.session.get_one(SignUp, signup.id).status = status
    assert queries.miscounted() == []
    taken, left = status == Status.CONFIRMED, status in {Status.WITHDRAWN, Status.LAPSED}
    assert kept() == [("", taken, status == Status.OFFERED, taken, left)]


def test_what_only_some_may_see_is_not_tallied(plan: None, cast: Cast) -> None:
    factories.signup(OPEN, cast.rivermark, status="offered", sight="group")
    assert kept() == []
    assert queries.miscounted() == []


def test_a_role_left_and_taken_again_is_no_gap(plan: None, cast: Cast) -> None:
    factories.signup(OPEN, cast.rivermark, "co-lead", status="withdrawn", confirmed_at=clock.now())
    factories.signup(OPEN, cast.rivermark, "co-lead")
    factories.signup(OPEN, cast.rivermark, country="TD")
    assert kept() == [("", 1, 0, 0, 0), ("TD", 1, 0, 0, 0)]


def test_what_was_changed_by_hand_is_mended_once_a_day(plan: None, cast: Cast) -> None:
    factories.signup(OPEN, cast.rivermark)
    with writing():
        db.session.execute(sa.update(Tally).values(confirmed=7))
    assert queries.miscounted() == [factories.item(OPEN).id]
    db.session.rollback()
    assert (recount(), recount(), kept()) == (1, 0, [("", 1, 0, 0, 0)])


def test_all_are_counted_anew_at_once(plan: None, cast: Cast) -> None:
    factories.signup(OPEN, cast.rivermark)
    with writing():
        db.session.execute(sa.delete(Tally))
        operations.recount(db.session.connection())
    assert (kept(), queries.miscounted()) == ([("", 1, 0, 0, 0)], [])


def test_an_offer_is_tallied_beside_others_in_few_statements(plan: None, cast: Cast, statements) -> None:  # type: ignore[no-untyped-def]
    url, omar = f"/plan/2022/{OPEN}/sign-up", cast.omar
    omar.post(url, {"role": "contributor"})
    with statements() as asked:
        omar.post(url, {"role": "lead", "once": "a-form"})
    assert (kept(), queries.miscounted()) == ([("", 1, 1, 0, 0)], [])
    assert len(asked) <= 18, asked
