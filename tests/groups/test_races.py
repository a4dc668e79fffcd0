"""Several at the same moment, over one group: one takes place, the other is told, nothing is done twice."""

from __future__ import annotations

from tests import factories
from tests.cast import Cast
from tests.groups.helping import add, found, group, membership, proposal, story
from tests.groups.planning import deliverable, planning, stands
from tests.support.agreement import begin, disagreements
from tests.support.crowd import Act, Heard, Together, form
from wgtool.groups.models import Membership, Progress, Role, Standing, Status
from wgtool.kernel import waits
from wgtool.kernel.db import db
from wgtool.kernel.writes import writing


def race(cast: Cast, together: Together, *acts: Act) -> list[Heard]:
    """Have each act done by another process at the same moment; hold that all agrees afterwards."""
    _ = cast.omar, cast.hana, cast.lena, cast.kofi, cast.sam
    with writing():
        waits.settle_all()  # for what the factories made
    before = begin()
    heard = [one for (one,) in together(*([act] for act in acts))]
    assert disagreements(before) == []
    return heard


def codes(cast: Cast, together: Together, *acts: Act) -> list[int]:
    return sorted(one.code for one in race(cast, together, *acts))


def test_two_hand_overs_of_one_role(cast: Cast, together: Together) -> None:
    group(cast, status=Status.ACTIVE)
    url = f"/groups/WG-WATER/members/{membership(cast.lena).id}/hand-over"
    both = [form(cast.lena, url, {"email": "kofi-mensah@example.org"}),
            form(cast.sam, url, {"email": "omar-haddad@example.org"})]  # fmt: skip
    assert codes(cast, together, *both) == [303, 409]
    assert story() == ["HandOverOffered"]


def test_accepting_twice_at_once(cast: Cast, together: Together) -> None:
    made = group(cast, status=Status.ACTIVE)
    id = add(made, cast.kofi, Role.MEMBER, Standing.INVITED)
    url = f"/groups/WG-WATER/members/{id}/accept"
    assert codes(cast, together, form(cast.kofi, url), form(cast.kofi, url)) == [303, 303]
    assert story() == ["Joined"]


def test_accepting_what_is_taken_back_at_once(cast: Cast, together: Together) -> None:
    made = group(cast, status=Status.ACTIVE)
    id = add(made, cast.kofi, Role.MEMBER, Standing.INVITED)
    url = f"/groups/WG-WATER/members/{id}"
    accepted, revoked = race(cast, together, form(cast.kofi, f"{url}/accept"), form(cast.lena, f"{url}/revoke"))
    found()
    stands = [db.session.get_one(Membership, id).standing]
    if accepted.code == 303:
        assert (revoked.code in {403, 409}, stands, story()) == (True, [Standing.IN], ["Joined"])
    else:
        assert (revoked.code, stands, story()) == (303, [Standing.REVOKED], ["Revoked"])
        assert accepted.code in {403, 409}


def test_a_deliverable_is_done_and_dropped_at_once(cast: Cast, together: Together) -> None:
    deliverable(planning(cast), 1, contact_id=cast.omar.person, status=Progress.IN_PROGRESS)
    url = "/groups/WG-WATER/plan/1"
    both = [
        form(cast.omar, f"{url}/finish", {"text": "It is there."}),
        form(cast.lena, f"{url}/drop", {"why": "No ferry."}),
    ]
    assert codes(cast, together, *both) == [303, 409]
    assert stands().status in (Progress.DONE, Progress.DROPPED)


def test_two_leads_at_once(cast: Cast, together: Together) -> None:
    made = group(cast, people={"hana": Role.SECRETARIAT})
    ids = {who: add(made, getattr(cast, who), Role.LEAD, Standing.INVITED) for who in ("kofi", "lena")}
    both = [form(getattr(cast, who), f"/groups/WG-WATER/members/{id}/accept") for who, id in ids.items()]
    assert codes(cast, together, *both) == [303, 409]
    assert len([m for m in found().roster if m.role == Role.LEAD]) == 1


def test_withdrawn_while_taken_up(cast: Cast, together: Together) -> None:
    group(cast)
    both = [form(cast.sam, "/groups/WG-WATER/take-up", {"email": "kofi-mensah@example.org"}),
            form(cast.omar, "/groups/WG-WATER/withdraw", {"why": "No."})]  # fmt: skip
    assert codes(cast, together, *both) in ([303, 303], [303, 409])
    assert found().status == Status.WITHDRAWN


def test_two_proposals_of_one_code(cast: Cast, together: Together) -> None:
    heard = race(
        cast,
        together,
        form(cast.omar, "/groups/propose", proposal(name="Ferries", problem="Omar's own words about ferries.")),
        form(cast.hana, "/groups/propose", proposal(name="Bridges", problem="Hana's own words about bridges.")),
    )
    assert sorted(one.code for one in heard) == [303, 409]
    assert "own words about" in next(one.text for one in heard if one.code == 409)
    assert "WG-WATER" in next(one.text for one in heard if one.code == 409)
    assert story()[0] == "Proposed"


def test_two_groups_that_want_one_code(cast: Cast, together: Together) -> None:
    for code in ("WG-WATER", "WG-ROADS"):
        group(cast, status=Status.DRAFTING, code=code, name=code)
    other = cast._play(factories.person("Tess Other", roles="support"))
    heard = race(
        cast,
        together,
        form(cast.sam, "/groups/WG-WATER/code", {"code": "WG-FERRY"}),
        form(other, "/groups/WG-ROADS/code", {"code": "WG-FERRY"}),
    )
    assert sorted(one.code for one in heard) == [303, 409]
    assert len(story("WG-FERRY")) == 1


def test_one_group_that_gets_two_codes(cast: Cast, together: Together) -> None:
    """The second change begins where the first ended, or the page has gone to its new address; old codes lead there."""
    group(cast, status=Status.DRAFTING)
    other = cast._play(factories.person("Tess Other", roles="support"))
    url = "/groups/WG-WATER/code"
    both = [form(cast.sam, url, {"code": "WG-FERRY"}), form(other, url, {"code": "WG-BOATS"})]
    assert codes(cast, together, *both) in ([303, 303], [301, 303], [303, 409])
    for code in ("WG-WATER", "WG-FERRY", "WG-BOATS"):
        if (answer := cast.guest.get(f"/groups/{code}", follow_redirects=True)).status_code != 404:
            assert "Water crossings" in answer.text
    assert cast.guest.get("/groups/WG-WATER", follow_redirects=True).status_code == 200


def test_a_code_proposed_while_another_takes_it(cast: Cast, together: Together) -> None:
    group(cast, status=Status.DRAFTING, code="WG-ROADS", name="Roads")
    heard = race(
        cast,
        together,
        form(cast.sam, "/groups/WG-ROADS/code", {"code": "WG-WATER"}),
        form(cast.omar, "/groups/propose", proposal()),
    )
    assert sorted(one.code for one in heard) == [303, 409]
