"""Whose turn it is with an offer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from wgtool.groups.models import Status as At
from wgtool.kernel import waits
from wgtool.kernel.actors import wearers
from wgtool.kernel.i18n import _l
from wgtool.kernel.waits import Act, Turn, Wait
from wgtool.kernel.wearing import AT_ONCE, Worn
from wgtool.signups import queries, rules
from wgtool.signups.models import Role, SignUp

Wearers = Callable[[str], Collection[int]]
"""Who wears a hat: asked each time, or known for many."""
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
    return [] if signup is None else _turns(signup, wearers)


def turns_of(ids: Sequence[int]) -> dict[int, list[Turn]]:
    """Say the same of many, some hundred at a time: who wears what is asked once."""
    worn, said = Worn(), dict[int, list[Turn]]()
    for at in range(0, len(ids), AT_ONCE):
        offers = queries.offered_among(ids[at : at + AT_ONCE])
        worn.learn(_hats(offers))
        said |= {offer.id: _turns(offer, worn) for offer in offers}
    return said


def _hats(offers: Iterable[SignUp]) -> Iterator[str]:
    """Give the hats on which it depends whose turn some offers are."""
    for offer in offers:
        organisation = offer.organisation_id
        if offer.role == Role.LEAD and offer.taken_by is not None:
            yield f"focal:organisation:{organisation}"
        elif leads := _leads(offer):
            yield from (leads, f"member:organisation:{organisation}")


def _turns(signup: SignUp, worn: Wearers) -> list[Turn]:
    if not rules.waits_for_a_yes(signup):
        return []
    params = {"organisation": signup.organisation.name, "number": signup.number}
    if signup.role == Role.LEAD and signup.taken_by is not None:
        params["leader"] = signup.taken_by.organisation.name
        return [Turn(holder, TAKEN, params) for holder in _offering(signup, worn)]
    return [Turn(holder, CONFIRM[signup.role], params) for holder in _confirming(signup, worn)]


def _leads(signup: SignUp) -> str:
    """Give the hat of the leads of the active group it is under, or that serves it; "" where none confirms."""
    if row := signup.deliverable:
        return f"lead:group:{row.group_id}" if row.group.status == At.ACTIVE else ""
    return "" if rules.terms(signup.on).designated else f"aligned:activity:{signup.item_id}"


def _confirming(signup: SignUp, worn: Wearers) -> list[str]:
    """Give who confirms: the leads, but those of the organisation that offers; the support team where none is left."""
    leads = _leads(signup)
    all_leads = set(worn(leads)) if leads else set[int]()
    may = all_leads - set(worn(f"member:organisation:{signup.organisation_id}")) if all_leads else all_leads
    if not may:
        return ["support:world:"]
    return [leads] if may == all_leads else [f"self:person:{person}" for person in sorted(may)]


def _offering(signup: SignUp, worn: Wearers) -> Iterator[str]:
    """Give who offered: the organisation's focal points, and the person where that is somebody else."""
    focal = f"focal:organisation:{signup.organisation_id}"
    points = worn(focal)
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
    waits.waits_for("signup", turns=turns, of_many=turns_of, waiting=queries.waiting, url=url)
    waits.one_step(TAKEN, _instead)
    for key in CONFIRM.values():
        waits.one_step(key, _yes)
