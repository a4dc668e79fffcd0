"""The mapping of clauses to who may sign up for what, without a database."""

from __future__ import annotations

import pytest

from tests.signups.conftest import COMMUNITY, STAKEHOLDERS, TEAM
from wgtool.kernel import clock
from wgtool.partners.models import Organisation, Standing, Type
from wgtool.plan.models import Edition, Item, Level
from wgtool.signups import invites, rules
from wgtool.signups.models import Role
from wgtool.signups.rules import Closed

ALL = "lead co-lead contributor consulted"
REST = "co-lead contributor consulted"
LOW = "contributor consulted"
# clause, roles of a partner, roles of an observer, who leads by the plan
TABLE = [
    (f"{STAKEHOLDERS} who sign up", ALL, LOW, None),
    (f"{STAKEHOLDERS} who sign up per country", ALL, LOW, None),
    (f"{TEAM}", "", "", "support_team"),
    (f"{TEAM} Lead", "", "", "support_team"),
    (f"{TEAM} in collaboration with the SAG", "", "", "support_team"),
    (f"{TEAM} in collaboration with private sector partners", "", "", "support_team"),
    (f"{TEAM} and WFP", "", "", None),
    ("SAG and the Global Cluster Support Team", "", "", None),
    ("Working Group Lead and SAG", "", "", None),
    (f"{COMMUNITY} in collaboration with the {TEAM}", "", "", "community_members"),
    (f"{TEAM} Lead in collaboration with {STAKEHOLDERS} who sign up", REST, LOW, "support_team"),
    (f"{TEAM} Lead and {COMMUNITY} who sign up", REST, "", "support_team"),
    (f"{TEAM} and {STAKEHOLDERS} who sign up", REST, LOW, "support_team"),
    (f"{TEAM} or {COMMUNITY} who sign up", REST, "", "support_team"),
    (f"{TEAM} or {STAKEHOLDERS} who sign up per country", REST, LOW, "support_team"),
    (f"{COMMUNITY} who sign up in collaboration with the {TEAM}", REST, "", "support_team"),
    (f"{COMMUNITY} who sign up also as Lead and in collaboration with the {TEAM}", ALL, "", None),
    (f"{TEAM} in consultation with {COMMUNITY} who sign up", "consulted", "", "support_team"),
    (f"WFP Lead, LET and other {STAKEHOLDERS} who sign up", REST, LOW, "wfp"),
    (f"Designated {COMMUNITY} signing up to Working Groups", ALL, "", None),
    (f"{TEAM} Lead or designated {COMMUNITY}", REST, "", "support_team"),
    (f"Preparedness lead per country with {STAKEHOLDERS} who sign up", ALL, LOW, None),
    (
        f"Logistics Cluster preparedness lead per country with {STAKEHOLDERS} who sign up",
        REST,
        LOW,
        "preparedness_lead",
    ),
    (None, ALL, LOW, None),
]


def item(clause: str | None = None, edition: str = "2022") -> Item:
    one = Edition(slug=edition, title="Plan", starts=2000)
    return Item(edition=one, level=Level.ACTIVITY, number="9.9.9.9", place=1, clause=clause, title="x", text="")


def organisation(
    standing: str = "partner", type: Type = Type.INGO, name: str = "Made Up", short: str = ""
) -> Organisation:
    return Organisation(name=name, short=short, type=type, standing=Standing(standing), looked_at=clock.now())


def roles(clause: str | None, whom: Organisation) -> str:
    return " ".join(rules.roles_for(whom, rules.terms(item(clause))))


@pytest.mark.parametrize(("clause", "partner", "observer", "leads"), TABLE)
def test_who_may_offer_what(clause: str | None, partner: str, observer: str, leads: str | None) -> None:
    assert roles(clause, organisation()) == partner
    assert roles(clause, organisation("observer")) == observer
    assert rules.terms(item(clause)).led_by == leads


@pytest.mark.parametrize(("clause", "partner", "observer", "leads"), TABLE)
def test_the_reason_and_the_choice_are_one_rule(
    clause: str | None, partner: str, observer: str, leads: str | None
) -> None:
    for standing, mine in (("partner", partner), ("observer", observer)):
        for role in Role:
            refused = rules.objection(item(clause), organisation(standing), role, "")
            assert (refused is None) == (role in mine.split()), (standing, role, refused)


@pytest.mark.parametrize("clause", [row[0] for row in TABLE])
def test_every_clause_is_told_in_words(clause: str | None, app: object) -> None:
    from flask import Flask

    assert isinstance(app, Flask)
    with app.test_request_context():
        told = dict(invites.who(rules.terms(item(clause))))
    assert told["Open to"]


@pytest.mark.parametrize(
    ("role", "clause", "must"),
    [
        (Role.LEAD, None, True),
        (Role.CO_LEAD, None, True),
        (Role.CONTRIBUTOR, None, False),
        (Role.CONSULTED, None, False),
        (Role.CONTRIBUTOR, f"{STAKEHOLDERS} who sign up", False),
        (Role.CONTRIBUTOR, f"{TEAM} Lead or designated {COMMUNITY}", True),
    ],
)
def test_what_must_be_confirmed(role: Role, clause: str | None, must: bool) -> None:
    assert rules.must_be_confirmed(item(clause), role) is must


def test_only_the_named_party_may_offer_to_lead() -> None:
    clause = f"WFP Lead, LET and other {STAKEHOLDERS} who sign up"
    assert roles(clause, organisation(name="World Food Programme", short="WFP")) == ALL
    assert "The plan names who leads" in str(rules.objection(item(clause), organisation(), Role.LEAD, ""))


def test_the_support_team_names_whom_the_clause_does_not_invite() -> None:
    closed = item(TEAM)
    assert rules.objection(closed, organisation(), Role.CONTRIBUTOR, "", named=True) is None
    assert rules.objection(closed, organisation("observer"), Role.LEAD, "", named=True)


def test_types_that_a_clause_includes_come_beside_partners() -> None:
    clause = f"{COMMUNITY} including academia who sign up"
    assert roles(clause, organisation("observer", Type.ACADEMIA)) == LOW
    assert roles(clause, organisation("observer", Type.PRIVATE)) == ""


def test_countries_only_where_told_apart() -> None:
    assert rules.objection(item(f"{STAKEHOLDERS} who sign up per country"), organisation(), Role.LEAD, "TD") is None
    assert rules.objection(item(), organisation(), Role.LEAD, "TD")


def test_what_left_the_plan_or_was_not_read_is_closed() -> None:
    gone = item()
    gone.dropped_at = clock.now()
    assert rules.terms(gone).closed == Closed.DROPPED
    assert rules.terms(item(edition="2019")).closed == Closed.UNREAD
    for one in (gone, item(edition="2019")):
        assert rules.objection(one, organisation(), Role.CONSULTED, "", named=True)
