"""Who wears accounts' own hats, and which a person wears."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from wgtool.accounts.models import Belonging, Person, Role, RoleName
from wgtool.kernel.actors import knows_wearers, provides_hats, word
from wgtool.kernel.terms import current
from wgtool.partners.models import Organisation, Standing


@provides_hats
def hats(person: sa.BindParameter[int]) -> Iterable[sa.Select[str, str, str]]:
    """Give self, member, partner and focal of an organisation, and the roles that hang on nothing smaller.

    "partner" is worn only by confirmed people of partners (not observers) that were looked at.
    """
    at = sa.cast(Belonging.organisation_id, sa.String)
    mine = sa.select(word("member"), word("organisation"), at).where(Belonging.person_id == person, current(Belonging))
    confirmed = mine.join(Organisation, Organisation.id == Belonging.organisation_id).where(
        Belonging.confirmed_at.is_not(None), Organisation.looked_at.is_not(None)
    )
    yield sa.select(word("self"), word("person"), sa.cast(person, sa.String))
    yield mine
    yield confirmed.with_only_columns(word("confirmed"), word("organisation"), at)
    yield confirmed.where(Organisation.standing == Standing.PARTNER).with_only_columns(
        word("partner"), word("organisation"), at
    )
    yield confirmed.where(Belonging.focal).with_only_columns(word("focal"), word("organisation"), at)
    coordinates = Role.name == RoleName.COORDINATOR
    kind = sa.case((coordinates, word("country")), else_=word("world"))
    id = sa.case((coordinates, Role.country), else_=word(""))
    yield sa.select(sa.cast(Role.name, sa.String), kind, id).where(Role.person_id == person, current(Role))


@knows_wearers("person", "organisation", "world", "country")
def wearers(role: str, ref: str) -> sa.Select[int]:
    """Select the people who wear accounts' own hats."""
    kind, _, id = ref.partition(":")
    active = sa.select(Person.id).where(Person.forgotten_at.is_(None))
    if kind == "person":
        return active.where(Person.id == int(id))
    if kind == "organisation":
        at = active.join(Belonging).where(Belonging.organisation_id == int(id), current(Belonging))
        at = at if role == "member" else at.where(Belonging.confirmed_at.is_not(None))
        return at.where(Belonging.focal) if role == "focal" else at
    return active.join(Role).where(Role.name == RoleName(role), Role.country == id, current(Role))
