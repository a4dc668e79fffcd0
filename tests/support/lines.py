"""Whether each change has its line of history: what was written is compared with what was told of it.

A `Watch` knows every row. `look()` reads again the tables that statements have written since, and gives in sentences what
does not agree: a record that changed without a line about it, a line about what did not change, a fact told twice.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Self

import sqlalchemy as sa

from tests.support.records import NOT_TOLD, Change, Rows, World, about, kinds, under
from wgtool.kernel.db import Ref, db

WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
LINES = """SELECT l.id, l.event, l.kind, l.thing, l.facts, p.kind, p.thing FROM history_line l
 LEFT JOIN history_place p ON p.line_id = l.id WHERE l.id > """


@dataclass
class Told:
    """A line of history, with the timelines it stands on."""

    event: str
    about: Ref
    part: str
    places: set[Ref] = field(default_factory=set)


def _told(rows: Iterable[Any]) -> dict[int, Told]:
    lines: dict[int, Told] = {}
    for id, event, kind, thing, facts, *place in rows:
        said = json.loads(facts) if isinstance(facts, str) else facts
        line = lines.setdefault(id, Told(event, Ref(kind, thing), said.get("field", "")))
        line.places.add(Ref(*place))
    return lines


class Watch:
    """All rows as they were last seen."""

    def __init__(self) -> None:
        self.kinds, self.written = kinds(), set[str]()
        self.tables = {t.name: t for t in db.metadata.sorted_tables if t.name not in NOT_TOLD}
        self.engine = db.engine
        sa.event.listen(self.engine, "before_cursor_execute", self._note)
        with self.engine.connect() as connection:
            self.world: World = {name: self._read(connection, name) for name in self.tables}
            self.last = connection.exec_driver_sql("SELECT max(id) FROM history_line").scalar() or 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        sa.event.remove(self.engine, "before_cursor_execute", self._note)

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if found := WRITES.match(statement):
            self.written.add(found[1])

    def _read(self, connection: sa.Connection, name: str) -> Rows:
        keys = [column.name for column in self.tables[name].primary_key]
        found = connection.exec_driver_sql(
            f"SELECT * FROM {name}"
        ).mappings()  # as the driver gives it: quick, and only compared
        return {tuple(row[key] for key in keys): dict(row) for row in found}

    def look(self) -> list[str]:
        """Read what was written since the last look; say what of it history does not tell, or tells wrongly."""
        written, self.written = self.written & self.tables.keys(), set()
        old, first = {name: self.world[name] for name in written}, self.last
        with self.engine.connect() as connection:
            self.world |= {name: self._read(connection, name) for name in written}
            told = _told(connection.exec_driver_sql(f"{LINES}{first}"))
        self.last, lines = max([first, *told]), list(told.values())
        self.changes, self.lines = list(self._changes(old)), lines
        return [*self._untold(lines), *self._idle(lines), *self._twice(lines)]

    def _changes(self, old: World) -> Iterator[Change]:
        for name, before in old.items():
            now = self.world[name]
            for key in before.keys() | now.keys():
                change = Change(name, before.get(key), now.get(key))
                if change.columns:
                    yield change

    def _about(self, change: Change) -> list[Ref]:
        return about(change, self.world, self.kinds[change.table])

    def _untold(self, lines: list[Told]) -> Iterator[str]:
        subjects, places = {line.about for line in lines}, {ref for line in lines for ref in line.places}
        for change in self.changes:
            of = self._about(change)
            if not (places & {*of, *under(change, self.world)} if change.follows else subjects & set(of)):
                yield f"{change.table} changed untold: {change.columns} of {change.row}"

    def _idle(self, lines: list[Told]) -> Iterator[str]:
        changed = {ref for change in self.changes for ref in (*self._about(change), *under(change, self.world))}
        yield from (
            f"{line.event} is told of {line.about}, which did not change" for line in lines if line.about not in changed
        )

    @staticmethod
    def _twice(lines: list[Told]) -> Iterator[str]:
        facts = Counter((line.event, line.about, line.part) for line in lines)
        yield from (
            f"{event} is told {times} times of {about}" for (event, about, _part), times in facts.items() if times > 1
        )
