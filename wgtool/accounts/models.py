"""People, belongings, roles, invitations and links."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wgtool.kernel.db import Base, Thing, one_of
from wgtool.kernel.dialects import one_where
from wgtool.kernel.terms import Dated
from wgtool.partners.models import Organisation


class Person(Thing):
    """Somebody with an account. A forgotten person keeps the row, so that history stands, and nothing else."""

    __tablename__ = "person"
    email: Mapped[str | None] = mapped_column(sa.String(200), unique=True)
    name: Mapped[str] = mapped_column(sa.String(160))
    shown: Mapped[bool] = mapped_column(default=False)
    mails: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str] = mapped_column(sa.String(5), default="en")
    zone: Mapped[str] = mapped_column(sa.String(60), default="UTC")
    password: Mapped[str | None] = mapped_column(sa.String(200))
    epoch: Mapped[int] = mapped_column(default=1)
    joined_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    looked_back_at: Mapped[datetime | None]
    forgotten_at: Mapped[datetime | None]
    belongings: Mapped[list[Belonging]] = relationship(lazy="raise", back_populates="person")

    @property
    def active(self) -> bool:
        """Say whether the person can sign in."""
        return self.forgotten_at is None


class Belonging(Dated, Thing):
    """A person at an organisation, from and to. Provisional while nobody has confirmed it."""

    __tablename__ = "belonging"
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    focal: Mapped[bool] = mapped_column(default=False)
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None]
    person: Mapped[Person] = relationship(lazy="raise", back_populates="belongings")
    organisation: Mapped[Organisation] = relationship(lazy="raise")
    __table_args__ = (one_where("uq_belonging_open", "person_id", where="until IS NULL"),)


class RoleName(enum.StrEnum):
    """Roles that hang on no single group, body or organisation."""

    ADMIN = "admin"
    SUPPORT = "support"
    COORDINATOR = "coordinator"


class Role(Dated, Thing):
    """A person in a role, from and to; a coordinator's has a country."""

    __tablename__ = "role"
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    name: Mapped[RoleName] = mapped_column(one_of(RoleName))
    country: Mapped[str] = mapped_column(sa.String(2), default="")
    given_by: Mapped[int | None]
    person: Mapped[Person] = relationship(lazy="raise")


class Invitation(Thing):
    """An invitation to an organisation, sent to an address."""

    __tablename__ = "invitation"
    email: Mapped[str] = mapped_column(sa.String(200))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    focal: Mapped[bool] = mapped_column(default=False)
    invited_by: Mapped[int | None]
    sent_at: Mapped[datetime]
    times: Mapped[int] = mapped_column(default=1)
    accepted_at: Mapped[datetime | None]
    accepted_by: Mapped[int | None]
    revoked_at: Mapped[datetime | None]
    organisation: Mapped[Organisation] = relationship(lazy="raise")

    @property
    def open(self) -> bool:
        """Say whether it can still be accepted."""
        return self.accepted_at is None and self.revoked_at is None


class Purpose(enum.StrEnum):
    """What a mailed link is for; it serves nothing else."""

    JOIN = "join"
    RESET = "reset"
    EMAIL = "email"
    INVITATION = "invitation"
    FIRST_ADMIN = "first-admin"


class Link(Base):
    """A single-use link. Only the digest of its secret is kept."""

    __tablename__ = "link"
    digest: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    purpose: Mapped[Purpose] = mapped_column(one_of(Purpose))
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    subject: Mapped[int | None]
    facts: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
