"""Coming in, roles, handing over, leaving, past rosters."""

from datetime import timedelta

import pytest

from tests import factories
from tests.cast import Cast, Someone
from tests.groups.helping import add, found, group, membership, story, turns
from wgtool.accounts import events as accounts
from wgtool.groups.models import Membership, Role, Standing, Status
from wgtool.kernel import clock
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.writes import writing

BASE = "/groups/WG-WATER"


def at(someone: Someone, what: str = "") -> str:
    return f"{BASE}/members/{membership(someone).id}{what}"


@pytest.fixture
def active(cast: Cast) -> Cast:
    """Give an active group led by Lena, kept by Hana, with Cora as SAG focal point."""
    made = group(cast, status=Status.ACTIVE)
    add(made, cast.cora, Role.SAG_FOCAL)
    return cast


def test_asking_and_let_in(active: Cast) -> None:
    sent = active.kofi.post(f"{BASE}/join", {"role": "member", "reason": "We run ferries."})
    assert sent.location == f"{BASE}/members"
    assert turns(active.lena) == ["Somebody asks to join WG-WATER. Say yes or no."]
    assert active.lena.post(at(active.kofi, "/admit")).status_code == 303
    assert membership(active.kofi).standing == Standing.IN
    assert story() == ["Asked", "Joined"]
    assert active.kofi.actor.wears("member", "group", found().id)


def test_asking_twice_or_while_in(active: Cast) -> None:
    asked = {"role": "member", "reason": "We run ferries."}
    active.kofi.post(f"{BASE}/join", asked)
    assert active.kofi.post(f"{BASE}/join", asked).status_code == 409
    assert active.lena.post(f"{BASE}/join", asked).status_code == 409


def test_a_request_is_seen_by_the_group_and_who_asks(active: Cast) -> None:
    active.kofi.post(f"{BASE}/join", {"role": "member", "reason": "Canary ferries"})
    for someone in (active.lena, active.hana, active.sam, active.kofi):
        assert "Canary ferries" in someone.get(f"{BASE}/members").text
    for someone in (active.guest, active.olga, active.ada, active.omar):
        assert "Canary ferries" not in someone.get(f"{BASE}/members").text
        assert "asked to join" not in someone.get(f"{BASE}/history").text
        assert someone.get(at(active.kofi)).status_code == 404


def test_turned_down(active: Cast) -> None:
    active.kofi.post(f"{BASE}/join", {"role": "member", "reason": "We run ferries."})
    url = at(active.kofi, "/turn-down")
    assert active.omar.post(url).status_code == 404
    assert active.lena.post(url).status_code == 303
    assert active.lena.post(url).status_code == 303
    assert story() == ["Asked", "RequestDeclined"]


def test_people_of_observers_ask_as_observers(active: Cast) -> None:
    assert active.olga.post(f"{BASE}/join", {"role": "member", "reason": "x"}).status_code == 409
    assert active.olga.post(f"{BASE}/join", {"role": "observer", "reason": "x"}).status_code == 303


def test_the_provisional_do_not_ask(active: Cast) -> None:
    assert active.prue.post(f"{BASE}/join", {"role": "member", "reason": "x"}).status_code == 403


def test_nobody_asks_to_join_a_proposal(cast: Cast) -> None:
    group(cast)
    assert cast.kofi.post(f"{BASE}/join", {"role": "member", "reason": "x"}).status_code == 409


def test_invited_and_accepting(active: Cast) -> None:
    _ = active.kofi
    sent = active.hana.post(f"{BASE}/invite", {"role": "co-lead", "email": "kofi-mensah@example.org"})
    assert sent.status_code == 303
    assert turns(active.kofi) == ["Accept or decline to co-lead WG-WATER."]
    assert active.kofi.get(at(active.kofi)).status_code == 200
    assert active.kofi.post(at(active.kofi, "/accept")).status_code == 303
    assert active.kofi.actor.wears("lead", "group", found().id)
    assert story() == ["Invited", "Joined"]


def test_accepting_twice_is_once(active: Cast) -> None:
    add(found(), active.kofi, Role.MEMBER, Standing.INVITED)
    for _ in range(2):
        assert active.kofi.post(at(active.kofi, "/accept")).status_code == 303
    assert story() == ["Joined"]


def test_declining_and_being_asked_again(active: Cast) -> None:
    add(found(), active.kofi, Role.MEMBER, Standing.INVITED)
    assert active.lena.post(at(active.kofi, "/accept")).status_code == 403
    assert active.kofi.post(at(active.kofi, "/decline")).status_code == 303
    sent = active.lena.post(f"{BASE}/invite", {"role": "member", "person": ""} | {"email": "kofi-mensah@example.org"})
    assert sent.status_code == 303


