"""Texts people read, in their language: `_` now, `_l` when it is shown, both typed.

A `Tongue` tells texts, dates and countries in one language and zone. Each is made once a process, and a request finds
its own once: a page of the plan asks it a thousand times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import babel.dates
from babel import Locale
from babel.support import NullTranslations, Translations
from flask import current_app, g, has_app_context
from markupsafe import Markup, escape

__all__ = ["Tongue", "_", "_l", "day", "moment", "moment_in", "ngettext", "reading_as", "told_by", "tongue"]
_FOLDER = Path(__file__).parent.parent / "translations"
_PLACE = "tongue of the reader"
_forced: ContextVar[Tongue | None] = ContextVar("forced", default=None)


class _Texts(dict[str, Markup]):
    """The texts of a catalogue as templates print them."""

    def __init__(self, catalogue: NullTranslations) -> None:
        self._catalogue = catalogue

    def __missing__(self, text: str) -> Markup:
        told = self[text] = Markup(self._catalogue.gettext(text))
        return told


class Language:
    """What depends on the language alone."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.locale = Locale.parse(code)
        self.catalogue = Translations.load(str(_FOLDER), [code])
        self.texts = _Texts(self.catalogue)

    @cached_property
    def countries(self) -> dict[str, str]:
        """Give the names of countries by their codes; they come from CLDR, through Babel."""
        return {str(code): str(name) for code, name in self.locale.territories.items()}

    @cached_property
    def comma(self) -> str:
        """Give what stands between the things of a list in a line."""
        return f"{self.catalogue.gettext(',')} "

    @cached_property
    def semicolon(self) -> str:
        """Give what stands between them where they have commas of their own."""
        return f"{self.catalogue.gettext(';')} "


@lru_cache
def _language(code: str) -> Language:
    return Language(code)


@lru_cache(maxsize=8192)
def _day(value: date, code: str) -> str:
    return babel.dates.format_date(value, "d MMM y", locale=_language(code).locale)


@lru_cache(maxsize=8192)
def _countries(codes: str, code: str) -> Markup:
    language = _language(code)
    return Markup(escape(language.comma.join(sorted(language.countries.get(one, one) for one in codes.split()))))


@lru_cache(maxsize=2048)
def _month(value: date, code: str) -> str:
    return babel.dates.format_date(value, "MMM y", locale=_language(code).locale)


@lru_cache(maxsize=8192)
def _moment(value: datetime, zone: str, code: str) -> str:
    shown = value.astimezone(ZoneInfo(zone))
    language = _language(code)
    return babel.dates.format_datetime(shown, f"d MMM y'{language.comma}'HH:mm z", locale=language.locale)


class Tongue:
    """A language and a zone, as pages and mails tell things in them."""

    def __init__(self, language: str, zone: str) -> None:
        self.language = _language(language)
        self.zone = zone
        self._zone = ZoneInfo(zone)
        self._texts = self.language.texts

    def plain(self, text: str, /, **values: Any) -> str:
        """Give a text with `%(name)s` filled in, as code uses it."""
        told = str(self.language.catalogue.gettext(text))
        return told % values if values else told

    def markup(self, text: str, /, **values: Any) -> Markup:
        """Give a text as templates print it: what is filled in is escaped."""
        told = self._texts[text]
        return told % values if values else told

    def counted(self, one: str, many: str, num: int, /, **values: Any) -> str:
        """Give the text for a number, as code uses it."""
        return str(self.language.catalogue.ngettext(one, many, num)) % {"num": num, **values}

    def counted_markup(self, one: str, many: str, num: int, /, **values: Any) -> Markup:
        """Give the text for a number, as templates print it."""
        return Markup(self.language.catalogue.ngettext(one, many, num)) % {"num": num, **values}

    def day(self, value: date | datetime | None) -> str:
        """Give a date as `22 Nov 2026`; of a time, the date in the reader's zone."""
        if value is None:
            return ""
        return _day(value.astimezone(self._zone).date() if isinstance(value, datetime) else value, self.language.code)

    def month(self, value: date) -> str:
        """Give the month of a date as `Nov 2026`."""
        return _month(value, self.language.code)

    def moment(self, value: datetime | None) -> str:
        """Give a time as `22 Nov 2026, 09:40 UTC`, in the reader's zone, which is named."""
        if value is None:
            return ""
        return _moment(value.replace(second=0, microsecond=0), self.zone, self.language.code)

    def country(self, code: str) -> str:
        """Give the name of a country by its code; the code itself if it is not known."""
        return self.language.countries.get(code, code)

    def countries(self, codes: str) -> Markup:
        """Give the names of countries by their codes, with spaces between: sorted, in one line."""
        return _countries(codes, self.language.code)


