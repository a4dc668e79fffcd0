"""Action points, the dated reports on them, and the dates that were moved."""

from __future__ import annotations

import enum
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wgtool.accounts.models import Person
from wgtool.decisions.models import Body
from wgtool.groups.models import Group
from wgtool.kernel.db import Ref, Thing, one_of
from wgtool.kernel.sight import Sight, Sighted, narrow
from wgtool.partners.models import Organisation
from wgtool.plan.models import Item


class Priority(enum.StrEnum):
    """How much it matters. What is high takes evidence and a verifier from another organisation."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Status(enum.StrEnum):
    """Where it stands. What was reopened is in progress again, and counted."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    REPORTED_DONE = "reported done"
    CLOSED = "closed"
    NOT_APPLICABLE = "no longer applicable"
    NOT_IMPLEMENTED = "not implemented"


class Flag(enum.StrEnum):
    """What is true of an action point today, and is never stored."""

    OVERDUE = "overdue"
    DUE_SOON = "due soon"
    UNDATED = "undated"
    SILENT = "silent"
    SUSPENDED = "suspended"


WORKING = frozenset({Status.NOT_STARTED, Status.IN_PROGRESS})
"""What is still to be done: "open", wherever people read it."""
UNENDED = WORKING | {Status.REPORTED_DONE}
"""What has not ended; what was reported done is among it, since it may be sent back."""
ENDED = frozenset(Status) - UNENDED
SOON = timedelta(days=14)
"""How near a date is, when it is due soon."""
_OWNERS = (
    "(owner_kind = 'organisation' AND organisation_id IS NOT NULL AND body_id IS NULL)"
    " OR (owner_kind = 'group' AND group_id IS NOT NULL AND organisation_id IS NULL AND body_id IS NULL)"
    " OR (owner_kind = 'body' AND body_id IS NOT NULL AND organisation_id IS NULL)"
)


class ActionPoint(Sighted, Thing):
    """Something to be done. Rows are never deleted, and numbers never reused.

    `owner_kind` says which of the three columns answers for it; `group_id` beside another owner is the group in whose
    work it stands. `contact_name` and `contact_email` are of a contact without account, and shown to few. `heir_id` is
    asked to take the contact over. `heard_on` is the last day something was heard of it: silence is counted from there.
    `evidenced_at` is when evidence was last given, `done_for` the organisation of who reported it done.
    """

    __tablename__ = "action_point"
    kind: str = "action"
    number: Mapped[str] = mapped_column(sa.String(20), unique=True)
    deliverable: Mapped[str]
    folded: Mapped[str]
    priority: Mapped[Priority] = mapped_column(one_of(Priority), default=Priority.MEDIUM)
    status: Mapped[Status] = mapped_column(one_of(Status), default=Status.NOT_STARTED)
    status_since: Mapped[datetime]
    owner_kind: Mapped[str] = mapped_column(sa.String(40))
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("working_group.id"), index=True)
    body_id: Mapped[int | None] = mapped_column(sa.ForeignKey("body.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    contact_name: Mapped[str] = mapped_column(sa.String(160), default="")
    contact_email: Mapped[str] = mapped_column(sa.String(200), default="", index=True)
    heir_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(sa.ForeignKey("plan_item.id"), index=True)
    country: Mapped[str] = mapped_column(sa.String(2), default="")
    source_kind: Mapped[str] = mapped_column(sa.String(40), default="")
    source_id: Mapped[int | None]
    source_label: Mapped[str] = mapped_column(sa.String(80), default="")
    due: Mapped[date | None]
    first_due: Mapped[date | None]
    slips: Mapped[int] = mapped_column(default=0)
    interval_days: Mapped[int | None]
    heard_on: Mapped[date]
    opened_at: Mapped[datetime]
    opened_by: Mapped[int | None]
    evidenced_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    done_by: Mapped[int | None]
    done_for: Mapped[int | None]
    verified_at: Mapped[datetime | None]
    verified_by: Mapped[int | None]
    ended_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(sa.String(200), default="")
    why: Mapped[str] = mapped_column(default="")
    reopened: Mapped[int] = mapped_column(default=0)
    sight: Mapped[Sight] = mapped_column(one_of(Sight), default=Sight.PUBLIC)
    version: Mapped[int] = mapped_column(default=1)
    organisation: Mapped[Organisation | None] = relationship(lazy="raise")
    group: Mapped[Group | None] = relationship(lazy="raise")
    body: Mapped[Body | None] = relationship(lazy="raise")
    item: Mapped[Item | None] = relationship(lazy="raise")
    contact: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=contact_id)
    heir: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=heir_id)
    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.CheckConstraint(_OWNERS, name="owner"),
        sa.CheckConstraint("status <> 'closed' OR verified_at IS NOT NULL", name="verified"),
        sa.CheckConstraint("verified_by IS NULL OR verified_by <> done_by", name="another"),
        sa.CheckConstraint("(status IN ('closed', 'no longer applicable', 'not implemented')) = "
                           "(ended_at IS NOT NULL)", name="ended"),
        sa.Index("ix_action_point_source", "source_kind", "source_id"),
        sa.Index("ix_action_point_listed", "status", "due", "id"),
        narrow("ix_action_point_narrow"),
        sa.Index("ix_action_point_changed", "status_since", "id"),  # what changed last: the register's feed
        sa.Index("ix_action_point_version", "version"),  # what changes with every change: register/keeping.py
    )  # fmt: skip

    @property
    def owner(self) -> Ref:
        """Give who answers for it."""
        ids = {"organisation": self.organisation_id, "group": self.group_id, "body": self.body_id}
        return Ref(self.owner_kind, ids[self.owner_kind] or 0)

    @property
    def source(self) -> Ref | None:
        """Give what it came from, if it came from something."""
        return Ref(self.source_kind, self.source_id) if self.source_id else None

    @property
    def has_ended(self) -> bool:
        """Say whether nobody has anything to do with it any more."""
        return self.status in ENDED

    @property
    def touches(self) -> tuple[Ref, ...]:
        """Give the other timelines its story stands on."""
        beside = (Ref("group", self.group_id or 0), Ref("plan_item", self.item_id or 0), self.source or Ref("", 0))
        return tuple(dict.fromkeys(ref for ref in (self.owner, *beside) if ref.id))


class Report(Thing):
    """A dated report on an action point, with where it stood then. "No change, because" is one, too.

    `link` is the digest of the mailed link it came by, if it came by one. Its file of evidence hangs on the action point;
    `file_id` says which it is, so that it goes when its contact says that the report was somebody else's.
    """

    __tablename__ = "action_report"
    action_id: Mapped[int] = mapped_column(sa.ForeignKey("action_point.id"), index=True)
    on: Mapped[date]
    status: Mapped[Status] = mapped_column(one_of(Status))
    taken: Mapped[str] = mapped_column(default="")
    unchanged: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    reported_at: Mapped[datetime]
    reported_by: Mapped[int | None]
    link: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    disowned_at: Mapped[datetime | None]
    file_id: Mapped[int | None] = mapped_column(sa.ForeignKey("attachment.id"))
    __table_args__ = (sa.CheckConstraint("taken <> '' OR unchanged <> '' OR evidence <> ''", name="says"),)


class Slip(Thing):
    """A date that was moved: from which day to which, and why."""

    __tablename__ = "action_slip"
    action_id: Mapped[int] = mapped_column(sa.ForeignKey("action_point.id"), index=True)
    before: Mapped[date | None]
    after: Mapped[date]
    why: Mapped[str]
    moved_at: Mapped[datetime]
    moved_by: Mapped[int | None]
