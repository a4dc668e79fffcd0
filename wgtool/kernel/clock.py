"""The one place that asks what time it is, so that tests can say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_fixed: datetime | None = None


def now() -> datetime:
    """Give the time, aware, in UTC, to the microsecond."""
    return _fixed or datetime.now(UTC)


def today(zone: str = "UTC") -> date:
    """Give the date in `zone`, an IANA name."""
    return now().astimezone(ZoneInfo(zone)).date()


def day_ends(zone: str = "UTC") -> datetime:
    """Give the moment at which today ends in `zone`."""
    return datetime.combine(today(zone) + timedelta(days=1), time(), ZoneInfo(zone))


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Hold the clock at `moment` (aware) for tests and for building the demonstration's past."""
    global _fixed
    before, _fixed = _fixed, moment.astimezone(UTC)
    try:
        yield
    finally:
        _fixed = before


def moment(timestamp: float) -> datetime:
    """Give an aware time for seconds since 1970."""
    return datetime.fromtimestamp(timestamp, UTC)
