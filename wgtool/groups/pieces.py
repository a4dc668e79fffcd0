"""Parts of a group's page that say the same to everybody who may read their values: made once for what they show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from markupsafe import Markup

from wgtool.groups import lifeline, words
from wgtool.groups.lifeline import Chart, Life
from wgtool.groups.models import Alignment, Group, Membership, Role
from wgtool.groups.queries import Link, Relative
from wgtool.kernel.addresses import each
from wgtool.kernel.i18n import tongue
from wgtool.kernel.pieces import Pieces

MANY = (Role.MEMBER, Role.OBSERVER)
"""The roles whose people are listed in one line."""
FEW = 6
"""So many of these are named; the rest are counted."""


class Known:
    """What the templates of these pieces know beside their values."""

    words = words

    @staticmethod
    def urls() -> dict[str, Any]:
        """Give the functions for the addresses of partners and of the people of a group."""
        return {"partner": each("partners.detail", "slug"), "members": each("groups.members", "code")}

    @staticmethod
    def item(edition: str, number: str) -> str:
        """Give the address of an item of the plan."""
        return each("plan.item", "number", edition=edition)(number)


class OfLife:
    """What the template of a line of life knows beside its values."""

    states, marks, pauses = words.STATES, words.MARKS, words.PAUSES

    @staticmethod
    def url() -> Callable[[str], str]:
        """Give the function for the address of a group."""
        return each("groups.detail", "code")

    @staticmethod
    def drawn(lives: Sequence[Life], links: Sequence[Link], until: datetime) -> Chart:
        """Draw it in the direction in which it is read."""
        return lifeline.drawn(lives, links, until, mirrored=tongue().language.locale.text_direction == "rtl")

    @staticmethod
    def told(code: str, links: Iterable[Link]) -> list[tuple[str, Relative, datetime]]:
        """Say how a group is linked with others: the words, the other, and since when."""
        older = [(words.FORWARD[link.how], link.newer, link.at) for link in links if link.older.code == code]
        newer = [(words.BACKWARD[link.how], link.older, link.at) for link in links if link.newer.code == code]
        return sorted([*older, *newer], key=lambda told: told[-1])


PEOPLE = Pieces("groups/_people.html", most=128, known=Known)
SERVES = Pieces("groups/_serves.html", most=128, known=Known)
LIFE = Pieces("groups/_life.html", most=64, zoned=True, known=OfLife)


def people_of(group: Group, names: Mapping[int, str] | None) -> Markup:
    """Give who is in a group: each with a task, then the others by organisation. With `names`, people are named, too."""
    roster = group.roster
    in_order = sorted(roster, key=lambda m: list(Role).index(m.role))
    alone = tuple(_line(m, names) for m in in_order if m.role not in MANY)
    return PEOPLE(group.code, alone, tuple(_lot(roster, role) for role in MANY), names is not None)


def _line(one: Membership, names: Mapping[int, str] | None) -> tuple[object, ...]:
    place = (one.organisation.slug, one.organisation.name) if one.organisation else None
    return one.role, place, (names or {}).get(one.person_id or 0, ""), one.since


def _lot(roster: Iterable[Membership], role: Role) -> tuple[object, ...]:
    these = [m.organisation.name if m.organisation else "" for m in roster if m.role == role]
    return role, len(these), tuple(these[:FEW])


def serves_of(alignments: Iterable[Alignment]) -> Markup:
    """Give what a group serves, in printed order."""
    items = sorted((one.item for one in alignments), key=lambda item: item.place)
    return SERVES(tuple((item.number, item.edition.slug, item.title) for item in items))


def life_line(code: str, lives: Iterable[Life], links: Iterable[Link], until: datetime) -> Markup:
    """Give the lines of life of a group and of those it is linked with, drawn until a moment, and as a table."""
    return LIFE(code, tuple(lives), tuple(links), until)
