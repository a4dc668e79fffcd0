"""Timers that run late, twice, at once or with a clock that jumps: each closing, lapse and mail happens exactly once."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from tests import factories
from tests.cast import Cast
from tests.journeys.story import Story
from tests.support.agreement import begin, disagreements
from tests.support.crowd import Timer, Together
from wgtool import timers
from wgtool.decisions.models import QuestionStatus
from wgtool.history.models import Line
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.notifications.models import Mail

MONTH, HOUR = timedelta(days=31), timedelta(hours=1)
NUMBERS = ("1.1.1.1", "1.1.1.2", "1.1.2.1", "1.1.2.2")
DUE = "wgtool.timers:do_due"


def told() -> Counter[str]:
    db.session.rollback()
    return Counter(db.session.scalars(sa.select(Line.event)))


def mails() -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(Mail)) or 0


def ending(cast: Cast) -> None:
    """Have four sign-ups whose last day is tomorrow."""
    factories.plan()
    for number in NUMBERS:
        factories.signup(number, cast.rivermark, ends_on=clock.today() + timedelta(days=1))
    timers.do_due()


@pytest.fixture
def open_question(cast: Cast) -> Story:
    story = Story(cast).to_review()
    story.answer("NGO 1")
    story.answer("UN")
    return story


@pytest.mark.parametrize("late", [timedelta(minutes=1), MONTH])
def test_a_closing_is_done_once_however_late(open_question: Story, late: timedelta) -> None:
    closes = open_question.question.closes_at
    assert closes
    before = begin()
    for moment in (closes - HOUR, closes + late, closes + late + MONTH, closes - HOUR, closes + late):
        with clock.at(moment):
            timers.do_due()
    assert open_question.question.status == QuestionStatus.CARRIED
    assert told()["decisions.Carried"] == told()["groups.Activated"] == 1
    with clock.at(closes + late):
        assert disagreements(before) == []


def test_a_clock_that_went_back_undoes_nothing(open_question: Story) -> None:
    closes = open_question.question.closes_at
    assert closes
    with clock.at(closes + HOUR):
        timers.do_due()
    after = (told(), mails())
    with clock.at(closes - HOUR):
        timers.do_due()
        timers.do_due()
        assert open_question.cast.guest.get(open_question.decision).status_code == 200
    assert (told(), mails()) == after


def test_lapses_are_done_once_by_two_timers_a_month_late(world: Flask, cast: Cast, together: Together) -> None:
    ending(cast)
    late = clock.now() + MONTH
    heard = together(*[[Timer(DUE, at=late), Timer(DUE, at=late)]] * 2)
    assert not [one.text for line in heard for one in line if "raised" in one.text]
    assert told()["signups.Lapsed"] == len(NUMBERS)
    assert {s.status for s in factories.signups()} == {"lapsed"}


def test_one_thing_that_breaks_holds_up_nothing_else(world: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    ending(cast)

    def breaks() -> list[int]:
        raise ValueError("a question nobody thought of")

    monkeypatch.setattr("wgtool.decisions.operations.conclude_due", breaks)
    with clock.at(clock.now() + MONTH), pytest.raises(ValueError, match="nobody thought of"):
        timers.do_due()
    assert told()["signups.Lapsed"] == len(NUMBERS)


def test_a_month_ahead_and_back_forms_are_still_done_once(cast: Cast) -> None:
    """What a jump takes with it is named: tokens of forms are forgotten, the rules still refuse the second."""
    factories.plan()
    form = {"role": "contributor", "offers": "Ten trucks", "once": "the-token"}
    assert cast.omar.post("/plan/2022/1.1.1.1/sign-up", form).status_code == 303
    with clock.at(clock.now() + MONTH):
        timers.do_due()
    assert cast.omar.post("/plan/2022/1.1.1.1/sign-up", form).status_code in {303, 409}
    assert len(factories.signups()) == 1
