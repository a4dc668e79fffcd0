"""Signing up: who may, as what, and what it becomes at once."""

from __future__ import annotations

import pytest

from tests import factories
from tests.cast import Cast
from tests.signups.conftest import OPEN
from wgtool.history import queries as history
from wgtool.partners.models import Type

URL = f"/plan/2022/{OPEN}/sign-up"


def stored() -> list[tuple[str, str]]:
    return [(s.role.value, s.status.value) for s in factories.signups()]


def test_a_contributor_counts_at_once(plan: None, cast: Cast) -> None:
    answer = cast.omar.post(URL, {"role": "contributor", "offers": "Two trainers"})
    assert answer.status_code == 303
    assert stored() == [("contributor", "confirmed")]
    assert "Of your organisation this stands already:" in cast.hana.get(f"/plan/2022/{OPEN}").text
    assert "Of your organisation" not in cast.kofi.get(f"/plan/2022/{OPEN}").text
    shown = cast.guest.get(f"/plan/2022/{OPEN}").text
    assert "offer to take part, once you have joined" in shown
    assert "Rivermark Relief" in shown
    assert "Two trainers" in shown


@pytest.mark.parametrize(("role", "status"), [("lead", "offered"), ("co-lead", "offered"), ("consulted", "confirmed")])
def test_leads_are_confirmed_others_count(plan: None, cast: Cast, role: str, status: str) -> None:
    cast.omar.post(URL, {"role": role})
    assert stored() == [(role, status)]


def test_it_is_one_line_on_three_timelines(plan: None, cast: Cast) -> None:
    cast.omar.post(URL, {"role": "lead"})
    (signup,) = factories.signups()
    for ref in (signup.ref, *signup.touches):
        told = history.timeline(ref, seen_by=cast.sam.actor)
        assert [t.event for t in told if t.event.startswith("signups")] == ["signups.Offered"], ref
    assert told[0].sentence == "Rivermark Relief offered to take part here (Lead)."


def test_the_same_twice_is_refused(plan: None, cast: Cast) -> None:
    cast.omar.post(URL, {"role": "contributor"})
    answer = cast.hana.post(URL, {"role": "contributor", "offers": "a long text of mine"})
    assert answer.status_code == 409
    assert "a long text of mine" in answer.text
    assert len(stored()) == 1


def test_sent_twice_is_done_once(plan: None, cast: Cast) -> None:
    answers = [cast.omar.post(URL, {"role": "lead", "once": "the-same-form"}) for _ in range(2)]
    assert [a.status_code for a in answers] == [303, 303]
    assert len(stored()) == 1


def test_guests_are_asked_in(plan: None, cast: Cast) -> None:
    assert cast.guest.post(URL, {"role": "lead"}).status_code == 401
    shown = cast.guest.get(f"/plan/2022/{OPEN}").text
    assert "to sign your organisation up" in shown
    assert cast.guest.get(URL).status_code == 401


def test_who_belongs_nowhere_is_told(plan: None, cast: Cast) -> None:
    assert cast.ada.post(URL, {"role": "contributor"}).status_code == 403
    assert "You belong to no organisation here" in cast.ada.get(f"/plan/2022/{OPEN}").text


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "wrong",
    [
        {"role": ""},
        {"role": "emperor"},
        {"role": "contributor", "offers": "x" * 601},
        {"role": "contributor", "ends_on": "soon"},
        {"role": "contributor", "ends_on": "2001-01-01"},
    ],
)
def test_what_is_malformed_changes_nothing(plan: None, cast: Cast, wrong: dict[str, str]) -> None:
    assert cast.omar.post(URL, wrong).status_code in {409, 422}
    assert stored() == []


def test_others_cannot_be_signed_up(plan: None, cast: Cast) -> None:
    other = str(cast.lantern.id)
    cast.omar.post(URL, {"role": "contributor", "organisation": other, "country": "TD"})
    (signup,) = factories.signups()
    assert (signup.organisation_id, signup.country) == (cast.rivermark.id, "")


def test_markup_is_text(plan: None, cast: Cast) -> None:
    cast.omar.post(URL, {"role": "contributor", "offers": "<script>alert(1)</script>\u202e"})
    shown = cast.guest.get(f"/plan/2022/{OPEN}").text
    assert "&lt;script&gt;alert(1)" in shown
    assert "\u202e" not in shown


def test_the_support_team_signs_up_others_visibly(plan: None, cast: Cast) -> None:
    answer = cast.sam.post(URL, {"role": "lead", "organisation": str(cast.rivermark.id)})
    assert answer.status_code == 303
    assert stored() == [("lead", "confirmed")]
    assert "was signed up by the support team (Lead)" in cast.guest.get(answer.location).text


