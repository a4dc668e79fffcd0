"""Working days, notices and closing times, in every zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wgtool.decisions import days
from wgtool.kernel.weekends import USUAL, weekend

ZONES = ("UTC", "Asia/Baghdad", "America/New_York", "Pacific/Auckland", "Asia/Kathmandu", "Africa/Casablanca")
WEEKENDS = st.sampled_from([weekend(c) for c in ((), ("IQ",), ("IR",), ("AF",), ("IQ", "CH"), ("AF", "IN", "EG"))])
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))


@given(MOMENTS, st.integers(0, 30), st.sampled_from(ZONES), WEEKENDS)
def test_no_closing_time_falls_on_a_weekend(moment: datetime, count: int, zone: str, rests: frozenset[int]) -> None:
    for closes in (days.closing(moment, count, zone, rests), days.off_weekend(moment, zone, rests)):
        assert closes.astimezone(ZoneInfo(zone)).isoweekday() not in rests
    assert moment <= days.off_weekend(moment, zone, rests) < moment + timedelta(days=7)
    assert days.off_weekend(moment, zone, frozenset()) == moment


@given(MOMENTS, st.integers(0, 30), st.sampled_from(ZONES), WEEKENDS)
def test_a_notice_is_that_many_working_days(moment: datetime, count: int, zone: str, rests: frozenset[int]) -> None:
    began, ends = (one.astimezone(ZoneInfo(zone)).date() for one in (moment, days.notice(moment, count, zone, rests)))
    between = [began + timedelta(days=n) for n in range(1, (ends - began).days + 1)]
    assert sum(days.works(day, rests) for day in between) == count
    assert count == 0 or days.works(ends, rests)


@given(MOMENTS, st.integers(0, 12), st.sampled_from(ZONES), WEEKENDS)
def test_a_longer_notice_never_ends_earlier(moment: datetime, count: int, zone: str, rests: frozenset[int]) -> None:
    assert days.notice(moment, count, zone, rests) <= days.notice(moment, count + 1, zone, rests)


@pytest.mark.parametrize(("countries", "rests"), [
    ((), USUAL), (("CH",), USUAL), (("IQ",), {5, 6}), (("IQ", "CH"), {5, 6, 7}), (("IR",), {5}), (("AF",), {4, 5}),
])  # fmt: skip
def test_weekends_are_data(countries: tuple[str, ...], rests: set[int]) -> None:
    assert weekend(countries) == rests


def test_an_hour_that_is_skipped_is_the_one_after() -> None:
    spring = date(2026, 3, 29)  # clocks go from 2 to 3
    assert days.at(spring, time(2, 30), "Europe/Zurich") == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert days.at(spring, time(17), "Europe/Zurich") == datetime(2026, 3, 29, 15, tzinfo=UTC)
