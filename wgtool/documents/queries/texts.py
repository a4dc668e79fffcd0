"""Every SELECT of documents. Drafts are their group's, what was submitted its body's too, endorsed texts everybody's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, load_only, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from wgtool.documents.models import (
    Check,
    Document,
    Revision,
    Section,
    Submission,
    Version,
    VersionStatus,
)
from wgtool.kernel import waits
from wgtool.kernel.actors import Actor, Eyes
from wgtool.kernel.db import Ref, db
from wgtool.kernel.sight import visible
from wgtool.kernel.waits import Wait

KIND, THING = sa.bindparam("kind", type_=sa.String()), sa.bindparam("thing", type_=sa.Integer())
AT_WORK = (VersionStatus.DRAFT, VersionStatus.SUBMITTED)


def of(owner: Ref, template: str) -> Document | None:
    """Give the document of an owner, for operations of the owner's room; it asks nobody's sight."""
    return db.session.scalars(
        sa.select(Document).where(
            Document.owner_kind == owner.kind, Document.owner_id == owner.id, Document.template == template
        )
    ).one_or_none()


def versions(owner: Ref, template: str, *, seen_by: Actor) -> Sequence[Version]:
    """Give the versions the reader may know of, newest first, with their document: one statement."""
    asked = seen_by.asking(kind=owner.kind, thing=owner.id, template=template)
    return db.session.scalars(_versions(seen_by.eyes), asked).all()


@cache
def _versions(seen_by: Eyes) -> sa.Select[Version]:
    template = sa.bindparam("template", type_=sa.String())
    owned = (Document.owner_kind == KIND, Document.owner_id == THING)
    wanted = sa.select(Version).join(Version.document).options(contains_eager(Version.document))
    wanted = wanted.where(*owned, Document.template == template, visible(Version, seen_by))
    return wanted.order_by(Version.id.desc())


def versions_of(owner: Ref, *templates: str, seen_by: Actor) -> dict[str, list[Version]]:
    """Give the same for several texts of an owner, by template: one statement for all."""
    found: dict[str, list[Version]] = {template: [] for template in templates}
    asked = seen_by.asking(kind=owner.kind, thing=owner.id, among=list(templates))
    for version in db.session.scalars(_versions_of(seen_by.eyes), asked):
        found[version.document.template].append(version)
    return found


@cache
def _versions_of(seen_by: Eyes) -> sa.Select[Version]:
    owned = (Document.owner_kind == KIND, Document.owner_id == THING)
    wanted = sa.select(Version).join(Version.document).options(contains_eager(Version.document))
    wanted = wanted.where(*owned, Document.template.in_(sa.bindparam("among", expanding=True)))
    return wanted.where(visible(Version, seen_by)).order_by(Version.id.desc())


def drafts_of(owner: Ref) -> Sequence[Version]:
    """Give the drafts of an owner's texts with their documents; it asks nobody's sight."""
    return _standing(owner, VersionStatus.DRAFT)


def in_force_of(owner: Ref) -> Sequence[Version]:
    """Give the endorsed versions of an owner's texts with their documents."""
    return _standing(owner, VersionStatus.ENDORSED)


def stands_as(status: VersionStatus, kind: str, id: int | sa.BindParameter[int]) -> sa.ColumnElement[bool]:
    """Say of versions and their documents whether they are an owner's, and stand so."""
    of = (Document.owner_kind == kind, Document.owner_id == id, Version.document_id == Document.id)
    return sa.and_(*of, Version.status == status)


def _standing(owner: Ref, status: VersionStatus) -> Sequence[Version]:
    of = stands_as(status, owner.kind, owner.id)
    found = sa.select(Version).join(Version.document).options(joinedload(Version.document)).where(of)
    return db.session.scalars(found.order_by(Version.id)).all()


def newest(found: Sequence[Version]) -> Version | None:
    """Choose from versions, newest first: the one at work, else the one in force, else the newest."""
    at_work = next((v for v in found if v.status in AT_WORK), None)
    return at_work or in_force(found) or next(iter(found), None)


def in_force(found: Iterable[Version]) -> Version | None:
    """Choose the endorsed one."""
    return next((v for v in found if v.status == VersionStatus.ENDORSED), None)


def sections(version: Version) -> list[Section]:
    """Give the sections of a version in order, and load them into it."""
    found = sa.select(Section).where(Section.version_id == version.id).order_by(Section.place)
    set_committed_value(version, "sections", list(db.session.scalars(found)))
    return version.sections


def texts(version: Version) -> dict[str, str]:
    """Give the texts of a version by section key, in order."""
    found = sa.select(Section.key, Section.text).where(Section.version_id == version.id).order_by(Section.place)
    return {row.key: row.text for row in db.session.execute(found)}


