"""Signing up for a deliverable of a group: the same lifecycle, confirmed by its lead, ended with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from tests import factories
from tests.cast import Cast
from tests.groups.helping import turns
from tests.groups.planning import deliverable, done, planning
from tests.support.agreement import begin, disagreements
from tests.support.crowd import Together, form
from wgtool.groups import queries as groups
from wgtool.groups.models import Deliverable, Group, Status
from wgtool.kernel import actors, clock, waits
from wgtool.kernel.db import db
from wgtool.kernel.writes import writing
from wgtool.signups.models import SignUp

PLAN = "/groups/WG-WATER/plan/1"
MAKE = f"{PLAN}/sign-up"


def signups() -> list[SignUp]:
    db.session.rollback()
    return list(db.session.scalars(sa.select(SignUp).order_by(SignUp.id)))


def test_offered_confirmed_by_the_lead_and_ended_with_the_deliverable(cast: Cast) -> None:
    made = planning(cast)
    deliverable(made, 1, owner_id=cast.lantern.id, due_on=clock.today() + timedelta(9))
    before = begin()
    done(cast.omar.post(MAKE, {"role": "lead", "offers": "Two mappers"}))
    done(cast.omar.post(MAKE, {"role": "contributor", "offers": "A boat"}))
    lead, helper = signups()
    assert (lead.status, helper.status, lead.item_id) == ("offered", "confirmed", None)
    assert turns(cast.lena) == ["Confirm or decline the offer of Rivermark Relief to lead WG-WATER/D1."]
    assert cast.hana.post(f"/signups/{lead.id}/confirm").status_code == 403
    assert cast.omar.post(f"{PLAN}/start", {"text": "Begun."}).status_code == 403
    done(cast.lena.post(f"/signups/{lead.id}/confirm"))
    done(cast.omar.post(f"{PLAN}/start", {"text": "Begun."}))  # who leads the work reports on it, in the group or not
    assert cast.kofi.post(f"{PLAN}/report", {"text": "No."}).status_code == 403
    assert cast.omar.person in actors.wearers(f"doing:deliverable:{lead.deliverable_id}")
    assert cast.omar.post(MAKE, {"role": "lead", "offers": "Again"}).status_code == 409
    page = cast.guest.get("/groups/WG-WATER/plan/1").text
    assert "Rivermark Relief" in page
    assert "Omar" not in page
    raci = cast.guest.get("/groups/WG-WATER/plan/raci").text
    assert "The whole plan" in raci
    assert "Lantern Health Logistics" in raci
    assert "WG-WATER/D1" in cast.guest.get("/partners/rivermark-relief").text
    assert "WG-WATER/D1" in cast.guest.get("/plan/needs-partners").text
    assert "WG-WATER/D1" in cast.guest.get(f"/signups/{lead.id}").text
    done(cast.lena.post("/groups/WG-WATER/plan/1/finish", {"text": "There it is."}))
    assert [s.status.value for s in signups()] == ["fulfilled", "fulfilled"]
    assert "WG-WATER/D1" not in cast.guest.get("/plan/needs-partners").text
    assert cast.omar.post(MAKE, {"role": "consulted"}).status_code in {409, 422}
    assert disagreements(before) == []


@pytest.mark.one_engine
def test_what_looks_for_partners_goes_on_over_pages(cast: Cast) -> None:
    made, at = planning(cast), "/plan/needs-partners?pillar=1"
    item = {"group_id": made.id, "item_id": factories.item("1.1.1.1").id, "sight": "public"}
    times = {"made_at": clock.now(), "status_since": clock.now(), "audience": str(made.ref)}
    factories.save(*[Deliverable(serial=n, title=f"Thing {n}", **item, **times) for n in range(1, 53)])
    first = cast.guest.get(at).text
    assert ("Thing 50" in first, "Thing 51" in first) == (True, False)
    onward = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert "pillar=1" in onward
    assert "Thing 52" in cast.guest.get(onward).text
    assert [groups.wanting(pillar, 1, at="").total for pillar in ("", "1", "2")] == [52, 52, 0]


@pytest.mark.one_engine
def test_what_is_dropped_lets_offers_lapse(cast: Cast) -> None:
    made = planning(cast)
    deliverable(made, 1)
    done(cast.omar.post(MAKE, {"role": "co-lead", "offers": ""}))
    done(cast.lena.post("/groups/WG-WATER/plan/1/drop", {"why": "No ferry runs."}))
    (one,) = signups()
    assert (one.status, one.why, turns(cast.lena)) == ("lapsed", "No ferry runs.", [])


@pytest.mark.one_engine
def test_closed_where_the_group_does_it_alone_or_does_not_work(cast: Cast) -> None:
    made = planning(cast)
    deliverable(made, 1, seeks=False)
    assert "The group does this by itself" in cast.kofi.get("/groups/WG-WATER/plan/1").text
    assert cast.omar.post(MAKE, {"role": "lead"}).status_code in {409, 422}
    done(cast.sam.post(MAKE, {"role": "contributor", "organisation": str(cast.rivermark.id)}))
    factories.change(Deliverable, Deliverable.serial == 1, seeks=True)
    factories.change(Group, Group.id == made.id, status=Status.CLOSING)
    assert cast.sam.post(MAKE, {"role": "consulted", "organisation": str(cast.rivermark.id)}).status_code in {409, 422}


@pytest.mark.one_engine
def test_a_last_day_stands_still_while_the_group_is_paused(cast: Cast) -> None:
    from tests.groups.helping import paused
    from wgtool.cli import do_due

    made = planning(cast, status=Status.PAUSED)
    paused(made)
    row = deliverable(made, 1)
    ends = clock.today() - timedelta(1)
    kept = factories.save(
        SignUp(deliverable_id=row.id, organisation_id=cast.rivermark.id, role="contributor", status="confirmed",
               offered_at=clock.now(), confirmed_at=clock.now(), ends_on=ends)
    )  # fmt: skip
    do_due()
    assert signups()[0].status == "confirmed"
    assert "suspended" in cast.guest.get(f"/signups/{kept.id}").text
    assert "last day of Rivermark Relief on WG-WATER/D1" in cast.sam.get("/groups/WG-WATER/resume").text
    factories.change(Group, Group.id == made.id, status=Status.ACTIVE)
    do_due()
    assert signups()[0].status == "lapsed"


@pytest.mark.one_engine
def test_a_provisional_offer_is_seen_once_confirmed(cast: Cast) -> None:
    made = planning(cast)
    deliverable(made, 1)
    done(cast.prue.post(MAKE, {"role": "contributor", "offers": "Quiet help"}))
    assert "Quiet help" not in cast.lena.get("/groups/WG-WATER/plan/1").text
    assert "Quiet help" in cast.prue.get("/groups/WG-WATER/plan/1").text
    done(cast.sam.post(f"/partners/{cast.depot.slug}/look-at"))
    belongs = cast.sam.get(f"/partners/{cast.depot.slug}/people").text
    assert "Prue" in belongs


def test_two_leads_of_one_deliverable_confirmed_at_once(world: object, cast: Cast, together: Together) -> None:
    """Exactly one takes the place; the other is told who leads, and its offer stands with its text."""
    made = planning(cast)
    other = cast._play(factories.person("Tess Other", roles="support"))
    rows = [deliverable(made, serial).id for serial in (1, 2, 3)]

    def offered(row: int, organisation: int) -> int:
        offer = SignUp(deliverable_id=row, organisation_id=organisation, role="lead", status="offered", offers="Boats",
                       offered_at=clock.now())  # fmt: skip
        return int(factories.save(offer).id)

    acacia = factories.organisation("Acacia Bridge")
    mine, theirs = ([offered(row, org.id) for row in rows] for org in (cast.rivermark, acacia))
    with writing():
        waits.settle_all()  # for what the factories made
    before = begin()
    first, second = together(
        [form(cast.sam, f"/signups/{id}/confirm") for id in mine],
        [form(other, f"/signups/{id}/confirm") for id in theirs],
    )
    for row, *answers in zip(rows, first, second, strict=True):
        assert sorted(a.code for a in answers) == [303, 409], row
        stand = sorted(s.status.value for s in signups() if s.deliverable_id == row)
        assert stand == ["confirmed", "offered"]
        assert "already" in next(a.text for a in answers if a.code == 409)
    assert disagreements(before) == []


def test_dropped_while_an_offer_is_confirmed(world: object, cast: Cast, together: Together) -> None:
    """Whichever comes first, no sign-up stands on what is dropped."""
    made = planning(cast)
    _ = cast.sam
    rows = [deliverable(made, serial).id for serial in (1, 2, 3)]
    ids = [
        factories.save(SignUp(deliverable_id=row, organisation_id=cast.rivermark.id, role="lead", status="offered",
                              offered_at=clock.now())).id
        for row in rows
    ]  # fmt: skip
    with writing():
        waits.settle_all()
    before = begin()
    together(
        [form(cast.sam, f"/signups/{id}/confirm") for id in ids],
        [form(cast.lena, f"/groups/WG-WATER/plan/{serial}/drop", {"why": "No."}) for serial in (1, 2, 3)],
    )
    assert {s.status.value for s in signups()} == {"lapsed"}
    assert disagreements(before) == []
