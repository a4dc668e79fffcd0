"""Records as pages read them: what a mapped class says of its row, over plain values that no session knows.

To load an entity with three others beside it costs several times what it costs to ask for their columns. A page needs
the rules and properties of the class, and nothing of the unit of work: so it reads. One statement of columns, and things
of the same classes come of it. They cannot be changed, and what was not read is not there: asking for it is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from wgtool.kernel.db import columns

T = TypeVar("T")


class Reading(Generic[T]):
    """How a class is read: its columns, or its id and `only` some, and what is read `beside` it along relations to one."""

    def __init__(self, model: type[T], only: str = "", **beside: Reading[Any]) -> None:
        self._model, self._only, self._beside = model, only.split(), tuple(beside.items())

    def select(self) -> sa.Select[Any]:
        """Select what is read; the caller says of which row, and may add columns at the end."""
        return self.added_to(sa.select())

    def added_to(self, select: sa.Select[Any]) -> sa.Select[Any]:
        """Have a select that joins the class read it, too, behind what it reads."""
        return self._joined(select.add_columns(*self._columns(self._model)), self._model)

    def first(self, select: sa.Select[Any], values: Mapping[str, Any]) -> T | None:
        """Give the thing of a select, or None if there is none."""
        row = columns(select, values).first()
        return None if row is None else self.of(row)

    def of(self, row: sa.Row[Any]) -> T:
        """Give the thing of a row."""
        thing, _end = self.taken(row, 0)
        assert thing is not None
        return thing

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        """Name the columns, the id first; not before the rooms are there, since this joins all classes."""
        keys = self._only or [each.key for each in sa.inspect(self._model).column_attrs]
        return "id", *(key for key in keys if key != "id")

    def _columns(self, at: Any) -> list[Any]:
        return [getattr(at, key) for key in self._keys]

    def _joined(self, wanted: sa.Select[Any], here: Any) -> sa.Select[Any]:
        """Join what is beside, in the order in which it is taken."""
        for name, reading in self._beside:
            there = aliased(reading._model)
            wanted = wanted.outerjoin(getattr(here, name).of_type(there)).add_columns(*reading._columns(there))
            wanted = reading._joined(wanted, there)
        return wanted

    def taken(self, row: sa.Row[Any], start: int) -> tuple[T | None, int]:
        """Take the thing whose columns begin at `start` with what is beside it; say where the next begins."""
        end = start + len(self._keys)
        thing = None if row[start] is None else told(self._model, zip(self._keys, row[start:end], strict=True))
        for name, reading in self._beside:
            beside, end = reading.taken(row, end)
            if thing is not None:
                thing.__dict__[name] = beside
        return thing, end


def told(model: type[T], values: Iterable[tuple[str, Any]]) -> T:
    """Give a thing of a class that says these values, and no others."""
    thing = model.__new__(model)
    thing.__dict__.update(values)
    return thing


def beside(thing: T, **others: Any) -> T:
    """Put beside a thing that was read what was read by itself; give the thing."""
    thing.__dict__.update(others)
    return thing
