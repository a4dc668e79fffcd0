from collections import Counter

import pytest

from wgtool.plan.clauses import Clause, structure
from wgtool.plan.readers import read

from .reading import needs_seed, published

TEAM = "Global Logistics Cluster Support Team"
STAKEHOLDERS = "Logistics Cluster stakeholders"
COMMUNITY = "Logistics Cluster community members"
ALL = ("lead", "co-lead", "contributor", "consulted")
BUT_LEAD = ALL[1:]


def joints(clause: Clause) -> list[tuple[str | None, str]]:
    return [(party.joined, party.kind) for party in clause.parties]


@pytest.mark.parametrize(
    ("text", "audience", "roles", "led_by"),
    [
        (f"{STAKEHOLDERS} who sign up", "stakeholders", ALL, None),
        (f"{TEAM}", None, (), "support_team"),
        (f"{TEAM} Lead", None, (), "support_team"),
        (f"{TEAM} in collaboration with {STAKEHOLDERS} who sign up", "stakeholders", BUT_LEAD, "support_team"),
        (f"{TEAM} Lead in collaboration with {COMMUNITY} who sign up", "community", BUT_LEAD, "support_team"),
        (f"Global Cluster Support Team Lead and {COMMUNITY} who sign up", "community", BUT_LEAD, "support_team"),
        (f"{TEAM} or {COMMUNITY} who sign up", "community", BUT_LEAD, "support_team"),
        (f"{COMMUNITY} who sign up in collaboration with the {TEAM}", "community", BUT_LEAD, "support_team"),
        (f"{COMMUNITY} who sign up and in collaboration with the {TEAM}", "community", BUT_LEAD, "support_team"),
        (f"{COMMUNITY} who sign up also as Lead and in collaboration with the {TEAM}", "community", ALL, None),
        (f"{TEAM} Lead or designated {COMMUNITY}", "community", BUT_LEAD, "support_team"),
        (f"Designated {COMMUNITY} signing up to Working Groups", "community", ALL, None),
        (f"WFP Lead, LET and other {STAKEHOLDERS} who sign up", "stakeholders", BUT_LEAD, "wfp"),
        (f"{TEAM} in consultation with {COMMUNITY} who sign up", "community", ("consulted",), "support_team"),
        (
            f"{TEAM} in consultation with WFP and {STAKEHOLDERS} who sign up",
            "stakeholders",
            ("consulted",),
            "support_team",
        ),
        (f"{COMMUNITY} in collaboration with the {TEAM}", None, (), "community_members"),
        (
            f"{STAKEHOLDERS} responsible for action points in collaboration with the {TEAM}",
            None,
            (),
            "responsible_stakeholders",
        ),
        (f"SAG and {TEAM}", None, (), None),
        (f"{TEAM} and WFP", None, (), None),
        ("Working Group Lead and SAG", None, (), None),
        ("Somebody Else", None, (), "other"),
    ],
)
def test_who_may_sign_up_and_as_what(text: str, audience: str | None, roles: tuple[str, ...], led_by: str | None):
    clause = structure(text)
    assert (clause.text, clause.audience, clause.roles, clause.led_by) == (text, audience, roles, led_by)
    assert clause.invites == bool(roles)
    assert clause.may_lead == ("lead" in roles)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"WFP Lead, LET and other {STAKEHOLDERS} who sign up", [(None, "wfp"), (",", "let"), ("and", "stakeholders")]),
        (
            f"{TEAM} in consultation with WFP and {STAKEHOLDERS} who sign up",
            [(None, "support_team"), ("in consultation with", "wfp"), ("and", "stakeholders")],
        ),
        (
            f"Logistics Cluster preparedness lead per country with {STAKEHOLDERS} who sign up",
            [(None, "preparedness_lead"), ("with", "stakeholders")],
        ),
        (
            f"{TEAM} (in collaboration with Management of responsible parties) on country level",
            [(None, "support_team"), ("in collaboration with", "management")],
        ),
        (
            f"{TEAM} Lead and {COMMUNITY} who sign up in collaboration with academic stakeholders",
            [(None, "support_team"), ("and", "community_members"), ("in collaboration with", "academia")],
        ),
        (
            f"{COMMUNITY} who sign up and in collaboration with the {TEAM}",
            [(None, "community_members"), ("in collaboration with", "support_team")],
        ),
        (
            f"{TEAM} in collaboration with private sector partners",
            [(None, "support_team"), ("in collaboration with", "partners_private_sector")],
        ),
        (f"{TEAM} Lead or designated {COMMUNITY}", [(None, "support_team"), ("or", "community_members")]),
    ],
)
def test_parties_are_in_order_and_how_they_are_joined(text: str, expected: list[tuple[str | None, str]]):
    assert joints(structure(text)) == expected


def test_limits_are_read():
    assert structure(f"{TEAM} or {STAKEHOLDERS} who sign up per country").per_country
    assert structure(f"{STAKEHOLDERS} including academia who sign up").includes == ("academia",)
    both = structure(f"{STAKEHOLDERS} including academia and the private sector who sign up")
    assert both.includes == ("academia", "private sector")
    assert structure(f"{COMMUNITY} who sign up also as Lead").also_as_lead


def test_designated_are_named_by_the_support_team():
    clause = structure(f"{TEAM} Lead or designated {COMMUNITY}")
    assert clause.designated
    assert [party.designated for party in clause.parties] == [False, True]
    assert not structure(f"{COMMUNITY} who sign up").designated


def test_being_invited_is_not_being_asked_to_sign_up():
    clause = structure(f"{TEAM}, {COMMUNITY} who sign up and {STAKEHOLDERS} invited as appropriate")
    assert clause.audience == "community"
    assert [party.invited for party in clause.parties] == [False, False, True]


def test_only_the_word_lead_names_a_lead():
    assert structure(f"WFP Lead, LET and other {STAKEHOLDERS} who sign up").named_lead == "wfp"
    assert structure(f"{TEAM} and {STAKEHOLDERS} who sign up").named_lead is None
    assert structure("Working Group Lead and SAG").named_lead is None


def test_an_unknown_party_is_kept_as_written():
    (party,) = structure("The Harbour Master").parties
    assert (party.kind, party.name) == ("other", "The Harbour Master")


@needs_seed("2019")
def test_59_of_104_invite_sign_up():
    clauses = {each.number: structure(each.clause or "") for each in read(published("2019"), "SIP 2019").activities()}
    assert len(clauses) == 104
    assert sum(clause.invites for clause in clauses.values()) == 59
    assert Counter(clause.audience for clause in clauses.values()) == {"stakeholders": 30, "community": 29, None: 45}
    assert sum(clause.named_lead is not None for clause in clauses.values()) == 22
    assert [number for number, clause in clauses.items() if clause.also_as_lead] == ["3.3.3.1", "3.3.3.3"]
    assert [number for number, clause in clauses.items() if clause.per_country] == ["1.2.1.1", "1.2.1.2"]
    assert [number for number, clause in clauses.items() if clause.designated] == ["2.2.1.1", "2.3.1.6"]
    assert [number for number, clause in clauses.items() if clause.includes] == ["2.4.2.2"]
    assert not any(party.kind == "other" for clause in clauses.values() for party in clause.parties)
    assert [number for number, clause in clauses.items() if clause.may_lead] == [
        "1.1.1.1",
        "1.1.1.2",
        "1.2.2.1",
        "2.1.2.1",
        "2.3.1.6",
        "2.4.1.2",
        "3.3.3.1",
        "3.3.3.3",
    ]
