"""Facts about this one installation: whether its world is made up, whether a restore holds its mail."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from wgtool.kernel.db import Base, db
from wgtool.kernel.dialects import insert_of

HELD = "mail_held"
DUE_AT = "due_at"
SETTLED_AT = "settled_at"
RECOUNTED_ON = "recounted_on"
REMINDED_AT = "reminded_at"
SWEPT_ON = "swept_on"


class Installation(Base):
    """A named value of this installation."""

    __tablename__ = "installation"
    name: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    value: Mapped[str]


def is_demo() -> bool:
    """Say whether `wgtool demo` made this database; doors and the page of mails exist only there."""
    row = db.session.get(Installation, "demo")
    return row is not None and row.value == "1"


def mark_demo() -> None:
    """Write down that this database is a demonstration."""
    db.session.merge(Installation(name="demo", value="1"))


def mail_held_since() -> str:
    """Give the time of the backup this was restored from, while nobody has let its mail go; else nothing."""
    return noted(HELD)


def noted(name: str) -> str:
    """Give a named value, or nothing."""
    return db.session.scalar(sa.select(Installation.value).where(Installation.name == name)) or ""


def note(name: str, value: str) -> None:
    """Keep a named value; of two who keep it for the first time at once, the second writes over."""
    kept = insert_of(db.engine.dialect.name)(Installation).values(name=name, value=value)
    db.session.execute(kept.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
