"""Whose turn it is with an offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wgtool.kernel import waits
from wgtool.kernel.actors import wearers
from wgtool.kernel.i18n import _l
from wgtool.kernel.waits import Act, Turn, Wait
from wgtool.signups import queries, rules
from wgtool.signups.models import Role, SignUp

CONFIRM = {
    Role.LEAD: waits.sentence(
        "signups.confirm-lead",
        yours=_l("Confirm or decline the offer of %(organisation)s to lead %(number)s."),
        others=_l("Waiting for the offer of %(organisation)s to lead %(number)s to be confirmed."),
    ),
    Role.CO_LEAD: waits.sentence(
        "signups.confirm-co-lead",
        yours=_l("Confirm or decline the offer of %(organisation)s to co-lead %(number)s."),
        others=_l("Waiting for the offer of %(organisation)s to co-lead %(number)s to be confirmed."),
    ),
    Role.CONTRIBUTOR: waits.sentence(
        "signups.confirm-contributor",
        yours=_l("Confirm or decline the offer of %(organisation)s to contribute to %(number)s."),
        others=_l("Waiting for the offer of %(organisation)s to contribute to %(number)s to be confirmed."),
    ),
    Role.CONSULTED: waits.sentence(
        "signups.confirm-consulted",
        yours=_l("Confirm or decline the offer of %(organisation)s to be consulted on %(number)s."),
        others=_l("Waiting for the offer of %(organisation)s to be consulted on %(number)s to be confirmed."),
    ),
}
TAKEN = waits.sentence(
    "signups.taken",
    yours=_l("%(leader)s leads %(number)s now. Contribute instead, or withdraw your offer to lead."),
    others=_l("%(leader)s leads %(number)s; waiting for %(organisation)s to contribute instead or withdraw."),
)


def turns(id: int) -> Iterable[Turn]:
    """Say who must do what with an offer; nobody, once it is settled or while who offered it is provisional."""
    signup = queries.by_id(id)
    if signup is None or not rules.waits_for_a_yes(signup):
        return []
    params = {"organisation": signup.organisation.name, "number": signup.item.number}
    if signup.role == Role.LEAD and signup.taken_by is not None:
        params["leader"] = signup.taken_by.organisation.name
        return [Turn(holder, TAKEN, params) for holder in _offering(signup)]
    return [Turn(_confirming(signup), CONFIRM[signup.role], params)]


def _confirming(signup: SignUp) -> str:
    """Give who confirms: the leads of active groups that serve the activity, else the support team."""
    leads = f"aligned:activity:{signup.item_id}"
    may = [] if rules.terms(signup.item).designated else wearers(leads)
    others = may and set(may) - set(wearers(f"member:organisation:{signup.organisation_id}"))
    return leads if others else "support:world:"


def _offering(signup: SignUp) -> Iterator[str]:
    """Give who offered: the organisation's focal points, and the person where that is somebody else."""
    focal = f"focal:organisation:{signup.organisation_id}"
    points = wearers(focal)
    if points:
        yield focal
    if signup.offered_by is not None and signup.offered_by not in points:
        yield f"self:person:{signup.offered_by}"


def url(line: Wait) -> str:
    """Give the page of a sign-up."""
    return f"/signups/{line.thing}"


def _instead(line: Wait) -> Act:
    return Act(_l("Contribute instead"), f"{url(line)}/contribute")


def _yes(line: Wait) -> Act:
    return Act(_l("Confirm"), f"{url(line)}/confirm")


def register() -> None:
    """Say whose turn it is with every offer that stands."""
    waits.waits_for("signup", turns=turns, waiting=queries.waiting, url=url)
    waits.one_step(TAKEN, _instead)
    for key in CONFIRM.values():
        waits.one_step(key, _yes)
