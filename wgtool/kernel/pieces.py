"""Pieces of pages that say the same to every reader of a language: made once a process for the values they show.

A piece is a pure function of values: equal ones make the same piece, so none is ever stale, in any process. What
depends on who reads or on the hour has no place in one, and what depends on the zone only in one that is `zoned`. Its
template knows `kit`, the texts, what is `known` and `value`.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from flask import current_app, request
from jinja2 import Environment
from markupsafe import Markup

from wgtool.kernel import kit
from wgtool.kernel.i18n import reading_as, tongue

ZONED = frozenset({"moment"})


class Pieces:
    """What one template makes of values, for so many values and languages, and zones if it is `zoned`, at `most`."""

    def __init__(self, template: str, *, most: int, zoned: bool = False, **known: Any) -> None:
        self._template, self._zoned, self._known = template, zoned, known
        self._kept = lru_cache(maxsize=most)(self._make)

    def __call__(self, *value: Hashable) -> Markup:
        """Give the piece of these values in the reader's language, with days by the reader's zone if it is zoned."""
        env, reader = current_app.jinja_env, tongue()
        make = self._make if env.auto_reload else self._kept
        return make(env, request.root_path, reader.language.code, reader.zone if self._zoned else "UTC", value)

    def _make(self, env: Environment, _root: str, language: str, zone: str, value: tuple[Any, ...]) -> Markup:
        """Render it; addresses begin where the application stands, so that is told apart, too."""
        with reading_as(language, zone):
            words = {name: told for name, told in kit.told_in(env, tongue()).items() if name not in ZONED}
            return Markup(env.get_template(self._template).render(**words, **self._known, value=value))
