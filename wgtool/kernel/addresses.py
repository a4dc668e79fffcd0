"""Addresses of pages: the router is asked once for each, not once a row or a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast
from urllib.parse import quote

import flask
from flask import has_request_context, request
from werkzeug.routing import Rule

_PLACE = "9876543210"  # a number, so that it may stand for a name and for an id
_SIMPLE = {str, int}
_PLAIN = "!$&'()*+,/:;=@"

Builder = Callable[..., tuple[str, str]]
"""What makes a route's host and path of the values in its address."""


class Route(Rule):
    """A route that learns to give its address when it is first asked for one.

    The router compiles two functions for each of three hundred routes, a tenth of the start; a process needs few of
    them. Should it name that work otherwise one day, it does it at the start again and nothing else changes.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        return _AT_FIRST[append_unknown]


def _at_first(kept: str, append_unknown: bool) -> Builder:
    """Give what compiles a route's function when it is first called, and has the route keep it as `kept`."""

    def build(route: Route, /, **values: Any) -> tuple[str, str]:
        made = Rule._compile_builder(route, append_unknown).__get__(route)
        setattr(route, kept, made)
        return cast("tuple[str, str]", made(**values))

    return build


_AT_FIRST = {False: _at_first("_build", append_unknown=False), True: _at_first("_build_unknown", append_unknown=True)}


def url_for(endpoint: str, **values: Any) -> str:
    """Give the address of a page, as Flask does; one that was asked for before is remembered.

    It depends on nothing but the values and where the application stands, as long as it names no host.
    """
    if "_external" in values or not has_request_context() or not _SIMPLE.issuperset(map(type, values.values())):
        return flask.url_for(endpoint, **values)
    return _known(flask.current_app.url_map, request.root_path, endpoint, tuple(values.items()))


@lru_cache(maxsize=4096)
def _known(_routes: object, _root: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
    return flask.url_for(endpoint, **dict(values))


def each(endpoint: str, of: str, **known: Any) -> Callable[[object], str]:
    """Give the function from the part `of` an address to the whole, the other parts being `known`."""
    known[of] = _PLACE
    before, _, after = url_for(endpoint, **known).rpartition(_PLACE)
    return lambda part: f"{before}{_quoted(part)}{after}"


@lru_cache(maxsize=8192)
def _quoted(part: object) -> str:
    return quote(str(part), safe=_PLAIN)
