"""Numbers that people quote: `SAG-2026-014`. Never reused."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from wgtool.kernel.db import Base, db
from wgtool.kernel.dialects import insert_of


class Series(Base):
    """The last number given in a series and year."""

    __tablename__ = "series"
    name: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


def next_number(name: str, year: int, *, digits: int = 3) -> str:
    """Take the next number of a series within the current write transaction, as `NAME-YEAR-NNN`."""
    counted = insert_of(db.engine.dialect.name)(Series).values(name=name, year=year, last=1)
    taken = counted.on_conflict_do_update(index_elements=["name", "year"], set_={"last": Series.last + 1})
    last = db.session.scalar(taken.returning(Series.last))
    return f"{name}-{year}-{last:0{digits}d}"
