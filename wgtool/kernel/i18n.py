"""Texts people read, in their language: `_` now, `_l` when it is shown, both typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import babel.dates
import flask_babel
from babel import Locale
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from wgtool.kernel.actors import actor

__all__ = ["_", "_l", "day", "moment", "moment_in", "ngettext", "reading_as"]
_zone: ContextVar[str | None] = ContextVar("zone", default=None)


def _(text: str, **values: Any) -> str:
    """Give the text in the reader's language, with `%(name)s` filled in."""
    return str(flask_babel.gettext(text, **values))


def day(value: date | datetime | None) -> str:
    """Give a date as `22 Nov 2026`, in the reader's language; a time by the reader's zone."""
    if value is None:
        return ""
    shown = value.astimezone(_reader_zone()).date() if isinstance(value, datetime) else value
    return babel.dates.format_date(shown, "d MMM y", locale=_locale())


def moment(value: datetime | None) -> str:
    """Give a time as `22 Nov 2026, 09:40 UTC`, in the reader's language and zone, which is named."""
    if value is None:
        return ""
    return babel.dates.format_datetime(value.astimezone(_reader_zone()), "d MMM y, HH:mm z", locale=_locale())


def moment_in(value: datetime | None, zone: str) -> str:
    """Give a time as `moment` does, in the reader's language but in a given zone."""
    if value is None:
        return ""
    return babel.dates.format_datetime(value.astimezone(ZoneInfo(zone)), "d MMM y, HH:mm z", locale=_locale())


def _locale() -> Locale:
    return flask_babel.get_locale() or Locale("en")


def _reader_zone() -> ZoneInfo:
    return ZoneInfo(_zone.get() or actor().zone)


@contextmanager
def reading_as(language: str, zone: str) -> Iterator[None]:
    """Tell texts and times inside the block as a person elsewhere reads them, as in a mail to them."""
    token = _zone.set(zone)
    try:
        with flask_babel.force_locale(language):
            yield
    finally:
        _zone.reset(token)
