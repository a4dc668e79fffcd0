"""An edition to come, before it is published: only its map of numbers is kept, from the one it begins with."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wgtool.kernel.db import Thing
from wgtool.kernel.dialects import one_where
from wgtool.plan.models.items import Edition

_KEPT = "discarded_at IS NULL"


class Draft(Thing):
    """An edition the support team prepares. Nobody else sees it; there are no items of it until it is published.

    One that was discarded stays with its story, and its year can be begun again.
    """

    __tablename__ = "edition_draft"
    old_id: Mapped[int] = mapped_column(sa.ForeignKey("edition.id"))
    slug: Mapped[str] = mapped_column(sa.String(20))
    title: Mapped[str] = mapped_column(sa.String(160))
    starts: Mapped[int]
    ends: Mapped[int | None]
    map: Mapped[str] = mapped_column(default="")
    begun_at: Mapped[datetime]
    begun_by: Mapped[int | None]
    published_id: Mapped[int | None] = mapped_column(sa.ForeignKey("edition.id"))
    discarded_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    old: Mapped[Edition] = relationship(lazy="raise", foreign_keys=[old_id])
    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        one_where("uq_edition_draft_slug", "slug", where=_KEPT),
    )  # fmt: skip
