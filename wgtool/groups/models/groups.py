"""Groups, what they serve, and who is in them."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wgtool.accounts.models import Person
from wgtool.kernel.db import Base, Ref, Thing, one_of
from wgtool.kernel.dialects import one_where
from wgtool.kernel.sight import Sight, Sighted
from wgtool.kernel.terms import Dated
from wgtool.partners.models import Organisation
from wgtool.plan.models import Item

if TYPE_CHECKING:
    from wgtool.groups.models.life import Merger, Pause


class Kind(enum.StrEnum):
    """What kind of group it is. Information-sharing groups need no vote on terms of reference."""

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


# Two groups at work have two names; a proposal nobody may see yet must not show itself by taking one.
_NAMED = "sight = 'public' AND status NOT IN ('dissolved', 'merged', 'declined', 'withdrawn')"
OVER = frozenset({Status.DISSOLVED, Status.MERGED, Status.DECLINED, Status.WITHDRAWN})
ENDING = OVER | {Status.CLOSING}
"""Where nothing new begins."""


class Group(Sighted, Thing):
    """A working group. A provisional person's proposal has group sight, for its proposer and the support team."""

    __tablename__ = "working_group"
    kind: str = "group"
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    name: Mapped[str] = mapped_column(sa.String(160))
    folded: Mapped[str] = mapped_column(sa.String(200), index=True)
    type: Mapped[Kind] = mapped_column(one_of(Kind), default=Kind.GLOBAL)
    country: Mapped[str] = mapped_column(sa.String(2), default="")
    problem: Mapped[str]
    cross_cutting: Mapped[str] = mapped_column(sa.String(160), default="")
    status: Mapped[Status] = mapped_column(one_of(Status), default=Status.PROPOSED)
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))
    proposer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    proposed_at: Mapped[datetime]
    status_since: Mapped[datetime]
    active_since: Mapped[datetime | None]
    ends_on: Mapped[date | None]
    sight: Mapped[Sight] = mapped_column(one_of(Sight), default=Sight.PUBLIC)
    version: Mapped[int] = mapped_column(default=1)
    organisation: Mapped[Organisation | None] = relationship(lazy="raise")
    alignments: Mapped[list[Alignment]] = relationship(lazy="raise", cascade="all, delete-orphan")
    memberships: Mapped[list[Membership]] = relationship(lazy="raise", back_populates="group")
    pauses: Mapped[list[Pause]] = relationship(lazy="raise")
    mergers: Mapped[list[Merger]] = relationship(lazy="raise", viewonly=True, foreign_keys="Merger.group_id")
    askers: Mapped[list[Merger]] = relationship(lazy="raise", viewonly=True, foreign_keys="Merger.survivor_id")
    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (one_where("uq_group_name", "folded", where=_NAMED),)

    @property
    def over(self) -> bool:
        """Say whether nothing happens in it any more."""
        return self.status in OVER

    @property
    def roster(self) -> list[Membership]:
        """Give who is in it now, of the memberships loaded."""
        return [m for m in self.memberships if m.is_in]

    @property
    def pause(self) -> Pause | None:
        """Give the pause it is in, or the one that its leads ask for, of the pauses loaded."""
        return next((p for p in self.pauses if p.ended_at is None), None)

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


LEADS = frozenset({Role.LEAD, Role.CO_LEAD})


class Standing(enum.StrEnum):
    """How a membership stands: invited by the group, asked for by the person, in, or over before it began."""

    INVITED = "invited"
    ASKED = "asked"
    IN = "in"
    DECLINED = "declined"
    REVOKED = "revoked"


_OPEN = "until IS NULL AND standing IN ('invited', 'asked', 'in')"


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
        one_where("uq_membership_open", "group_id", "person_id", where=_OPEN),
        one_where("uq_membership_address", "group_id", "email", where=f"{_OPEN} AND person_id IS NULL AND email <> ''"),
        one_where("uq_membership_lead", "group_id", where="until IS NULL AND standing = 'in' AND role = 'lead'"),
        one_where(
            "uq_membership_focal", "group_id", where="until IS NULL AND standing = 'in' AND role = 'sag focal point'"
        ),
    )

    @property
    def is_in(self) -> bool:
        """Say whether it counts today."""
        return self.standing == Standing.IN and self.until is None

    @property
    def is_open(self) -> bool:
        """Say whether it counts or waits for an answer."""
        return self.until is None and self.standing in {Standing.INVITED, Standing.ASKED, Standing.IN}

    @property
    def touches(self) -> tuple[Ref, ...]:
        """Give the other timelines its story stands on."""
        organisation = (Ref("organisation", self.organisation_id),) if self.organisation_id else ()
        return (Ref("group", self.group_id), *organisation)
