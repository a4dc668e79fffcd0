"""A proposal: what it needs, who sees it, what becomes of it."""

from datetime import date, timedelta

import pytest

from tests import factories
from tests.cast import Cast
from tests.groups.helping import add, found, group, membership, plan, proposal, story, turns
from wgtool.groups import operations
from wgtool.groups.models import Kind, Role, Standing, Status
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.sight import Sight


def test_from_idea_to_drafting(cast: Cast) -> None:
    ids = plan()
    _ = cast.lena, cast.cora
    sent = cast.omar.post("/groups/propose", proposal(numbers="1.1.1, 1.1.1.2", cross_cutting=""))
    assert sent.location == "/groups/WG-WATER"
    assert {a.item_id for a in found().alignments} == {ids["1.1.1"], ids["1.1.1.2"]}
    assert turns(cast.lena) == ["Accept or decline to lead WG-WATER."]
    assert cast.sam.post("/groups/WG-WATER/take-up", {"email": "cora-bell@example.org"}).status_code == 409
    id = membership(cast.lena).id
    assert cast.lena.post(f"/groups/WG-WATER/members/{id}/accept").status_code == 303
    assert turns(cast.sam) == ["Take WG-WATER up and name its SAG focal point."]
    assert cast.sam.post("/groups/WG-WATER/take-up", {"person": str(cast.cora.person)}).status_code == 303
    assert found().status == Status.DRAFTING
    assert story() == ["Proposed", "Invited", "Joined", "Joined", "documents.Drafted", "TakenUp"]
    assert "Write the terms of reference of WG-WATER." in turns(cast.lena)


def test_boxes_and_numbers_say_the_same(cast: Cast) -> None:
    ids = plan()
    _ = cast.lena
    cast.omar.post("/groups/propose", proposal(numbers="1.1.1.1", serves=[str(ids["1.1.1.1"]), str(ids["1.1.2"])]))
    assert {a.item_id for a in found().alignments} == {ids["1.1.1.1"], ids["1.1.2"]}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"numbers": "9.9.9"}, "no output or activity 9.9.9"),
        ({"cross_cutting": ""}, "name a cross-cutting issue"),
        ({"code": "water"}, "two to five capitals"),
        ({"name": ""}, "Fill this in"),
        ({"name": "x" * 400}, "Shorten this"),
        ({"type": "club"}, "hoice"),
        ({"type": "national"}, "Choose the country"),
        ({"type": "task force"}, "A task force has a last day. Name it."),
        ({"type": "task force", "ends_on": "2020-01-01"}, "Choose a day that is still to come."),
        ({"serves": ["9999"]}, "not a valid choice"),
        ({"problem": "We [who] do it."}, "Fill in [who]"),
    ],
)
def test_what_a_proposal_needs(cast: Cast, changes: dict[str, str], sentence: str) -> None:
    plan()
    answer = cast.omar.post("/groups/propose", proposal(**changes))
    assert answer.status_code == 422
    assert sentence in answer.text


def test_the_unchanged_template_is_refused(cast: Cast) -> None:
    page = cast.omar.get("/groups/propose").text
    assert "come together because [what goes wrong" in page
    import html
    import re

    start = html.unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)[1])  # type: ignore[index]
    answer = cast.omar.post("/groups/propose", proposal(problem=start.strip()))
    assert answer.status_code == 422
    assert "still the template" in answer.text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"lead": "me", "secretariat": "me"}, "Lead and secretariat are two people"),
        ({"lead": "nobody"}, "is no e-mail address"),
        ({"code": "WG-TAKEN"}, "WG-TAKEN is taken"),
        ({"name": "Fuel  dépôts"}, "already a group called"),
    ],
)
def test_what_the_rules_refuse(cast: Cast, changes: dict[str, str], sentence: str) -> None:
    group(cast, code="WG-TAKEN", name="Fuel depots")
    answer = cast.omar.post("/groups/propose", proposal(**changes))
    assert answer.status_code == 409
    assert sentence in answer.text
    assert "ferry" in answer.text


def test_words_of_others_are_shown_as_words(cast: Cast) -> None:
    _ = cast.lena
    cast.omar.post("/groups/propose", proposal(name="<b>Fat</b> cats", problem="<script>alert(1)</script> hello"))
    page = cast.guest.get("/groups/WG-WATER").text
    assert "<script>alert" not in page
    assert "&lt;b&gt;Fat" in page


def test_sent_twice_is_one_proposal(cast: Cast) -> None:
    _ = cast.lena
    sent = [cast.omar.post("/groups/propose", proposal(once="a" * 20)) for _ in range(2)]
    assert [answer.location for answer in sent] == ["/groups/WG-WATER"] * 2
    assert story() == ["Proposed", "Invited", "Joined"]


