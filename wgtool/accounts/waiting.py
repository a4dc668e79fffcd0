"""Whose turn it is to look at organisations and to confirm their people.

One function for each organisation: the same button of the support team answers for both.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from wgtool.accounts import queries
from wgtool.kernel import waits
from wgtool.kernel.db import db
from wgtool.kernel.i18n import _l
from wgtool.kernel.sight import Sight
from wgtool.kernel.waits import Turn
from wgtool.partners.models import Organisation

SOMEBODY_NEW = waits.sentence(
    "accounts.somebody-new",
    yours=_l("Say whether somebody new belongs to %(organisation)s."),
    others=_l("Waiting for a focal point or the support team to confirm somebody new at %(organisation)s."),
)
NEW_ORGANISATION = waits.sentence(
    "accounts.new-organisation",
    yours=_l("%(organisation)s is new here: say whether it exists."),
    others=_l("Waiting for the support team to look at %(organisation)s."),
)


def turns(organisation: int) -> Iterator[Turn]:
    """Say who must look at an organisation or confirm its people."""
    found = db.session.get(Organisation, organisation)
    if found is None:
        return
    waiting = queries.provisional_at(organisation)
    told = partial(
        Turn, params={"organisation": found.name}, sight=Sight.GROUP, audience=f"focal:organisation:{organisation}"
    )
    if found.looked_at is None:
        yield told("support:world:", NEW_ORGANISATION)
    elif waiting:
        yield told("support:world:", SOMEBODY_NEW)
    if waiting and found.looked_at and queries.has_focal(organisation):
        yield told(f"focal:organisation:{organisation}", SOMEBODY_NEW)


def register() -> None:
    """Have organisations wait for their people."""
    waits.waits_for(
        "organisation", turns=turns, waiting=queries.with_provisional,
        url=lambda line: f"/organisations/{line.thing}/people", moved_by=("accounts", "partners"),
    )  # fmt: skip
