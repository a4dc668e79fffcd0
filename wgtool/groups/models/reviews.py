"""Which reviews have been announced, so that none is announced twice."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from wgtool.kernel.db import Base


class ReviewNotice(Base):
    """A step before a review that was told, or passed by unseen: so many days before that day of this thing.

    The day is part of it: who sets another one is told anew.
    """

    __tablename__ = "review_notice"
    kind: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    thing: Mapped[int] = mapped_column(primary_key=True)
    review_by: Mapped[date] = mapped_column(primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
