"""What provisional people offer is theirs and the support team's until they are confirmed."""

from __future__ import annotations

import sqlalchemy as sa

from tests import factories
from tests.cast import Cast, Someone
from tests.signups.conftest import OPEN
from wgtool.accounts.models import Belonging
from wgtool.history import queries as history
from wgtool.kernel.db import db
from wgtool.kernel.writes import writing

CANARY = "a canary on a crane"
URL = f"/plan/2022/{OPEN}/sign-up"


def newcomer(cast: Cast) -> Someone:
    """Give somebody who says to belong to Rivermark Relief, unconfirmed."""
    return cast._play(factories.person("Nora New", at=cast.rivermark, confirmed=False))


def confirm(cast: Cast, person: Someone) -> None:
    """Have the support team confirm that the person belongs there."""
    db.session.rollback()
    at = db.session.scalars(sa.select(Belonging).where(Belonging.person_id == person.person)).one()
    assert cast.sam.post(f"/belongings/{at.id}/confirm").status_code == 303


def surfaces(cast: Cast) -> list[str]:
    return ["/", f"/plan/2022/{OPEN}", "/plan/2022", "/plan/needs-partners", "/partners/rivermark-relief",
            "/partners", "/desk", "/signups/1", "/signups/1/withdraw", URL]  # fmt: skip


def test_nobody_else_sees_it_anywhere(plan: None, cast: Cast) -> None:
    nora = newcomer(cast)
    assert nora.post(URL, {"role": "contributor", "offers": CANARY}).status_code == 303
    assert factories.signups()[0].status == "offered"
    for who in (cast.guest, cast.hana, cast.omar, cast.lena, cast.prue, cast.olga, cast.ada, cast.cora):
        for address in surfaces(cast):
            assert CANARY not in who.get(address).text, (who.name, address)
        assert who.get("/signups/1").status_code == 404
        assert who.post("/signups/1/withdraw", {"why": "x"}).status_code in {401, 404}
    for who in (nora, cast.sam):
        assert CANARY in who.get(f"/plan/2022/{OPEN}").text
        assert CANARY in who.get("/signups/1").text


def test_its_line_of_history_is_as_narrow(plan: None, cast: Cast) -> None:
    nora = newcomer(cast)
    nora.post(URL, {"role": "lead"})
    ref = cast.rivermark.ref
    assert history.timeline(ref, seen_by=cast.hana.actor) == []
    assert len(history.timeline(ref, seen_by=nora.actor)) == 1


def test_it_is_not_counted_and_nobodys_turn(plan: None, cast: Cast) -> None:
    before = cast.guest.get("/plan/needs-partners").text.count(OPEN)
    newcomer(cast).post(URL, {"role": "lead"})
    assert cast.guest.get("/plan/needs-partners").text.count(OPEN) == before
    assert "Confirm or decline" not in cast.sam.get("/desk").text


def test_it_cannot_be_confirmed_before_its_person(plan: None, cast: Cast) -> None:
    newcomer(cast).post(URL, {"role": "lead"})
    answer = cast.sam.post("/signups/1/confirm")
    assert answer.status_code == 409
    assert "has not been confirmed as one of the organisation yet" in answer.text


def test_it_does_not_count_by_stepping_back_either(plan: None, cast: Cast) -> None:
    nora = newcomer(cast)
    nora.post(URL, {"role": "lead"})
    factories.signup(OPEN, cast.lantern, "lead")
    assert nora.post("/signups/1/contribute").status_code == 409
    assert factories.signups()[0].status == "offered"


def test_it_does_not_stand_in_the_way_of_others(plan: None, cast: Cast) -> None:
    newcomer(cast).post(URL, {"role": "contributor"})
    assert cast.hana.post(URL, {"role": "contributor"}).status_code == 303


def test_who_offered_may_withdraw_it(plan: None, cast: Cast) -> None:
    nora = newcomer(cast)
    nora.post(URL, {"role": "lead"})
    assert nora.post("/signups/1/withdraw", {"why": CANARY}).status_code == 303
    assert CANARY not in cast.hana.get(f"/plan/2022/{OPEN}").text
    assert all(CANARY not in line.why for line in history.timeline(cast.rivermark.ref, seen_by=cast.hana.actor))


def test_the_same_again_is_refused(plan: None, cast: Cast) -> None:
    nora = newcomer(cast)
    nora.post(URL, {"role": "lead"})
    assert nora.post(URL, {"role": "lead"}).status_code == 409


def test_confirmed_people_have_their_offers_stand(plan: None, cast: Cast) -> None:
    nora = newcomer(cast)
    for role in ("lead", "contributor"):
        nora.post(URL, {"role": role, "offers": CANARY})
    confirm(cast, nora)
    assert [(s.role.value, s.status.value, s.sight.value) for s in factories.signups()] == [
        ("lead", "offered", "public"),
        ("contributor", "confirmed", "public"),
    ]
    assert CANARY in cast.guest.get(f"/plan/2022/{OPEN}").text
    assert "Rivermark Relief to lead 1.1.1.1" in cast.sam.get("/desk").text


def test_what_others_had_offered_meanwhile_is_not_doubled(plan: None, cast: Cast) -> None:
    nora = newcomer(cast)
    nora.post(URL, {"role": "contributor", "offers": CANARY})
    cast.hana.post(URL, {"role": "contributor"})
    confirm(cast, nora)
    assert [s.status.value for s in factories.signups()] == ["withdrawn", "confirmed"]
    assert CANARY not in cast.guest.get(f"/plan/2022/{OPEN}").text


def test_confirming_twice_changes_nothing(plan: None, cast: Cast) -> None:
    nora = newcomer(cast)
    nora.post(URL, {"role": "contributor"})
    confirm(cast, nora)
    confirm(cast, nora)
    told = history.timeline(factories.signups()[0].ref, seen_by=cast.sam.actor)
    assert [line.event for line in told] == ["signups.SignedUp", "signups.Offered"]


def test_an_organisation_looked_at_lets_its_offers_stand(plan: None, cast: Cast) -> None:
    pia = cast._play(factories.person("Pia Depot", at=cast.depot))
    pia.post(URL, {"role": "contributor", "offers": CANARY})
    assert CANARY not in cast.guest.get(f"/plan/2022/{OPEN}").text
    cast.sam.post(f"/partners/{cast.depot.slug}/look-at")
    assert CANARY in cast.guest.get(f"/plan/2022/{OPEN}").text


def test_what_was_taken_on_stays_when_people_leave(plan: None, cast: Cast) -> None:
    cast.omar.post(URL, {"role": "contributor"})
    with writing():
        at = db.session.scalars(sa.select(Belonging).where(Belonging.person_id == cast.omar.person)).one()
        at.end()
    assert factories.signups()[0].status == "confirmed"
    assert cast.omar.post("/signups/1/withdraw", {"why": "x"}).status_code == 403