@lru_cache(maxsize=256)
def _tongue(language: str, zone: str) -> Tongue:
    return Tongue(language, zone)


def told_by(app: Any, choose: Callable[[], tuple[str, str]]) -> None:
    """Have `choose` say the language and zone of whoever an application speaks to."""
    app.extensions[_PLACE] = choose


def tongue() -> Tongue:
    """Give the language and zone of who reads now: of the mail being written, else of the request."""
    return _forced.get() or _of_request()


def _of_request() -> Tongue:
    if not has_app_context():
        return _tongue("en", "UTC")
    try:
        found: Tongue = g.tongue
    except AttributeError:
        found = g.tongue = _tongue(*current_app.extensions[_PLACE]())
    return found


@contextmanager
def reading_as(language: str, zone: str | None = None) -> Iterator[None]:
    """Tell texts and times inside the block as a person elsewhere reads them, as in a mail to them."""
    token = _forced.set(_tongue(language, zone or tongue().zone))
    try:
        yield
    finally:
        _forced.reset(token)


def _(text: str, /, **values: Any) -> str:
    """Give the text in the reader's language, with `%(name)s` filled in."""
    return tongue().plain(text, **values)


class Later:
    """A text that is told when it is shown, in the language of who reads it then."""

    def __init__(self, text: str, values: dict[str, Any]) -> None:
        self._text, self._values = text, values

    def __str__(self) -> str:
        return tongue().plain(self._text, **self._values)

    __html__ = __str__

    def __repr__(self) -> str:
        return f"_l({self._text!r})"

    def __mod__(self, values: Any) -> str:
        return str(str(self) % values)

    def __add__(self, other: Any) -> str:
        return f"{self}{other}"

    def __radd__(self, other: Any) -> str:
        return f"{other}{self}"

    def __len__(self) -> int:
        return len(str(self))

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other)

    def __lt__(self, other: object) -> bool:
        return str(self) < str(other)

    def __hash__(self) -> int:
        return hash(self._text)


def _l(text: str, /, **values: Any) -> Any:
    """Give the text to be told later, in the language of who reads it then."""
    return Later(text, values)


def ngettext(one: str, many: str, num: int, /, **values: Any) -> str:
    """Give the text for a number in the reader's language, with `%(num)s` and `%(name)s` filled in."""
    return tongue().counted(one, many, num, **values)


def listed(parts: Iterable[object], *, long: bool = False) -> str:
    """Give the things of a list in a line, as the reader's language parts them; `long` ones have commas of their own."""
    language = tongue().language
    return (language.semicolon if long else language.comma).join(map(str, parts))


def day(value: date | datetime | None) -> str:
    """Give a date as `22 Nov 2026`, in the reader's language; a time by the reader's zone."""
    return tongue().day(value)


def moment(value: datetime | None) -> str:
    """Give a time as `22 Nov 2026, 09:40 UTC`, in the reader's language and zone, which is named."""
    return tongue().moment(value)


def moment_in(value: datetime | None, zone: str) -> str:
    """Give a time as `moment` does, in the reader's language but in a given zone."""
    return _tongue(tongue().language.code, zone).moment(value)
