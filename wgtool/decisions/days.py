"""Working days and closing times: in the zone of the procedure, never on its weekend. Knows no table."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Weekend = frozenset[int]
CLOSES = time(17)
"""The hour at which a silence procedure closes unless another is chosen: when the working day ends."""


def works(day: date, weekend: Weekend) -> bool:
    """Say whether people work on a day."""
    return day.isoweekday() not in weekend


def next_working(day: date, weekend: Weekend) -> date:
    """Give the day itself if people work on it, else the first after it. A week without any is refused by its data."""
    return next(one for one in (day + timedelta(days=n) for n in range(8)) if works(one, weekend))


def after_working(day: date, count: int, weekend: Weekend) -> date:
    """Give the day that is `count` working days after a day."""
    for _ in range(count):
        day = next_working(day + timedelta(days=1), weekend)
    return day


def at(day: date, hour: time, zone: str) -> datetime:
    """Give the moment a clock in `zone` shows, in UTC; an hour that a change of clocks skips is the one after it."""
    return datetime.combine(day, hour, ZoneInfo(zone)).astimezone(UTC)


def notice(moment: datetime, count: int, zone: str, weekend: Weekend) -> datetime:
    """Give the end of a notice of `count` working days: the same hour, in the zone of the procedure."""
    local = moment.astimezone(ZoneInfo(zone))
    return at(after_working(local.date(), count, weekend), local.time(), zone)


def off_weekend(moment: datetime, zone: str, weekend: Weekend) -> datetime:
    """Give the moment itself, or the same hour of the next working day if it falls on a weekend."""
    local = moment.astimezone(ZoneInfo(zone))
    return moment if works(local.date(), weekend) else at(next_working(local.date(), weekend), local.time(), zone)


def closing(moment: datetime, days: int, zone: str, weekend: Weekend) -> datetime:
    """Give the end of a working day: the one `days` days from now, or the first working day after it."""
    day = moment.astimezone(ZoneInfo(zone)).date() + timedelta(days=days)
    return at(next_working(day, weekend), CLOSES, zone)
