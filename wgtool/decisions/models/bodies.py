"""Deciding bodies, their seats and who sits on them: data, not code."""

from __future__ import annotations

import enum
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wgtool.accounts.models import Person
from wgtool.kernel.db import Thing, one_of
from wgtool.kernel.dialects import one_where
from wgtool.kernel.terms import Dated
from wgtool.kernel.weekends import weekend
from wgtool.partners.models import Organisation


class Electors(enum.StrEnum):
    """Who decides in a body: its seats, or the partner organisations that attend its sitting."""

    SEATS = "seats"
    ORGANISATIONS = "organisations"


class Quorum(enum.StrEnum):
    """What makes a quorum: seats with a position, or those present at the sitting."""

    POSITIONS = "positions"
    ATTENDANCE = "attendance"


class Body(Thing):
    """A deciding body with its arithmetic: quorum share (strictly more than), minimum notice, days open.

    Times of its procedures are those of `zone`, and no closing time falls on the weekend of one of its `countries`.
    """

    __tablename__ = "body"
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    name: Mapped[str] = mapped_column(sa.String(160))
    quorum_percent: Mapped[int] = mapped_column(default=50)
    notice_days: Mapped[int] = mapped_column(default=3)
    open_days: Mapped[int] = mapped_column(default=10)
    silence_days: Mapped[int] = mapped_column(default=10)
    zone: Mapped[str] = mapped_column(sa.String(60), default="UTC")
    countries: Mapped[str] = mapped_column(sa.String(200), default="")
    electors: Mapped[Electors] = mapped_column(one_of(Electors), default=Electors.SEATS)
    quorum_by: Mapped[Quorum] = mapped_column(one_of(Quorum), default=Quorum.POSITIONS)
    seats: Mapped[list[Seat]] = relationship(lazy="raise", back_populates="body", order_by="Seat.place")
    secretaries: Mapped[list[Secretary]] = relationship(lazy="raise", order_by="Secretary.id")

    @property
    def weekend(self) -> frozenset[int]:
        """Give the days on which the body rests."""
        return weekend(self.countries.split())


class Seat(Thing):
    """A place on a body, of a constituency. `voting` False is an observer's.

    In a body of organisations each that ever attended has one, held by whoever is its focal point.
    """

    __tablename__ = "seat"
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"), index=True)
    place: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(80))
    constituency: Mapped[str] = mapped_column(sa.String(80), default="")
    chair: Mapped[bool] = mapped_column(default=False)
    voting: Mapped[bool] = mapped_column(default=True)
    closed_at: Mapped[datetime | None]
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))
    body: Mapped[Body] = relationship(lazy="raise", back_populates="seats")
    terms: Mapped[list[SeatTerm]] = relationship(lazy="raise", back_populates="seat", order_by="SeatTerm.id")
    __table_args__ = (
        sa.UniqueConstraint("body_id", "name"),
        sa.UniqueConstraint("body_id", "organisation_id"),
        one_where("uq_seat_one_chair", "body_id", where="chair AND closed_at IS NULL"),
    )  # fmt: skip

    @property
    def called(self) -> str:
        """Give what people call it: an organisation's place goes by the organisation, without what keeps names apart."""
        return self.name.removesuffix(f" ({self.organisation_id})")

    def sitting(self, role: SeatRole) -> SeatTerm | None:
        """Give the term of who sits here today in a role."""
        return next((term for term in self.terms if term.role == role and term.is_current), None)

    @property
    def holder(self) -> SeatTerm | None:
        """Give the term of the holder today; a seat without one is vacant."""
        return self.sitting(SeatRole.HOLDER)

    @property
    def alternate(self) -> SeatTerm | None:
        """Give the term of the alternate today."""
        return self.sitting(SeatRole.ALTERNATE)

    @property
    def counts(self) -> bool:
        """Say whether the seat is among those that vote: open, voting, not the chair."""
        return self.closed_at is None and self.voting and not self.chair


class SeatRole(enum.StrEnum):
    """How a person sits."""

    HOLDER = "holder"
    ALTERNATE = "alternate"


class SeatTerm(Dated, Thing):
    """A person on a seat, from and to, for an organisation."""

    __tablename__ = "seat_term"
    seat_id: Mapped[int] = mapped_column(sa.ForeignKey("seat.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))
    role: Mapped[SeatRole] = mapped_column(one_of(SeatRole), default=SeatRole.HOLDER)
    seat: Mapped[Seat] = relationship(lazy="raise", back_populates="terms")
    person: Mapped[Person] = relationship(lazy="raise")
    organisation: Mapped[Organisation | None] = relationship(lazy="raise")
    __table_args__ = (
        one_where("uq_seat_term_open", "seat_id", "role", where="until IS NULL"),
    )  # fmt: skip


class Secretary(Dated, Thing):
    """A person who is secretariat of a body; while there is none, the support team is."""

    __tablename__ = "secretary"
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    person: Mapped[Person] = relationship(lazy="raise")
