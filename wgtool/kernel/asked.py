"""What several parts of one page ask: asked once a page. A request that writes asks each time."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import ParamSpec, TypeVar

from flask import has_request_context, request

P = ParamSpec("P")
T = TypeVar("T")
PLACE = "wgtool.answers"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""What reads and cannot write."""


def once_a_page(function: Callable[P, T]) -> Callable[P, T]:
    """Have a query answer the same question of one page from what it found before; its arguments are the question."""

    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        if not has_request_context() or request.method not in SAFE:
            return function(*args, **kwargs)
        question: Hashable = (function, args, tuple(kwargs.items()))
        answers: dict[Hashable, T] = request.environ.setdefault(PLACE, {})
        if question not in answers:
            answers[question] = function(*args, **kwargs)
        return answers[question]

    return asked
