"""Groups, what they serve, and who is in them."""

from __future__ import annotations

import enum
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wgtool.accounts.models import Person
from wgtool.kernel.db import Base, Ref, Thing, one_of
from wgtool.kernel.sight import Sight, Sighted
from wgtool.kernel.terms import Dated
from wgtool.partners.models import Organisation
from wgtool.plan.models import Item


class Kind(enum.StrEnum):
    """What kind of group it is; `rules.KINDS` holds what follows from it."""

    GLOBAL = "global"
    TASK_FORCE = "task force"
    NATIONAL = "national"
    SUB_NATIONAL = "sub-national"
    INFORMATION = "information-sharing"


class Status(enum.StrEnum):
    """Where a group stands."""

    PROPOSED = "proposed"
    DRAFTING = "drafting"
    SAG_REVIEW = "sag review"
    ACTIVE = "active"
    PAUSED = "paused"
    CLOSING = "closing"
    DISSOLVED = "dissolved"
    MERGED = "merged"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Group(Sighted, Thing):
    """A working group. A provisional person's proposal has group sight, for its proposer and the support team."""

    __tablename__ = "working_group"
    kind: str = "group"
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    name: Mapped[str] = mapped_column(sa.String(160))
    folded: Mapped[str] = mapped_column(sa.String(200), unique=True)
    type: Mapped[Kind] = mapped_column(one_of(Kind), default=Kind.GLOBAL)
    country: Mapped[str] = mapped_column(sa.String(2), default="")
    problem: Mapped[str]
    cross_cutting: Mapped[str] = mapped_column(sa.String(160), default="")
    status: Mapped[Status] = mapped_column(one_of(Status), default=Status.PROPOSED)
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))
    proposer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    proposed_at: Mapped[datetime]
    active_since: Mapped[datetime | None]
    sight: Mapped[Sight] = mapped_column(one_of(Sight), default=Sight.PUBLIC)
    version: Mapped[int] = mapped_column(default=1)
    organisation: Mapped[Organisation | None] = relationship(lazy="raise")
    alignments: Mapped[list[Alignment]] = relationship(lazy="raise", cascade="all, delete-orphan")
    memberships: Mapped[list[Membership]] = relationship(lazy="raise", back_populates="group")
    __mapper_args__ = {"version_id_col": version}

    @property
    def touches(self) -> tuple[Ref, ...]:
        """Give the other timelines its story stands on."""
        return (Ref("organisation", self.organisation_id),) if self.organisation_id else ()


class OldCode(Base):
    """A code a group had before; it redirects."""

    __tablename__ = "group_old_code"
    code: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("working_group.id"))


class Alignment(Base):
    """An output or activity that a group serves."""

    __tablename__ = "alignment"
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("working_group.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(sa.ForeignKey("plan_item.id"), primary_key=True, index=True)
    item: Mapped[Item] = relationship(lazy="raise")


class Role(enum.StrEnum):
    """What a member is in a group. A co-lead is a lead unless a row says otherwise."""

    LEAD = "lead"
    CO_LEAD = "co-lead"
    SECRETARIAT = "secretariat"
    MEMBER = "member"
    OBSERVER = "observer"
    SAG_FOCAL = "sag focal point"


class Standing(enum.StrEnum):
    """How a membership stands: invited by the group, asked for by the person, in, or over before it began."""

    INVITED = "invited"
    ASKED = "asked"
    IN = "in"
    DECLINED = "declined"
    REVOKED = "revoked"


class Membership(Dated, Thing):
    """A person for an organisation in a role, from and to. Rows are never deleted: past rosters stay readable.

    An invitation to somebody without an account has an address and no person until it is accepted.
    """

    __tablename__ = "membership"
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("working_group.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))
    email: Mapped[str] = mapped_column(sa.String(200), default="")
    role: Mapped[Role] = mapped_column(one_of(Role), default=Role.MEMBER)
    standing: Mapped[Standing] = mapped_column(one_of(Standing), default=Standing.ASKED)
    note: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
    made_by: Mapped[int | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None]
    handed_to: Mapped[int | None] = mapped_column(sa.ForeignKey("membership.id"))
    group: Mapped[Group] = relationship(lazy="raise", back_populates="memberships")
    person: Mapped[Person | None] = relationship(lazy="raise")
    organisation: Mapped[Organisation | None] = relationship(lazy="raise")
    __table_args__ = (
        sa.Index(
            "uq_membership_open", "group_id", "person_id", unique=True,
            sqlite_where=sa.text("until IS NULL AND standing IN ('invited', 'asked', 'in')"),
            postgresql_where=sa.text("until IS NULL AND standing IN ('invited', 'asked', 'in')"),
        ),
    )  # fmt: skip
