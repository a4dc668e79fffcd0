"""The one way out of a read-only GET: a short second transaction for "last seen" and the log of restricted reads."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from wgtool.kernel.db import writer


def mark(statement: sa.Executable) -> bool:
    """Run one statement in a transaction of its own; say whether it worked. A failure is no matter to the reader."""
    try:
        with writer() as connection:
            connection.execute(statement)
    except SQLAlchemyError:
        return False
    return True
