"""The table of action points says the same to everybody who may see its rows: it is made once for the rows it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup

from wgtool.actions import rules, words
from wgtool.kernel import clock
from wgtool.kernel.addresses import each
from wgtool.kernel.pieces import Pieces


class Known:
    """What the template of the table knows beside its values."""

    words = words

    @staticmethod
    def url() -> Callable[[object], str]:
        """Give the function for the address of an action point."""
        return each("actions.detail", "number")


ROWS = Pieces("actions/_rows.html", most=64, known=Known)


def rows_of(rows: Iterable[Any]) -> Markup:
    """Give the table of some action points, as they press today."""
    today = clock.today()
    return ROWS(tuple(
        (x.number, x.deliverable, x.priority, x.owner, x.country, x.due, x.status, tuple(rules.flags_of(x, today)))
        for x in rows
    ))  # fmt: skip
