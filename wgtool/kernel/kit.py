"""The kit: every macro of `templates/_kit/` under one name, which templates and fragments know as `kit`.

A page-level `{% import %}` does not reach a fragment, and names that a template imports are not exported again; so the
macros live in several short templates, and `kit.field(...)` finds the one that has it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from flask import request
from jinja2 import Environment
from jinja2.runtime import Macro

from wgtool.kernel import leaving
from wgtool.kernel.i18n import Tongue
from wgtool.kernel.lists import PER_PAGE, filters_set
from wgtool.kernel.refs import apart, whole

PARTS = ("marks", "head", "forms", "fields", "boxes", "lists", "talk", "plan", "slip", "steps")
KEPT = ("icon", "st")
"""Marks: few, and shown again and again. What they are made of decides all they say."""


class Kit:
    """The macros of the parts as attributes, telling their texts in one tongue."""

    def __init__(self, env: Environment, tongue: Tongue) -> None:
        shared = {"kit": self, **words(tongue)}
        for part in reversed(PARTS):  # the first part that has a name gives it
            module = env.get_template(f"_kit/{part}.html").make_module(shared)
            self.__dict__.update({name: macro for name, macro in vars(module).items() if not name.startswith("_")})
        for name in KEPT:
            self.__dict__[name] = _kept(self.__dict__[name])
        self.__dict__["timeline"] = _kept_stories(self.__dict__["timeline"])

    def __getattr__(self, name: str) -> Any:
        """Say what is missing."""
        raise AttributeError(f"the kit has no part called {name}")


def _kept(macro: Macro) -> Callable[..., Any]:
    """Give a macro that remembers what it made; of escaped words something else than of the same unescaped."""

    @lru_cache(maxsize=256, typed=True)
    def made(_root: str, *args: Any) -> Any:
        return macro(*args)

    return lambda *args, **named: macro(*args, **named) if named else made(request.root_path, *args)


class Entry(NamedTuple):
    """What a story shows of a line, in plain words."""

    when: datetime
    sentence: str
    by: str
    why: str


def _kept_stories(timeline: Macro) -> Callable[..., Any]:
    """Give the macro of a story, which remembers those of a page's length: equal lines are told in equal words."""

    def told(lines: Sequence[Any], nothing: str | None = None) -> Any:
        if not 0 < len(lines) <= PER_PAGE:
            return timeline(lines, nothing)
        return _story(timeline, tuple(Entry(line.when, line.sentence, line.by, line.why) for line in lines))

    return told


@lru_cache(maxsize=128)
def _story(timeline: Macro, entries: tuple[Entry, ...]) -> Any:
    return timeline(entries)


def words(tongue: Tongue) -> dict[str, Any]:
    """Give the functions by which templates tell texts, dates, countries and numbers."""
    return {
        "_": tongue.markup, "gettext": tongue.markup, "ngettext": tongue.counted_markup,
        "day": tongue.day, "month": tongue.month, "moment": tongue.moment, "country": tongue.country,
        "countries": tongue.countries, "comma": tongue.language.comma, "whole": whole, "apart": apart, "filters_set": filters_set,
        "leaving_at": leaving.addresses,
    }  # fmt: skip


def told_in(env: Environment, tongue: Tongue) -> dict[str, Any]:
    """Give the kit in a tongue, and its words: made once, or each time while templates reload."""
    return _told_in.__wrapped__(env, tongue) if env.auto_reload else _told_in(env, tongue)


@lru_cache(maxsize=256)
def _told_in(env: Environment, tongue: Tongue) -> dict[str, Any]:
    return {"kit": Kit(env, tongue), "locale": tongue.language.locale, **words(tongue)}
