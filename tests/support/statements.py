"""Count what an engine is asked."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUSEKEEPING = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA", "SET ", "SHOW ")


class Statements(list[str]):
    """The statements asked, in order, without those that only keep house."""

    def __str__(self) -> str:
        numbered = (f"  {n}. {' '.join(statement.split())}" for n, statement in enumerate(self, 1))
        return f"{len(self)} statements:\n" + "\n".join(numbered)


@contextmanager
def statements(engine: sa.Engine, *, at_most: int | None = None) -> Iterator[Statements]:
    """Note every statement inside the block; with `at_most`, fail at its end and list them when there are more."""
    seen = Statements()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.lstrip().upper().startswith(HOUSEKEEPING):
            seen.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)
    assert at_most is None or len(seen) <= at_most, f"at most {at_most} were allowed, but there were {seen}"