def test_guests_sign_in_first(cast: Cast) -> None:
    assert cast.guest.get("/groups/propose").status_code == 401
    assert cast.guest.post("/groups/propose", proposal()).status_code == 401


def test_an_observer_proposes_but_does_not_lead(cast: Cast) -> None:
    _ = cast.lena
    assert (
        cast.olga.post("/groups/propose", proposal(lead="me", secretariat="lena-okafor@example.org")).status_code == 409
    )
    assert cast.olga.post("/groups/propose", proposal()).status_code == 303


def test_a_provisional_proposal_is_its_own_and_the_support_teams(cast: Cast) -> None:
    _ = cast.lena
    assert cast.prue.post("/groups/propose", proposal(name="Canary works")).status_code == 303
    assert cast.prue.get("/groups/WG-WATER").status_code == 200
    assert cast.sam.get("/groups/WG-WATER").status_code == 200
    assert turns(cast.lena) == []
    assert "Confirm who proposed WG-WATER, or say that they do not belong there." in turns(cast.sam)
    assert cast.sam.post("/groups/WG-WATER/take-up", {"person": str(cast.lena.person)}).status_code == 409


@pytest.mark.parametrize("who", ["guest", "omar", "hana", "lena", "olga", "ada", "cora"])
def test_canary(cast: Cast, who: str) -> None:
    ids = plan()
    group(cast, hidden=True, name="Canary works", code="WG-CANARY", items=(ids["1.1.1"],))
    someone = getattr(cast, who)
    for url in ("/groups", "/groups?q=canary", "/groups/WG-CANARY", "/groups/WG-CANARY/members", "/desk", "/",
                "/groups/WG-CANARY/history", "/groups/wg-canary", "/partners/rivermark-relief",
                "/groups/WG-CANARY/take-up", "/groups/WG-CANARY/join", "/groups/WG-CANARY/edit"):  # fmt: skip
        answer = someone.get(url)
        assert "Canary works" not in answer.text, url
        if "CANARY" in url.upper() and "?" not in url:
            assert answer.status_code in {404, 301}, url
    assert someone.get("/groups/wg-canary", follow_redirects=True).status_code == 404


def test_a_hidden_name_stays_free(cast: Cast) -> None:
    group(cast, hidden=True, name="Water crossings", code="WG-CANARY")
    _ = cast.lena
    assert cast.omar.post("/groups/propose", proposal()).status_code == 303


def test_once_confirmed_everybody_sees_it(cast: Cast) -> None:
    _ = cast.lena
    cast.prue.post("/groups/propose", proposal())
    confirm(cast)
    here = found()
    assert here.sight == Sight.PUBLIC
    assert cast.guest.get("/groups/WG-WATER").status_code == 200
    assert [m.standing for m in here.memberships] == [Standing.INVITED, Standing.IN]
    assert story() == ["Proposed", "Opened", "Invited", "Joined"]
    assert turns(cast.lena) == ["Accept or decline to lead WG-WATER."]
    assert "was proposed" in cast.guest.get("/groups/WG-WATER/history").text


def confirm(cast: Cast) -> None:
    """Confirm Prue as accounts does."""
    from wgtool.accounts import events
    from wgtool.accounts.models import Belonging
    from wgtool.kernel import clock
    from wgtool.kernel.db import Ref
    from wgtool.kernel.events import announce
    from wgtool.kernel.writes import writing

    assert cast.prue.person is not None
    me = cast.sam.actor
    with cast.app.test_request_context(), writing():
        row = db.session.query(Belonging).filter_by(person_id=cast.prue.person).one()
        row.confirmed_at = clock.now()
        db.session.merge(cast.depot).looked_at = clock.now()
        db.session.flush()
        announce(events.Confirmed(actor=me, subject=Ref("person", cast.prue.person), person=cast.prue.person,
                                  organisation=cast.depot.id))  # fmt: skip


def test_an_old_code_leads_to_the_new_one(cast: Cast) -> None:
    group(cast)
    assert cast.sam.post("/groups/WG-WATER/code", {"code": "wg-river"}).location == "/groups/WG-RIVER"
    assert cast.guest.get("/groups/WG-WATER/members?on=2026-01-01").location == "/groups/WG-RIVER/members?on=2026-01-01"
    assert cast.guest.get("/groups/WG-WATER").status_code == 301
    answer = cast.omar.post("/groups/propose", proposal(name="Other"))
    assert "WG-WATER is taken" in answer.text
    assert cast.lena.post("/groups/WG-RIVER/code", {"code": "WG-LAKE"}).status_code == 403


def test_an_active_group_keeps_its_code(cast: Cast) -> None:
    group(cast, status=Status.ACTIVE)
    assert cast.sam.post("/groups/WG-WATER/code", {"code": "WG-RIVER"}).status_code == 409


