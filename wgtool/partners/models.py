"""Organisations and where they work."""

from __future__ import annotations

import enum
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wgtool.kernel.db import Base, Thing, one_of


class Type(enum.StrEnum):
    """What kind of organisation it is, in the cluster's words."""

    UN = "un"
    INGO = "ingo"
    NNGO = "nngo"
    CBO = "cbo"
    RCRC = "rcrc"
    GOVERNMENT = "government"
    DONOR = "donor"
    PRIVATE = "private"
    ACADEMIA = "academia"
    OTHER = "other"


class Standing(enum.StrEnum):
    """Whether it takes part or watches."""

    PARTNER = "partner"
    OBSERVER = "observer"


class Organisation(Thing):
    """An organisation. Not `looked_at` means nobody of the support team has checked that it exists."""

    __tablename__ = "organisation"
    slug: Mapped[str] = mapped_column(sa.String(80), unique=True)
    name: Mapped[str] = mapped_column(sa.String(160))
    folded: Mapped[str] = mapped_column(sa.String(200), unique=True)
    short: Mapped[str] = mapped_column(sa.String(40), default="")
    type: Mapped[Type] = mapped_column(one_of(Type))
    standing: Mapped[Standing] = mapped_column(one_of(Standing), default=Standing.PARTNER)
    website: Mapped[str] = mapped_column(sa.String(200), default="")
    looked_at: Mapped[datetime | None]
    looked_at_by: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    countries: Mapped[list[Presence]] = relationship(lazy="raise", cascade="all, delete-orphan")
    __mapper_args__ = {"version_id_col": version}


class Presence(Base):
    """A country, as ISO 3166-1 alpha-2, in which an organisation works."""

    __tablename__ = "organisation_country"
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), primary_key=True)
    country: Mapped[str] = mapped_column(sa.String(2), primary_key=True)
