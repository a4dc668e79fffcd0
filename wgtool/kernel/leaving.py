"""How a list leaves: at the address of its page with .csv, .xlsx and .json, by the same permit, filters and sight.

A room says of each of its lists what a row holds, in `listing.py`; `leaves` makes the routes, and `kit.leaving` leads
to them from the page. tests/test_leaving.py holds that every list has them.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, request, url_for

from wgtool.kernel import clock, sheets
from wgtool.kernel.i18n import _, day, listed
from wgtool.kernel.lists import asked_for
from wgtool.kernel.sheets import Column, Sheet, Value
from wgtool.kernel.web import guard

NAMED = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON"}


def leaves(
    bp: Blueprint, path: str, of: str, permit: enum.StrEnum, sheet: Callable[..., Sheet],
    loader: Callable[..., Any] | None = None,
) -> None:  # fmt: skip
    """Let the list at `path`, a view called `of`, leave as `sheet` gives it, of what the loader loads."""
    for ending, answer in _ANSWERS.items():

        def view(*things: Any, answer: Callable[[Sheet], Response] = answer) -> Response:
            return answer(sheet(*things))

        bp.add_url_rule(f"{path}.{ending}", f"{of}_{ending}", guard(permit, loader)(view))


def addresses(endpoint: str, asked: Mapping[str, Any] | None = None) -> list[tuple[str, str]]:
    """Give the addresses at which the list of this page leaves as the page is narrowed, or another one as it is `asked`."""
    here: dict[str, Any] = {**(request.view_args or {}), **asked_for()} if asked is None else dict(asked)
    return [(name, url_for(f"{endpoint}_{ending}", **here)) for ending, name in NAMED.items()]


def table(
    title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]], *, name: str, what: str, row: str, page: str,
    more: Sequence[tuple[str, str]] = (), file: str = "", asked: Mapping[str, str] | None = None,
) -> Sheet:  # fmt: skip
    """Give a list as a table that says what it is, what a row is, by what it was narrowed and where its page is."""
    asked = asked_for() if asked is None else asked
    about = [
        (_("What this is"), what),
        (_("As of"), day(clock.today())),
        (_("Filters"), listed(f"{filter}: {value}" for filter, value in asked.items()) or _("none")),
        (_("Rows"), "{count}"),
        (_("What a row is"), row),
        *more,
        (_("Address"), page),
    ]
    facts = {"list": page, "as_of": clock.now().isoformat(timespec="seconds"), "filters": asked}
    return Sheet(title, columns, rows, about, name, facts, file or f"lc_{name.replace('_', '')}")


def _file(sheet: Sheet, ending: str) -> str:
    return f"{sheet.file}_{clock.today():%Y%m%d}.{ending}"


_ANSWERS: dict[str, Callable[[Sheet], Response]] = {
    "csv": lambda sheet: sheets.csv_answer(sheet, _file(sheet, "csv")),
    "xlsx": lambda sheet: sheets.xlsx_answer(sheet, _file(sheet, "xlsx"), about=_("Read me"), lists=_("Lists")),
    "json": sheets.json_answer,
}