def test_an_invitation_waits_for_the_provisional(active: Cast) -> None:
    _ = active.prue
    active.lena.post(f"{BASE}/invite", {"role": "member", "email": "prue-lindqvist@example.org"})
    waits = active.prue.post(at(active.prue, "/accept"))
    assert (waits.status_code, "that you belong to your organisation" in waits.text) == (409, True)
    assert "waits until somebody does" in active.prue.get(at(active.prue)).text


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"role": "member"}, 422),
        ({"role": "sag focal point", "email": "kofi-mensah@example.org"}, 422),
        ({"role": "member", "email": "no address"}, 422),
        ({"role": "member", "person": "999"}, 422),
        ({"role": "lead", "email": "kofi-mensah@example.org"}, 409),
        ({"role": "member", "email": "hana-aziz@example.org"}, 409),
        ({"role": "co-lead", "email": "olga-petrov@example.org"}, 409),
        ({"role": "member", "email": "kofi-mensah@example.org", "note": "x" * 2000}, 422),
    ],
)
def test_invitations_that_are_none(active: Cast, sent: dict[str, str], status: int) -> None:
    _ = active.kofi, active.olga
    assert active.lena.post(f"{BASE}/invite", sent).status_code == status
    assert story() == []


def test_taken_back(active: Cast) -> None:
    add(found(), active.kofi, Role.MEMBER, Standing.INVITED)
    assert active.lena.post(at(active.kofi, "/revoke")).status_code == 303
    assert story() == ["Revoked"]
    assert turns(active.kofi) == []


def test_names_by_sight_and_consent(active: Cast) -> None:
    add(found(), active.kofi, Role.MEMBER)
    page = active.guest.get(f"{BASE}/members").text
    assert "Lantern Health" in page
    assert "Lena Okafor" not in page
    assert "Lena Okafor" in active.omar.get(f"{BASE}/members").text
    assert "Kofi Mensah" not in active.omar.get(f"{BASE}/members").text
    assert "Lena Okafor" not in active.guest.get(f"{BASE}/history").text


def test_the_roster_as_of_a_day(active: Cast) -> None:
    before = clock.today() - timedelta(days=60)
    factories.save(
        Membership(group_id=found().id, person_id=active.omar.person, organisation_id=active.rivermark.id,
                   role=Role.LEAD, standing=Standing.IN, made_at=clock.now(), since=before,
                   until=before + timedelta(days=10))
    )  # fmt: skip
    then = active.kofi.get(f"{BASE}/members?on={before + timedelta(days=9)}").text
    assert "Omar Haddad" in then
    assert "Lena Okafor" not in then
    assert "Omar Haddad" not in active.kofi.get(f"{BASE}/members?on={before + timedelta(days=10)}").text
    assert active.guest.get(f"{BASE}/members?on=soon").status_code == 200


def test_another_role_is_another_row(active: Cast) -> None:
    add(found(), active.kofi, Role.MEMBER)
    assert active.lena.post(at(active.kofi, "/role"), {"role": "co-lead"}).status_code == 303
    assert membership(active.kofi).role == Role.CO_LEAD
    assert story() == ["RoleChanged"]
    active.lena.post(at(active.kofi, "/role"), {"role": "co-lead"})
    assert story() == ["RoleChanged"]
    rows = db.session.query(Membership).filter_by(person_id=active.kofi.person).count()
    assert rows == 2


def test_the_secretariat_does_not_unmake_leads(active: Cast) -> None:
    add(found(), active.kofi, Role.CO_LEAD)
    assert active.hana.post(at(active.kofi, "/role"), {"role": "member"}).status_code == 403
    assert active.hana.post(at(active.kofi, "/end"), {"why": "x"}).status_code == 403
    assert active.hana.post(at(active.lena, "/end"), {"why": "x"}).status_code == 403
    assert active.lena.post(at(active.kofi, "/end"), {"why": "x"}).status_code == 303


def test_leaving_and_removing(active: Cast) -> None:
    add(found(), active.kofi, Role.MEMBER)
    add(found(), active.olga, Role.OBSERVER)
    assert active.kofi.post(at(active.kofi, "/end")).status_code == 303
    assert active.lena.post(at(active.olga, "/end"), {"why": ""}).status_code == 409
    url = at(active.olga, "/end")
    assert active.lena.post(url, {"why": "Secret canary."}).status_code == 303
    assert active.lena.post(url, {"why": "Secret canary."}).status_code == 303
    assert story() == ["Left", "Left"]
    assert "Secret canary" not in active.guest.get(f"{BASE}/history").text


def test_the_last_lead_stays_until_handed_over(active: Cast) -> None:
    answer = active.lena.post(at(active.lena, "/end"))
    assert answer.status_code == 409
    assert "Hand over first" in answer.text
    add(found(), active.kofi, Role.CO_LEAD)
    assert active.lena.post(at(active.lena, "/end")).status_code == 303


