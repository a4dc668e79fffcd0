"""The made-up world that is measured: who is in it, in plain rows. The same every time."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from wgtool.accounts.models import RoleName
from wgtool.groups.models import Kind, Role, Standing, Status
from wgtool.kernel.folding import fold
from wgtool.partners.models import Standing as OrganisationStanding
from wgtool.partners.models import Type

Row = dict[str, Any]
Rows = list[Row]

ORGANISATIONS = 240
PEOPLE = 300
SUPPORT = 3
GROUPS = 60
PROPOSED, OVER = 4, 2
OFFERERS = 12
"""Organisations that signed up for nothing: the first. Their people make the offers that are measured."""
READER = ORGANISATIONS + OFFERERS + 1
"""An ordinary person: the second of the first organisation with sign-ups; in five groups, lead of none."""
TEAM = PEOPLE + 1
COUNTRIES = "AF CD CO ET HT IQ KE LB ML MZ NE NG SO SS SY TD UA YE".split()
WORDS = (
    "review draft customs policy circulate minutes convoy risk register training workshop indicator baseline survey "
    "procurement agreement partner warehouse protection consultation timeline deliverable annex proposal mandate corridor "
    "quorum border follow-up evidence report summary translation publication monitoring evaluation capacity guideline"
).split()
NOW = datetime.now(UTC).replace(microsecond=0)


def chance() -> random.Random:
    """Give the source of all chance, at its beginning."""
    return random.Random(7)


def words(luck: random.Random, number: int) -> str:
    """Give a sentence of so many words."""
    return " ".join(luck.choices(WORDS, k=number)).capitalize() + "."


def ago(days: float) -> datetime:
    """Give a moment so many days ago."""
    return NOW - timedelta(days=days)


def organisations() -> Rows:
    """Give organisations, all looked at; one in twelve watches."""
    types = list(Type)
    return [
        {
            "id": n, "slug": f"organisation-{n:03d}", "name": f"Organisation {n:03d} of {WORDS[n % len(WORDS)]}",
            "folded": fold(f"Organisation {n:03d} of {WORDS[n % len(WORDS)]}"), "short": f"O{n:03d}", "type": types[n % len(types)],
            "standing": OrganisationStanding.OBSERVER if n % 12 == 0 else OrganisationStanding.PARTNER,
            "looked_at": ago(700), "version": 1,
        }
        for n in range(1, ORGANISATIONS + 1)
    ]  # fmt: skip


def presences(luck: random.Random) -> Rows:
    """Give three countries to each organisation."""
    places = [(n, luck.sample(COUNTRIES, 3)) for n in range(1, ORGANISATIONS + 1)]
    return [{"organisation_id": n, "country": country} for n, chosen in places for country in chosen]


def people() -> Rows:
    """Give people, the support team last."""
    return [
        {
            "id": n, "name": f"First{n:03d} Last{n:03d}", "email": f"person{n:03d}@example.org", "shown": n % 5 > 0,
            "mails": True, "language": "en", "zone": "UTC", "epoch": 1, "joined_at": ago(650), "seen_at": NOW,
        }
        for n in range(1, PEOPLE + SUPPORT + 1)
    ]  # fmt: skip


def home(person: int) -> int:
    """Say where a person belongs: the first of an organisation has its number."""
    return (person - 1) % ORGANISATIONS + 1


def belongings() -> Rows:
    """Give everybody but the support team a confirmed place; the first of each organisation is its focal point."""
    return [
        {
            "id": n, "person_id": n, "organisation_id": home(n), "focal": n <= ORGANISATIONS,
            "confirmed_at": ago(640), "since": ago(640).date(),
        }
        for n in range(1, PEOPLE + 1)
    ]  # fmt: skip


def roles() -> Rows:
    """Give the support team its role."""
    return [
        {"id": n, "person_id": TEAM + n - 1, "name": RoleName.SUPPORT, "country": "", "since": ago(640).date()}
        for n in range(1, SUPPORT + 1)
    ]


def status_of(group: int) -> Status:
    """Say where a group stands: nearly all are active."""
    if group > GROUPS - OVER:
        return Status.WITHDRAWN
    return Status.PROPOSED if group > GROUPS - OVER - PROPOSED else Status.ACTIVE


def groups(luck: random.Random) -> Rows:
    """Give groups; a third of them national."""
    return [
        {
            "id": n, "code": f"WG-B{n:02d}", "name": f"Working group {n:02d}", "folded": fold(f"Working group {n:02d}"),
            "type": Kind.GLOBAL if n % 3 else Kind.NATIONAL, "country": "" if n % 3 else COUNTRIES[n % len(COUNTRIES)],
            "problem": words(luck, 40), "status": status_of(n), "organisation_id": lead_of(n), "proposer_id": lead_of(n),
            "proposed_at": ago(500), "status_since": ago(400), "version": 1,
            "active_since": ago(400) if status_of(n) == Status.ACTIVE else None,
        }
        for n in range(1, GROUPS + 1)
    ]  # fmt: skip


def lead_of(group: int) -> int:
    """Name the person who leads a group."""
    return OFFERERS + 3 * group


def memberships() -> Rows:
    """Give each group a lead, a secretariat, a SAG focal point and eight members; the reader is in the first five."""
    found = []
    for group in range(1, GROUPS + 1):
        lead = lead_of(group)
        inside = [(lead, Role.LEAD), (lead + 1, Role.SECRETARIAT), (lead + 2, Role.SAG_FOCAL)]
        inside += [(OFFERERS + 2 + (lead + 11 * n) % 220, Role.MEMBER) for n in range(1, 9)]
        inside += [(READER, Role.MEMBER)] if group <= 5 else []
        found += [_member(group, person, role) for person, role in dict(reversed(inside)).items()]
    return [{"id": n, **row} for n, row in enumerate(found, 1)]


def _member(group: int, person: int, role: Role) -> Row:
    return {
        "group_id": group, "person_id": person, "organisation_id": home(person), "role": role, "standing": Standing.IN,
        "made_at": ago(490), "since": ago(480).date(), "answered_at": ago(480),
    }  # fmt: skip
