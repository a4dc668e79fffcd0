"""Terms that end are announced three months before; a vacant seat waits to be filled."""

from datetime import date, timedelta

import pytest

from tests.decisions.conftest import START, Table, later
from wgtool.decisions import operations, queries
from wgtool.decisions.models import SeatTerm
from wgtool.kernel import clock, waits
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.refusals import Refused
from wgtool.kernel.waits import Wait
from wgtool.kernel.writes import writing
from wgtool.notifications.models import Mail

END = (START + timedelta(days=120)).date()


def lines() -> list[str]:
    with writing():
        waits.settle_all()
    return [line.sentence() for line in db.session.query(Wait).filter_by(kind="body").order_by(Wait.id)]


def ends(table: Table, seat: str, on: date = END) -> None:
    with writing():
        term = db.session.query(SeatTerm).filter_by(seat_id=table.seats[seat], role="holder").one()
        term.until = on


def fill(table: Table, seat: str, person: int | None, **days: date | None) -> None:
    found = next(one for one in queries.sag().seats if one.name == seat)
    with writing():
        operations.fill_seat(found, person=person or 0, actor=Actor.tool(), **days)


def test_three_months_before_one_line_and_one_mail(table: Table) -> None:
    assert table.cast.sam.person
    ends(table, "UN 1")
    assert lines() == []
    for days in (30, 31, 60):
        with clock.at(later(days=days)):
            assert lines() == ["The term on seat UN 1 of the SAG ends on 20 Mar 2027: find who follows."]
    mails = [mail for mail in db.session.query(Mail) if "ends on" in mail.subject]
    assert [mail.person_id for mail in mails] == [table.cast.sam.person]
    with clock.at(later(days=121)):
        assert lines() == ["Seat UN 1 of the SAG is vacant: fill it."]


@pytest.mark.one_engine
def test_who_follows_is_named_before(table: Table) -> None:
    ends(table, "UN 1")
    with pytest.raises(Refused, match="Somebody sits here"):
        fill(table, "UN 1", table.cast.hana.person, since=END - timedelta(days=1))
    with pytest.raises(Refused, match="before it begins"):
        fill(table, "UN 1", table.cast.hana.person, since=END, until=END)
    fill(table, "UN 1", table.cast.hana.person, since=END)
    with clock.at(later(days=60)):
        assert lines() == []
    with clock.at(later(days=120)):
        seat = next(one for one in queries.sag().seats if one.name == "UN 1")
        assert seat.holder is not None
        assert seat.holder.person_id == table.cast.hana.person


@pytest.mark.one_engine
def test_a_vacant_seat_is_said_on_the_page_and_filled_by_it(table: Table) -> None:
    sam, at = table.cast.sam, "/decisions/bodies/SAG"
    with writing():
        operations.end_terms_of(table.holders["UN 1"].person or 0, actor=Actor.tool())
    assert "Seat UN 1 of the SAG is vacant: fill it." in sam.get(at).text
    assert "Waiting for the secretariat of the SAG to fill seat UN 1." in table.cast.guest.get(at).text
    data = {"person": table.cast.hana.person, "role": "holder", "since": "", "until": "2027-03-01"}
    assert sam.post(f"{at}/seats/{table.seats['UN 1']}/fill", data).status_code == 303
    page = sam.get(at).text
    assert "vacant" not in page
    assert "until 1 Mar 2027" in page
    assert "The term on seat UN 1" not in page  # more than three months ahead
