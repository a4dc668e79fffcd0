"""Facts about people, links and those who look after them."""

from __future__ import annotations

import enum
from typing import Protocol
from zoneinfo import available_timezones

from wgtool.accounts.models import Belonging, Link, Person, Role, RoleName
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _l
from wgtool.kernel.permits import who

REGIONS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


class Standing(enum.StrEnum):
    """Whether a mailed link can be used."""

    OPEN = "open"
    USED = "used"
    ENDED = "ended"
    UNKNOWN = "unknown"


class AtOrganisation(Protocol):
    """A belonging or an invitation."""

    organisation_id: int


def standing(link: Link | None) -> Standing:
    """Say whether a link can be used."""
    if link is None:
        return Standing.UNKNOWN
    if link.used_at is not None:
        return Standing.USED
    return Standing.OPEN if link.ends_at > clock.now() else Standing.ENDED


def acting(person: Person, organisation: int | None = None) -> Actor:
    """Give the actor who uses a link of theirs: a link acts as its owner, whoever is signed in."""
    return Actor(person=person.id, name=person.name, organisation=organisation, language=person.language)


def zones() -> list[str]:
    """Give the time zones to choose from, by name."""
    return ["UTC", *sorted(zone for zone in available_timezones() if zone.split("/")[0] in REGIONS and "/" in zone)]


def current_belonging(person: Person) -> Belonging | None:
    """Give where a person belongs now, of the belongings loaded."""
    return next((b for b in person.belongings if b.is_current), None)


@who(_l("focal points of the organisation"))
def focal_there(actor: Actor, thing: AtOrganisation) -> bool:
    """Let focal points of the organisation that a belonging or invitation is about."""
    return actor.wears("focal", "organisation", thing.organisation_id)


@who(_l("administrators, for administrators and the support team"))
def ends_team(actor: Actor, role: Role) -> bool:
    """Let administrators end what they may give."""
    return actor.wears("admin") and role.name != RoleName.COORDINATOR


@who(_l("the support team, for country coordinators"))
def ends_coordination(actor: Actor, role: Role) -> bool:
    """Let the support team end what it may give."""
    return actor.supports and role.name == RoleName.COORDINATOR