def checks(version: Version) -> Sequence[Check]:
    """Give the checklist with which a version was returned."""
    return db.session.scalars(sa.select(Check).where(Check.version_id == version.id).order_by(Check.number)).all()


def submissions(ids: Iterable[int]) -> Sequence[Submission]:
    """Give what was submitted of versions, oldest first, without the texts."""
    wanted = sa.select(Submission).where(Submission.version_id.in_(set(ids)))
    facts = load_only(Submission.at, Submission.by, Submission.question_id)
    return db.session.scalars(wanted.options(facts).order_by(Submission.version_id, Submission.number)).all()


def submitted_texts(version: Version, number: int) -> dict[str, str]:
    """Give the texts of a version as they were submitted, by section key."""
    wanted = sa.select(Submission.texts).where(Submission.version_id == version.id, Submission.number == number)
    return {key: str(text) for key, text in (db.session.scalar(wanted) or {}).items()}


def section(version: Version, key: str) -> Section | None:
    """Give a section of a version."""
    return db.session.scalars(
        sa.select(Section).where(Section.version_id == version.id, Section.key == key)
    ).one_or_none()


def asides(section: Section) -> Sequence[Revision]:
    """Give the texts put aside that wait for a choice, without the texts themselves."""
    if not section.waiting:
        return ()
    return [r for r in revisions(section) if r.aside and not r.settled]


def revisions(section: Section, numbers: Iterable[int] | None = None) -> Sequence[Revision]:
    """Give all revisions of a section without their texts, newest first; or those of some numbers, with them."""
    wanted = sa.select(Revision).where(Revision.section_id == section.id).order_by(Revision.number.desc())
    if numbers is not None:
        return db.session.scalars(wanted.where(Revision.number.in_(set(numbers)))).all()
    facts = (Revision.saved_by, Revision.saved_at, Revision.since, Revision.merged, Revision.aside, Revision.settled)
    return db.session.scalars(wanted.options(load_only(*facts))).all()


def aside(section: Section, number: int) -> Revision | None:
    """Give a text that was put aside."""
    found = db.session.get(Revision, (section.id, number))
    return found if found is not None and found.aside else None


def text_at(section: Section, number: int) -> str:
    """Give what a section said at a revision; what stands aside was never said."""
    said = db.session.scalars(
        sa.select(Revision.text)
        .where(Revision.section_id == section.id, Revision.number <= number, ~Revision.aside)
        .order_by(Revision.number.desc())
        .limit(1)
    ).one_or_none()
    return said or ""


def savers(section: Section, after: int) -> list[int]:
    """Give who saved a section after a revision, each once."""
    since = sa.select(Revision.saved_by).where(
        Revision.section_id == section.id, Revision.number > after, ~Revision.aside, Revision.saved_by.is_not(None)
    )
    return [person for person in dict.fromkeys(db.session.scalars(since.order_by(Revision.number))) if person]


def turns(refs: Iterable[Ref], *, seen_by: Actor) -> Sequence[Wait]:
    """Give the lines that say whose turn it is with any of these things."""
    return waits.kept(refs, seen_by=seen_by)


def document_to_change(id: int) -> sa.Select[Document]:
    """Select a document with its versions, to change it."""
    return sa.select(Document).options(selectinload(Document.versions)).where(Document.id == id)


def version_alone(id: int) -> sa.Select[Version]:
    """Select a version with its document, to write in one of its sections."""
    return sa.select(Version).options(joinedload(Version.document)).where(Version.id == id)


def to_change(id: int) -> sa.Select[Version]:
    """Select a version with all that its steps ask for."""
    whole = (
        joinedload(Version.document),
        selectinload(Version.sections),
        selectinload(Version.checks),
        selectinload(Version.submissions),
    )
    return sa.select(Version).options(*whole).where(Version.id == id)


def section_to_change(id: int) -> sa.Select[Section]:
    """Select a section to save it."""
    return sa.select(Section).where(Section.id == id)


def check_to_change(id: int) -> sa.Select[Check]:
    """Select a point of a checklist to tick it."""
    return sa.select(Check).where(Check.id == id)


def texts_at(version: int, revisions: Mapping[str, int]) -> dict[str, str]:
    """Give the texts of a version by section key as they were at these revisions."""
    then = [sa.and_(Section.key == key, Revision.number <= number) for key, number in revisions.items()]
    newest = (
        sa.select(Section.id, Section.key, Section.place, sa.func.max(Revision.number).label("number"))
        .join(Revision, Revision.section_id == Section.id)
        .where(Section.version_id == version, ~Revision.aside, sa.or_(sa.false(), *then))
        .group_by(Section.id, Section.key, Section.place)
        .subquery()
    )
    same = sa.and_(Revision.section_id == newest.c.id, Revision.number == newest.c.number)
    found = sa.select(newest.c.key, Revision.text).join(Revision, same).order_by(newest.c.place)
    return {row.key: row.text for row in db.session.execute(found)}
