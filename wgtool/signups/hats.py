"""The hat that a confirmed lead's people wear: they do the work on a deliverable, and report on it."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from wgtool.accounts.models import Belonging
from wgtool.kernel.actors import knows_wearers, provides_hats, word
from wgtool.kernel.terms import current
from wgtool.signups.models import Role, SignUp, Status


def _doing() -> sa.ColumnElement[bool]:
    """Join who speaks for an organisation with what it leads: its focal points, and who offered while still there."""
    leads = sa.and_(SignUp.role == Role.LEAD, SignUp.status == Status.CONFIRMED, SignUp.deliverable_id.is_not(None))
    speaks = sa.or_(Belonging.focal, SignUp.offered_by == Belonging.person_id)
    here = sa.and_(SignUp.organisation_id == Belonging.organisation_id, speaks)
    return sa.and_(here, leads, current(Belonging), Belonging.confirmed_at.is_not(None))


@provides_hats
def hats(person: sa.BindParameter[int]) -> Iterable[sa.Select[str, str, str]]:
    """Give each deliverable of which the person's organisation leads the work, confirmed."""
    mine = sa.select(word("doing"), word("deliverable"), sa.cast(SignUp.deliverable_id, sa.String))
    yield mine.select_from(Belonging).join(SignUp, _doing()).where(Belonging.person_id == person)


@knows_wearers("deliverable")
def wearers(role: str, ref: str) -> sa.Select[int]:
    """Select the people who do the work on a deliverable."""
    id = int(ref.partition(":")[2])
    return sa.select(Belonging.person_id).join(SignUp, _doing()).where(SignUp.deliverable_id == id)