def described(**changes: object) -> dict[str, object]:
    here = found()
    return {"name": here.name, "problem": here.problem, "cross_cutting": here.cross_cutting, "seen": here.version,
            "serves": [str(a.item_id) for a in here.alignments], **changes}  # fmt: skip


def test_one_line_for_each_change_and_none_for_none(cast: Cast) -> None:
    ids = plan()
    group(cast, status=Status.DRAFTING, items=(ids["1.1.1"],))
    cast.lena.post("/groups/WG-WATER/edit", described())
    assert story() == []
    cast.lena.post("/groups/WG-WATER/edit", described(name="Crossings", numbers="1.1.2"))
    assert story() == ["Described", "Described"]


def test_two_at_once_lose_nothing(cast: Cast) -> None:
    group(cast, status=Status.DRAFTING)
    mine = described(name="Mine")
    cast.hana.post("/groups/WG-WATER/edit", described(name="Theirs"))
    answer = cast.lena.post("/groups/WG-WATER/edit", mine)
    assert answer.status_code == 409
    assert "Mine" in answer.text
    assert "Theirs" in answer.text


def test_nobody_else_describes_it(cast: Cast) -> None:
    group(cast, status=Status.DRAFTING)
    assert cast.kofi.post("/groups/WG-WATER/edit", described(name="X")).status_code == 403
    assert cast.omar.post("/groups/WG-WATER/edit", described(name="X")).status_code == 403


@pytest.mark.one_engine
def test_a_kind_has_the_place_and_the_last_day_its_rules_say(cast: Cast) -> None:
    _ = cast.lena
    ends = (clock.today() + timedelta(days=90)).isoformat()
    for type, code, country, has in (("global", "WG-ONE", "IQ", ""), ("task force", "WG-TWO", "IQ", "IQ")):
        told = proposal(type=type, name=code, code=code, country=country, ends_on=ends)
        assert cast.omar.post("/groups/propose", told).status_code == 303
        assert (found(code).country, found(code).ends_on) == (has, date.fromisoformat(ends))


def test_an_information_group_starts_at_once(cast: Cast) -> None:
    group(cast, type=Kind.INFORMATION)
    cast.sam.post("/groups/WG-WATER/take-up", {"person": str(cast.cora.person)})
    assert found().status == Status.ACTIVE
    assert found().active_since is not None
    assert story() == ["Started"]


def test_the_focal_point_is_named_in_the_act(cast: Cast) -> None:
    made = group(cast)
    assert cast.sam.post("/groups/WG-WATER/take-up", {}).status_code == 422
    assert cast.sam.post("/groups/WG-WATER/take-up", {"person": str(cast.lena.person)}).status_code == 409
    add(made, cast.kofi, Role.MEMBER)
    assert cast.sam.post("/groups/WG-WATER/take-up", {"email": "kofi-mensah@example.org"}).status_code == 303
    assert membership(cast.kofi).role == Role.SAG_FOCAL


def test_withdrawing_needs_a_reason_and_ends_it(cast: Cast) -> None:
    group(cast)
    assert cast.omar.post("/groups/WG-WATER/withdraw", {"why": ""}).status_code == 422
    assert cast.omar.post("/groups/WG-WATER/withdraw", {"why": "Another group does it."}).status_code == 303
    assert found().status == Status.WITHDRAWN
    assert story() == ["Withdrawn"]
    assert "Another group does it." in cast.guest.get("/groups/WG-WATER").text
    assert cast.lena.post("/groups/WG-WATER/withdraw", {"why": "Again."}).status_code == 409


def test_the_name_of_a_withdrawn_group_is_free_again(cast: Cast) -> None:
    group(cast, status=Status.WITHDRAWN)
    _ = cast.lena
    assert cast.omar.post("/groups/propose", proposal(code="WG-ANEW")).status_code == 303


def test_the_support_team_may_be_secretariat(cast: Cast) -> None:
    _ = cast.lena, cast.sam
    cast.omar.post("/groups/propose", proposal(secretariat="sam-teller@example.org"))
    id = membership(cast.sam).id
    assert cast.sam.post(f"/groups/WG-WATER/members/{id}/accept").status_code == 303


def test_an_address_without_account_finds_its_person(cast: Cast) -> None:
    cast.omar.post("/groups/propose", proposal(lead="new-comer@example.org"))
    row = next(m for m in found().memberships if m.role == Role.LEAD)
    assert (row.person_id, row.email) == (None, "new-comer@example.org")
    person = factories.person("New Comer", at=cast.lantern)
    from wgtool.kernel.writes import writing

    me = cast.sam.actor
    with cast.app.test_request_context(), writing():
        operations.find(person.id, actor=me)
    assert next(m for m in found().memberships if m.role == Role.LEAD).person_id == person.id
    assert story() == ["Proposed", "Invited", "Joined", "Found"]
