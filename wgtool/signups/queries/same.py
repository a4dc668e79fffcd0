"""Whether somebody has signed up in the same way already."""

from __future__ import annotations

from functools import cache

import sqlalchemy as sa

from wgtool.groups.models import Deliverable
from wgtool.kernel.db import columns, db
from wgtool.partners.models import Organisation
from wgtool.signups.models import OPEN, Role, SignUp, Status, Taken
from wgtool.signups.queries.signups import PUBLIC, on_it


@cache
def _same(on: type[Taken], role: Role) -> sa.Exists:
    """Say whether there is what says the same. The role is written out: a bound one would have SQLite plan this anew each time."""
    here = SignUp.deliverable_id if on is Deliverable else SignUp.item_id
    return sa.exists().where(
        here == sa.bindparam("on"), SignUp.organisation_id == sa.bindparam("organisation"), SignUp.role == role, PUBLIC,
        SignUp.country == sa.bindparam("country"), SignUp.id != sa.bindparam("but"), SignUp.status.in_(OPEN),
    )  # fmt: skip


@cache
def _select_same(on: type[Taken], role: Role) -> sa.Select[bool]:
    return sa.select(_same(on, role))


def same(on: Taken, organisation: int, role: Role, country: str, *, but: int = 0) -> bool:
    """Say whether a standing sign-up says the same already."""
    what = {"on": on.id, "organisation": organisation, "country": country, "but": but}
    return bool(columns(_select_same(type(on), role), what).scalar_one())


@cache
def _with_same(on: type[Taken], role: Role) -> sa.Select[Organisation, bool]:
    wanted = sa.select(Organisation, _same(on, role).label("same"))
    return wanted.where(Organisation.id == sa.bindparam("organisation"))


def with_same(organisation: int, on: Taken, role: Role, country: str) -> tuple[Organisation | None, bool]:
    """Give an organisation that would sign up, and say whether it has done so in the same way: one statement.

    To be asked when what it signs up for is held: nobody else can say the same from then on.
    """
    what = {"on": on.id, "organisation": organisation, "country": country, "but": 0}
    row = db.session.execute(_with_same(type(on), role), what).one_or_none()
    return (row[0], row.same) if row else (None, False)


def same_of_person(signup: SignUp, person: int | None) -> bool:
    """Say whether a provisional person has made the same offer already."""
    what = (on_it(signup.on), SignUp.organisation_id == signup.organisation_id, ~PUBLIC)
    how = (SignUp.role == signup.role, SignUp.country == signup.country, SignUp.status == Status.OFFERED)
    return db.session.scalar(sa.select(SignUp.id).where(*what, *how, SignUp.offered_by == person)) is not None
