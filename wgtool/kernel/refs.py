"""Numbers that people quote: `SAG-2026-014`. Never reused."""

from __future__ import annotations

import re
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup, escape
from sqlalchemy.orm import Mapped, mapped_column

from wgtool.kernel.db import Base, db
from wgtool.kernel.dialects import insert_of

QUOTED = re.compile(r"<[^>]*>|(?<![\w-])[A-Z]{2,5}-\d{4}-\d{2,}(?:/[A-Z]\d+)?")
"""A number within a sentence; a tag is passed over, with what stands in its attributes."""


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


def whole(sentence: Any) -> Markup:
    """Keep the numbers within a sentence on one line; what is copied is the number itself."""
    words = escape(sentence)
    return Markup(QUOTED.sub(_kept_whole, words)) if "-" in words else words  # it was escaped


def apart(words: Any) -> Markup:
    """Set a person's words apart within a sentence of ours, which may run the other way."""
    return Markup(f"<bdi>{escape(words)}</bdi>")  # it was escaped


def _kept_whole(found: re.Match[str]) -> str:
    number = found[0]
    return number if number.startswith("<") else f'<span class="nw">{number}</span>'
