"""Attachments."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from wgtool.kernel.db import Ref, Thing, one_of
from wgtool.kernel.sight import Sight, Sighted


class Attachment(Sighted, Thing):
    """A file that hangs on a thing. The row stays when it is removed; its content goes when nothing names it any more."""

    __tablename__ = "attachment"
    owner_kind: Mapped[str] = mapped_column(sa.String(40))
    owner_id: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(160))
    type: Mapped[str] = mapped_column(sa.String(100))
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(sa.String(64), index=True)
    attached_at: Mapped[datetime]
    attached_by: Mapped[int | None]
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[int | None]
    sight: Mapped[Sight] = mapped_column(one_of(Sight), default=Sight.PUBLIC)
    __table_args__ = (sa.Index("ix_attachment_owner", "owner_kind", "owner_id"),)

    @property
    def owner(self) -> Ref:
        """Give what it hangs on."""
        return Ref(self.owner_kind, self.owner_id)
