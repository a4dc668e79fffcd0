"""Lists are shown by fifty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from flask import request, url_for
from sqlalchemy.orm.interfaces import LoaderOption

from wgtool.kernel.db import Base, db, rows

T = TypeVar("T")
PER_PAGE, BATCH = 50, 500
LISTS = 32
"""For so many ways in which a list is looked through a statement is kept."""


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows of a longer list, and where the others are: at this address, or `at` another, with the list's place."""

    rows: Sequence[T]
    number: int
    total: int
    per_page: int = PER_PAGE
    at: str = ""

    @property
    def pages(self) -> int:
        """Give the number of pages, at least one."""
        return max(1, -(-self.total // self.per_page))

    @property
    def first(self) -> int:
        """Give the number of the first row shown, 0 if none."""
        return (self.number - 1) * self.per_page + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """Give the number of the last row shown."""
        return self.first + len(self.rows) - 1 if self.rows else 0

    @property
    def prev_url(self) -> str | None:
        """Give the address of the page before."""
        return self._url(self.number - 1) if self.number > 1 else None

    @property
    def next_url(self) -> str | None:
        """Give the address of the page after."""
        return self._url(self.number + 1) if self.number < self.pages else None

    def _url(self, number: int) -> str:
        if self.at:
            path, _, place = self.at.partition("#")
            return f"{path}{'&' if '?' in path else '?'}page={number}#{place}"
        return url_for(request.endpoint or "", **{**(request.view_args or {}), **asked_for()}, page=number)


def paged(select: sa.Select[Any], number: int, *load: LoaderOption) -> Page[Any]:
    """Run a select for one page of its things, with what the options load beside them, and count them all."""
    total = counted(select)
    rows = db.session.scalars(_cut(select, number, total).options(*load)).unique().all()
    return Page(rows, _within(number, total), total)


def paged_values(select: sa.Select[*tuple[Any, ...]], number: int) -> Page[Any]:
    """Run a select of columns for one page of its rows, and count them all: one statement."""
    count = select.order_by(None).with_only_columns(sa.func.count(), maintain_column_froms=True).correlate(None)
    return paged_totals(select.add_columns(count.scalar_subquery().label("total")), number)


def paged_totals(
    select: sa.Select[*tuple[Any, ...]], number: int, values: Mapping[str, Any] | None = None, *, at: str = ""
) -> Page[Any]:
    """Run a select whose rows tell their `total` themselves, for one page: one statement, two past the last page."""
    found = rows(_from(select, max(1, number)), values)
    if not found and number > 1:
        last = rows(select.limit(1), values)
        number = _within(number, last[0].total if last else 0)
        found = rows(_from(select, number), values)
    total = found[0].total if found else 0
    return Page(found, _within(number, total), total, at=at)


def counted(select: sa.Select[*tuple[Any, ...]]) -> int:
    """Count the rows of a select."""
    return db.session.scalar(select.order_by(None).with_only_columns(sa.func.count(), maintain_column_froms=True)) or 0


def total(of: type[Base], *asked: sa.ColumnElement[bool]) -> sa.Label[int]:
    """Give the column that tells how many things are asked for, on whatever page: for `paged_totals`."""
    return sa.select(sa.func.count()).select_from(of).where(*asked).scalar_subquery().label("total")


def _within(number: int, total: int) -> int:
    return max(1, min(number, -(-total // PER_PAGE) or 1))


def _cut(select: sa.Select[*tuple[Any, ...]], number: int, total: int) -> sa.Select[*tuple[Any, ...]]:
    return _from(select, _within(number, total))


@lru_cache(maxsize=2 * LISTS)
def _from(select: sa.Select[*tuple[Any, ...]], number: int) -> sa.Select[*tuple[Any, ...]]:
    return select.limit(PER_PAGE).offset((number - 1) * PER_PAGE)


def page_asked() -> int:
    """Give the page number in the address, 1 if it is none; no list is as long as a million pages."""
    return min(max(1, request.args.get("page", 1, type=int) or 1), 1_000_000)


def batches(select: sa.Select[*tuple[Any, ...]], values: Mapping[str, Any] | None = None) -> Iterator[Sequence[Any]]:
    """Give all rows of a select, some hundred at a time: a list of any length leaves in little memory."""
    yield from db.session.execute(select, values, execution_options={"yield_per": BATCH}).partitions()


def all_of(select: sa.Select[*tuple[Any, ...]], values: Mapping[str, Any] | None = None) -> Iterator[Any]:
    """Give the same one by one."""
    for some in batches(select, values):
        yield from some


def asked_for() -> dict[str, str]:
    """Give the filters that the address sets, as it sets them."""
    return {name: value for name, value in request.args.items() if value and name != "page"}


def filters_set(fields: str) -> int:
    """Count the filters of a form that the address sets: their fields have ids that are `f-` and their name."""
    return sum(1 for name, value in request.args.items() if value and f' id="f-{name}"' in fields)
