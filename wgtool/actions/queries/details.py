"""What stands beside one action point on its page."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from wgtool.accounts.models import Person
from wgtool.actions.models import UNENDED, ActionPoint, Report, Slip
from wgtool.actions.queries.points import whole
from wgtool.kernel.db import db

ID = sa.bindparam("id", type_=sa.Integer())
REPORTS = sa.select(Report).where(Report.action_id == ID).order_by(Report.id.desc())
SLIPS = sa.select(Slip).where(Slip.action_id == ID).order_by(Slip.id.desc())


def reports(point: int, *, most: int = 50) -> Sequence[Report]:
    """Give the reports on an action point, the newest first."""
    return db.session.scalars(REPORTS.limit(most), {"id": point}).all()


def any_evidence(point: int) -> bool:
    """Say whether a report that counts says where one can see what was done."""
    said = (Report.action_id == point, Report.evidence != "", Report.disowned_at.is_(None))
    return db.session.scalar(sa.select(sa.exists().where(*said))) is True


def by_link(digest: str) -> Report | None:
    """Give the report that came by a link."""
    return db.session.scalars(sa.select(Report).where(Report.link == digest)).one_or_none()


def report_with(id: int) -> Report | None:
    """Give a report."""
    return db.session.get(Report, id)


def report_to_change(id: int) -> sa.Select[Report]:
    """Select a report to change it."""
    return sa.select(Report).where(Report.id == id)


def slips(point: int) -> Sequence[Slip]:
    """Give the dates that were moved, the newest first."""
    return db.session.scalars(SLIPS, {"id": point}).all()


def known_by_address(person: int) -> Sequence[int]:
    """Give the open action points whose contact is known by the address that a person has now."""
    address = sa.select(Person.email).where(Person.id == person).scalar_subquery()
    known = (ActionPoint.contact_email == address, ActionPoint.contact_email != "", ActionPoint.contact_id.is_(None))
    return db.session.scalars(sa.select(ActionPoint.id).where(*known, ActionPoint.status.in_(UNENDED))).all()


def asked_of(person: int) -> Sequence[int]:
    """Give the open action points that a person was asked to take over."""
    theirs = (ActionPoint.heir_id == person, ActionPoint.status.in_(UNENDED))
    return db.session.scalars(sa.select(ActionPoint.id).where(*theirs).order_by(ActionPoint.id)).all()


def held_by(person: int, organisation: int | None = None) -> Sequence[int]:
    """Give the open action points of which a person is, or is asked to be, the contact; of one organisation, or all."""
    theirs = sa.or_(ActionPoint.contact_id == person, ActionPoint.heir_id == person)
    wanted = sa.select(ActionPoint.id).where(theirs, ActionPoint.status.in_(UNENDED))
    if organisation is not None:
        wanted = wanted.where(ActionPoint.organisation_id == organisation)
    return db.session.scalars(wanted.order_by(ActionPoint.id)).all()


def _whole_open(*where: sa.ColumnElement[bool]) -> Sequence[ActionPoint]:
    wanted = sa.select(ActionPoint).options(*whole()).where(ActionPoint.status.in_(UNENDED), *where)
    return db.session.scalars(wanted.order_by(ActionPoint.due.is_(None), ActionPoint.due, ActionPoint.id)).all()


def open_under(group: int) -> Sequence[ActionPoint]:
    """Give the open action points in a group's work, with their owners."""
    return _whole_open(ActionPoint.group_id == group)


def open_at(item: int) -> Sequence[ActionPoint]:
    """Give the open action points under an item of the plan, with their owners."""
    return _whole_open(ActionPoint.item_id == item)


def held_whole(person: int) -> Sequence[ActionPoint]:
    """Give the open action points that a person is the contact of, with their owners."""
    return _whole_open(ActionPoint.contact_id == person)


def person_at(email: str) -> Person | None:
    """Give the person with an account of this address."""
    return db.session.scalars(
        sa.select(Person).where(Person.email == email, Person.forgotten_at.is_(None))
    ).one_or_none()
