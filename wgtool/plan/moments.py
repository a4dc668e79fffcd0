"""Days in addresses, and the moment up to which they mean the plan."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from wgtool.kernel import clock


def like_a_day(asked: str) -> bool:
    """Say whether somebody meant a day, be it one or not."""
    return re.fullmatch(r"[0-9]{4,6}-[0-9]{1,2}-[0-9]{1,2}", asked) is not None


def end_of(asked: str) -> datetime | None:
    """Give the last moment of a day written as 2026-05-01, or this moment if it is not over; None if it is no day."""
    try:
        day = date.fromisoformat(asked) if len(asked) == 10 else None
    except ValueError:
        return None
    if day is None or day.year < 1900 or day > clock.today():
        return None
    return min(datetime.combine(day + timedelta(days=1), time(0), UTC) - timedelta(microseconds=1), clock.now())
