"""Documents, their versions, the sections of each and every save of them."""

from __future__ import annotations

import enum
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wgtool.kernel.db import Base, Ref, Thing, one_of
from wgtool.kernel.dialects import one_where
from wgtool.kernel.sight import Sight, Sighted


class VersionStatus(enum.StrEnum):
    """Where a version stands. "Returned" is a draft with an open checklist."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ENDORSED = "endorsed"
    SUPERSEDED = "superseded"
    DECLINED = "declined"


class Level(enum.StrEnum):
    """Who stands behind an endorsed text."""

    GROUP = "group agreed"
    SAG = "SAG endorsed"
    GLM = "GLM endorsed"


class Document(Thing):
    """A text that belongs to a thing of a room above, named as (kind, id)."""

    __tablename__ = "document"
    kind: str = "document"
    template: Mapped[str] = mapped_column(sa.String(40))
    title: Mapped[str] = mapped_column(sa.String(200))
    owner_kind: Mapped[str] = mapped_column(sa.String(40))
    owner_id: Mapped[int]
    versions: Mapped[list[Version]] = relationship(lazy="raise", back_populates="document", order_by="Version.id")
    __table_args__ = (sa.UniqueConstraint("owner_kind", "owner_id", "template"),)

    @property
    def owner(self) -> Ref:
        """Give the thing the text belongs to."""
        return Ref(self.owner_kind, self.owner_id)


class Version(Sighted, Thing):
    """v1, v2; v1.1 for a clarification. Drafts are seen by the group, submitted ones by the body too, endorsed by all."""

    __tablename__ = "version"
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"), index=True)
    label: Mapped[str] = mapped_column(sa.String(12))
    status: Mapped[VersionStatus] = mapped_column(one_of(VersionStatus), default=VersionStatus.DRAFT)
    level: Mapped[Level | None] = mapped_column(one_of(Level))
    question_id: Mapped[int | None] = mapped_column(sa.ForeignKey("question.id"))
    submitted_at: Mapped[datetime | None]
    submitted_by: Mapped[int | None]
    endorsed_on: Mapped[date | None]
    review_by: Mapped[date | None]
    sight: Mapped[Sight] = mapped_column(one_of(Sight), default=Sight.GROUP)
    document: Mapped[Document] = relationship(lazy="raise", back_populates="versions")
    sections: Mapped[list[Section]] = relationship(lazy="raise", back_populates="version", order_by="Section.place")
    checks: Mapped[list[Check]] = relationship(lazy="raise", order_by="Check.id")
    submissions: Mapped[list[Submission]] = relationship(lazy="raise", order_by="Submission.number")
    __table_args__ = (
        sa.UniqueConstraint("document_id", "label"),
        one_where("uq_version_one_at_work", "document_id", where="status IN ('draft', 'submitted')"),
        one_where("uq_version_one_endorsed", "document_id", where="status = 'endorsed'"),
    )  # fmt: skip

    @property
    def touches(self) -> tuple[Ref, ...]:
        """Give the other timelines its story stands on: its owner's."""
        return (self.document.owner,)


class Section(Thing):
    """A section of a version: its text now, and the number of its newest revision, which is what `seen` compares.

    `waiting` counts the texts put aside of which nobody has chosen yet.
    """

    __tablename__ = "section"
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("version.id"), index=True)
    key: Mapped[str] = mapped_column(sa.String(40))
    place: Mapped[int]
    mandatory: Mapped[bool] = mapped_column(default=False)
    text: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=0)
    saved_by: Mapped[int | None]
    saved_at: Mapped[datetime | None]
    waiting: Mapped[int] = mapped_column(default=0)
    version: Mapped[Version] = relationship(lazy="raise", back_populates="sections")
    revisions: Mapped[list[Revision]] = relationship(lazy="raise", order_by="Revision.number")
    __table_args__ = (sa.UniqueConstraint("version_id", "key"),)


class Revision(Base):
    """One save of a section. Its text never changes.

    `since` is the revision its writer had begun from, `merged` says that somebody else's words were taken in. `aside`
    is a text that met another one for the same sentence: it stands beside the section's story until somebody has
    chosen, which `settled` says.
    """

    __tablename__ = "revision"
    section_id: Mapped[int] = mapped_column(sa.ForeignKey("section.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    saved_by: Mapped[int | None]
    saved_at: Mapped[datetime]
    since: Mapped[int] = mapped_column(default=0)
    merged: Mapped[bool] = mapped_column(default=False)
    aside: Mapped[bool] = mapped_column(default=False)
    settled: Mapped[bool] = mapped_column(default=False)


class Submission(Base):
    """A version's texts by section key as they were when it was submitted, so that the next one shows the difference."""

    __tablename__ = "submission"
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("version.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int | None] = mapped_column(sa.ForeignKey("question.id"))
    by: Mapped[int | None]
    at: Mapped[datetime]
    texts: Mapped[dict[str, Any]]


class Check(Base):
    """A point of a checklist with which a body returned a text; `number` counts within the version.

    It stands in the version that answers it: the submission itself, or the next one where what was asked is in force.
    """

    __tablename__ = "check_point"
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("version.id"), index=True)
    number: Mapped[int]
    submission: Mapped[int]
    body: Mapped[str] = mapped_column(sa.String(40))
    text: Mapped[str]
    done_at: Mapped[datetime | None]
    done_by: Mapped[int | None]
    __table_args__ = (sa.UniqueConstraint("version_id", "number"),)


class Comment(Sighted, Thing):
    """What somebody says about a section, or about a passage of it, which is quoted.

    It hangs on the document, so that it outlives edits, rulings and the next version; `version` is the one it was
    written on. Those who draft see it, never the body that decides.
    """

    __tablename__ = "comment"
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"))
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("version.id"))
    key: Mapped[str] = mapped_column(sa.String(40))
    number: Mapped[int]
    quote: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    by: Mapped[int | None]
    at: Mapped[datetime]
    resolved_by: Mapped[int | None]
    resolved_at: Mapped[datetime | None]
    sight: Mapped[Sight] = mapped_column(one_of(Sight), default=Sight.GROUP)
    document: Mapped[Document] = relationship(lazy="raise")
    version: Mapped[Version] = relationship(lazy="raise")
    replies: Mapped[list[CommentReply]] = relationship(lazy="raise", order_by="CommentReply.number")
    __table_args__ = (sa.UniqueConstraint("document_id", "number"),)


class CommentReply(Base):
    """An answer to a comment."""

    __tablename__ = "comment_reply"
    comment_id: Mapped[int] = mapped_column(sa.ForeignKey("comment.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    by: Mapped[int | None]
    at: Mapped[datetime]


VISIT = timedelta(hours=1)


class LastRead(NamedTuple):
    """A version somebody read: when, and up to which revision of each section."""

    at: datetime
    version: int
    revisions: dict[str, int]


class Reading(Base):
    """Who read which version of a text up to which revisions: this time, and the time before, which is compared with."""

    __tablename__ = "reading"
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True, index=True)
    at: Mapped[datetime]
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("version.id"))
    revisions: Mapped[dict[str, Any]]
    before_at: Mapped[datetime | None]
    before_version_id: Mapped[int | None] = mapped_column(sa.ForeignKey("version.id"))
    before_revisions: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))

    def last(self, now: datetime) -> LastRead | None:
        """Give the visit before the one that goes on now; pages opened within an hour are one visit."""
        if now - self.at >= VISIT:
            return LastRead(self.at, self.version_id, self.revisions)
        if self.before_at is None or self.before_version_id is None:
            return None
        return LastRead(self.before_at, self.before_version_id, self.before_revisions or {})