def test_handing_over_to_a_member(active: Cast) -> None:
    add(found(), active.kofi, Role.MEMBER)
    assert active.lena.post(at(active.lena, "/hand-over"), {"email": "kofi-mensah@example.org"}).status_code == 303
    assert turns(active.kofi) == ["Take a role in WG-WATER over, or decline."]
    assert membership(active.lena).role == Role.LEAD
    assert active.kofi.post(at(active.lena, "/take-over")).status_code == 303
    assert (membership(active.kofi).role, membership(active.lena).role) == (Role.LEAD, Role.MEMBER)
    assert story() == ["HandOverOffered", "HandedOver"]
    assert turns(active.kofi) == []


def test_handing_over_to_somebody_new(active: Cast) -> None:
    _ = active.kofi
    active.lena.post(at(active.lena, "/hand-over"), {"email": "kofi-mensah@example.org"})
    assert membership(active.kofi).standing == Standing.INVITED
    assert active.kofi.post(at(active.kofi, "/accept")).status_code == 303
    assert (membership(active.kofi).role, membership(active.lena).role) == (Role.LEAD, Role.MEMBER)
    assert story() == ["HandOverOffered", "HandedOver"]


def test_a_declined_hand_over_leaves_all_as_it_was(active: Cast) -> None:
    _ = active.kofi
    active.lena.post(at(active.lena, "/hand-over"), {"email": "kofi-mensah@example.org"})
    assert active.omar.post(at(active.lena, "/take-over")).status_code == 403
    assert active.kofi.post(at(active.lena, "/keep")).status_code == 303
    assert membership(active.lena).handed_to is None
    assert story() == ["HandOverOffered", "HandOverEnded"]


def test_only_one_is_asked_at_a_time(active: Cast) -> None:
    _ = active.kofi, active.omar
    active.lena.post(at(active.lena, "/hand-over"), {"email": "kofi-mensah@example.org"})
    answer = active.lena.post(at(active.lena, "/hand-over"), {"email": "omar-haddad@example.org"})
    assert answer.status_code == 409


def test_the_support_team_forces(active: Cast) -> None:
    add(found(), active.kofi, Role.MEMBER)
    forced = {"email": "kofi-mensah@example.org", "force": "y"}
    assert active.hana.post(at(active.lena, "/hand-over"), forced).status_code == 403
    assert active.sam.post(at(active.lena, "/hand-over"), forced).status_code == 303
    assert membership(active.kofi).role == Role.LEAD


def test_another_focal_point(active: Cast) -> None:
    add(found(), active.kofi, Role.MEMBER)
    assert active.lena.post(f"{BASE}/focal", {"email": "kofi-mensah@example.org"}).status_code == 403
    assert active.sam.post(f"{BASE}/focal", {"email": "kofi-mensah@example.org"}).status_code == 303
    assert active.kofi.actor.wears("sag-focal", "group", found().id)
    assert not active.cora.actor.wears("sag-focal", "group", found().id)
    assert story() == ["Left", "Left", "FocalNamed"]


def test_the_coordinator_of_its_country_tends_it(cast: Cast) -> None:
    made = group(cast, status=Status.ACTIVE, country="IQ")
    add(made, cast.kofi, Role.MEMBER, Standing.ASKED)
    assert cast.cora.post(at(cast.kofi, "/admit")).status_code == 303
    assert cast.cora.actor.wears("secretariat", "group", made.id)
    from wgtool.kernel.actors import wearers

    assert {cast.cora.person, cast.hana.person} == set(wearers(f"secretariat:group:{made.id}"))


def test_who_leaves_the_organisation_leaves_the_group(active: Cast) -> None:
    add(found(), active.kofi, Role.MEMBER)
    assert active.kofi.person is not None
    me = active.sam.actor
    with active.app.test_request_context(), writing():
        announce(accounts.BelongingEnded(actor=me, subject=Ref("person", active.kofi.person),
                                         person=active.kofi.person, organisation=active.lantern.id))  # fmt: skip
    assert not any(m.person_id == active.kofi.person for m in found().memberships)
    assert story() == ["Left"]


def test_the_forgotten_leave_no_address(active: Cast) -> None:
    assert active.lena.person is not None
    me = active.sam.actor
    with active.app.test_request_context(), writing():
        announce(accounts.Forgotten(actor=me, subject=Ref("person", active.lena.person), person=active.lena.person))
    assert "Find a lead for WG-WATER: nobody leads it." in turns(active.sam)


def test_people_of_the_past_see_no_more(active: Cast) -> None:
    add(found(), active.kofi, Role.MEMBER)
    active.kofi.post(at(active.kofi, "/end"))
    assert not active.kofi.actor.wears("member", "group", found().id)