def test_it_names_nobody_unknown(plan: None, cast: Cast) -> None:
    _ = cast.rivermark
    assert cast.sam.post(URL, {"role": "lead", "organisation": "999"}).status_code == 422
    assert cast.sam.post(URL, {"role": "lead", "organisation": str(cast.depot.id)}).status_code == 409
    assert stored() == []


def test_a_taken_place_is_offered_to_nobody_else(plan: None, cast: Cast) -> None:
    factories.signup(OPEN, cast.lantern, "lead")
    answer = cast.omar.post(URL, {"role": "lead"})
    assert answer.status_code == 409
    assert "Lantern Health Logistics leads 1.1.1.1 already" in answer.text


def test_observers_contribute_and_do_not_lead(plan: None, cast: Cast) -> None:
    assert cast.olga.post(URL, {"role": "lead"}).status_code == 422
    assert cast.olga.post(URL, {"role": "contributor"}).status_code == 303


@pytest.mark.parametrize(
    ("about", "role", "code"),
    [
        ("closed", "contributor", 422),
        ("beside", "lead", 422),
        ("beside", "co-lead", 303),
        ("partners", "contributor", 303),
        ("may lead", "lead", 303),
        ("wfp", "lead", 422),
        ("wfp", "consulted", 303),
    ],
)
def test_the_clause_says_who_may(clauses: dict[str, str], cast: Cast, about: str, role: str, code: int) -> None:
    assert cast.omar.post(f"/plan/2019/{clauses[about]}/sign-up", {"role": role}).status_code == code
    assert len(stored()) == (code == 303)


def test_a_country_only_where_the_clause_says_so(clauses: dict[str, str], cast: Cast) -> None:
    url = f"/plan/2019/{clauses['country']}/sign-up"
    assert cast.omar.post(url, {"role": "lead", "country": "XX"}).status_code == 422
    assert cast.omar.post(url, {"role": "lead", "country": "TD"}).status_code == 303
    assert cast.lena.post(url, {"role": "lead", "country": ""}).status_code == 303
    assert sorted(s.country for s in factories.signups()) == ["", "TD"]


def test_observers_are_no_community(clauses: dict[str, str], cast: Cast) -> None:
    assert cast.olga.post(f"/plan/2019/{clauses['partners']}/sign-up", {"role": "consulted"}).status_code == 422
    assert "can’t sign up for this one" in cast.olga.get(f"/plan/2019/{clauses['partners']}").text


def test_academia_where_it_is_included(clauses: dict[str, str], cast: Cast) -> None:
    from wgtool.partners.models import Standing

    college = factories.organisation("Northgate College", type=Type.ACADEMIA, standing=Standing.OBSERVER)
    nia = cast._play(factories.person("Nia Holt", at=college))
    assert nia.post(f"/plan/2019/{clauses['academia']}/sign-up", {"role": "contributor"}).status_code == 303
    assert nia.post(f"/plan/2019/{clauses['partners']}/sign-up", {"role": "contributor"}).status_code == 422


def test_the_named_party_offers_to_lead(clauses: dict[str, str], cast: Cast) -> None:
    party = factories.organisation("WFP", type=Type.UN)
    wale = cast._play(factories.person("Wale Ade", at=party))
    assert wale.post(f"/plan/2019/{clauses['wfp']}/sign-up", {"role": "lead"}).status_code == 303
    assert stored() == [("lead", "offered")]


def test_designated_means_the_support_team_says_yes(clauses: dict[str, str], cast: Cast) -> None:
    cast.omar.post(f"/plan/2019/{clauses['designated']}/sign-up", {"role": "contributor"})
    assert stored() == [("contributor", "offered")]


def test_help_on_a_closed_activity_goes_through_the_support_team(clauses: dict[str, str], cast: Cast) -> None:
    assert "closed to sign-up" in cast.omar.get(f"/plan/2019/{clauses['closed']}").text
    facts = {"role": "contributor", "organisation": str(cast.rivermark.id)}
    assert cast.sam.post(f"/plan/2019/{clauses['closed']}/sign-up", facts).status_code == 303


def test_an_unread_clause_is_closed(plan: None, cast: Cast) -> None:
    assert cast.omar.post(f"/plan/2019/{OPEN}/sign-up", {"role": "contributor"}).status_code == 422
    assert "has not been read in here yet" in cast.omar.get(f"/plan/2019/{OPEN}").text


def test_only_activities_take_sign_ups(plan: None, cast: Cast) -> None:
    assert cast.omar.get("/plan/2022/1.1.1/sign-up").status_code == 404
    assert "Sign up for it" not in cast.omar.get("/plan/2022/1.1.1").text
