"""Sign-ups."""

from __future__ import annotations

import enum
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wgtool.groups.models import Deliverable
from wgtool.kernel.db import Base, Ref, Thing, one_of
from wgtool.kernel.dialects import one_where
from wgtool.kernel.sight import Sight, Sighted
from wgtool.kernel.terms import Dated
from wgtool.partners.models import Organisation
from wgtool.plan.models import Item


class Role(enum.StrEnum):
    """What an organisation offers to be."""

    LEAD = "lead"
    CO_LEAD = "co-lead"
    CONTRIBUTOR = "contributor"
    CONSULTED = "consulted"


class Status(enum.StrEnum):
    """Where an offer stands. Only a confirmed lead takes the place."""

    OFFERED = "offered"
    CONFIRMED = "confirmed"
    FULFILLED = "fulfilled"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


Taken = Item | Deliverable
"""What an organisation may take on."""
OPEN = frozenset({Status.OFFERED, Status.CONFIRMED})
_STANDS = "status IN ('offered', 'confirmed') AND sight = 'public'"
_LEADS = "role = 'lead' AND status = 'confirmed'"


class SignUp(Sighted, Dated, Thing):
    """An organisation's offer on an activity or a group's deliverable, and what became of it. Rows are never deleted.

    `country` is never null: empty means everywhere. A provisional person's offer has group sight, for that person and
    the support team, and counts nowhere until the person is confirmed. `from_id` is the sign-up it was handed over from.
    """

    __tablename__ = "sign_up"
    kind: str = "signup"
    item_id: Mapped[int | None] = mapped_column(sa.ForeignKey("plan_item.id"))
    deliverable_id: Mapped[int | None] = mapped_column(sa.ForeignKey("deliverable.id"))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"))
    role: Mapped[Role] = mapped_column(one_of(Role))
    country: Mapped[str] = mapped_column(sa.String(2), default="")
    offers: Mapped[str] = mapped_column(default="")
    status: Mapped[Status] = mapped_column(one_of(Status), default=Status.OFFERED)
    offered_by: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    offered_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    settled_by: Mapped[int | None]
    settled_at: Mapped[datetime | None]
    why: Mapped[str] = mapped_column(default="")
    ends_on: Mapped[date | None]
    from_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sign_up.id"))
    sight: Mapped[Sight] = mapped_column(one_of(Sight), default=Sight.PUBLIC)
    version: Mapped[int] = mapped_column(default=1)
    item: Mapped[Item | None] = relationship(lazy="raise")
    deliverable: Mapped[Deliverable | None] = relationship(lazy="raise")
    organisation: Mapped[Organisation] = relationship(lazy="raise")
    taken_by: Mapped[SignUp | None] = relationship(
        lazy="raise", viewonly=True, uselist=False,
        primaryjoin="and_(or_(foreign(SignUp.item_id) == remote(SignUp.item_id),"
        " foreign(SignUp.deliverable_id) == remote(SignUp.deliverable_id)), SignUp.country == remote(SignUp.country),"
        " remote(SignUp.role) == 'lead', remote(SignUp.status) == 'confirmed', SignUp.id != remote(SignUp.id))",
    )  # fmt: skip
    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        one_where("uq_sign_up_confirmed_lead", "item_id", "country", where=_LEADS),
        # all that is counted of an activity's sign-ups: they are counted in its order, without a look at the rows
        sa.Index("ix_sign_up_counted", "item_id", "country", "role", "status", "confirmed_at", "sight"),
        # with whether it is for a deliverable: who sends a request is asked what their organisation makes, each time
        sa.Index("ix_sign_up_organisation", "organisation_id", "deliverable_id"),
        one_where("uq_sign_up_open", "item_id", "organisation_id", "role", "country", where=_STANDS),
        one_where("uq_sign_up_deliverable_lead", "deliverable_id", where=_LEADS),
        one_where("uq_sign_up_deliverable_open", "deliverable_id", "organisation_id", "role", where=_STANDS),
        sa.CheckConstraint("(item_id IS NULL) <> (deliverable_id IS NULL)", name="on_one"),
    )  # fmt: skip

    @property
    def on(self) -> Taken:
        """Give what it is for."""
        found = self.item if self.item_id is not None else self.deliverable
        assert found is not None
        return found

    @property
    def number(self) -> str:
        """Give the number of what it is for."""
        return self.on.number

    @property
    def provisional(self) -> bool:
        """Say whether it waits for the person who made it to be confirmed."""
        return self.sight != Sight.PUBLIC

    @property
    def is_open(self) -> bool:
        """Say whether it still stands, offered or confirmed."""
        return self.status in OPEN

    @property
    def touches(self) -> tuple[Ref, ...]:
        """Give the other timelines its story stands on."""
        of_item = (Ref("plan_item", self.item_id),) if self.item_id is not None else ()
        of_group = (Ref("deliverable", self.deliverable_id),) if self.deliverable_id is not None else ()
        return (*of_item, *of_group, Ref("organisation", self.organisation_id))


class Tally(Base):
    """How many public sign-ups an activity has in one country, or everywhere: derived, and kept with each change.

    `led` counts roles of lead that stand, `vacated` those somebody left after taking them on, which nobody has now.
    """

    __tablename__ = "sign_up_tally"
    item_id: Mapped[int] = mapped_column(sa.ForeignKey("plan_item.id"), primary_key=True)
    country: Mapped[str] = mapped_column(sa.String(2), primary_key=True)
    confirmed: Mapped[int]
    offered: Mapped[int]
    led: Mapped[int]
    vacated: Mapped[int]
