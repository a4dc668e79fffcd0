"""Who is responsible, accountable, consulted and informed, from the records."""

from __future__ import annotations

import re

import pytest

from tests import factories
from tests.cast import Cast
from tests.groups.planning import deliverable, planning
from tests.support.html import assert_html
from wgtool.groups.models import Alignment, Group, Progress
from wgtool.groups.models import Status as At
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.folding import fold
from wgtool.kernel.sight import Sight
from wgtool.plan import queries
from wgtool.plan.models import Item, Status
from wgtool.signups import raci
from wgtool.signups.models import SignUp
from wgtool.signups.raci import Letter, Line, Record

NUMBER = "1.1.1.1"
GUEST = Actor.guest()


@pytest.fixture(autouse=True)
def shipped(plan: None) -> None:
    """Have both editions as they come with the tool."""


def lines(edition: str = "2022") -> list[Line]:
    factories.item("1", edition)  # reads anew
    found = queries.edition(edition)
    assert found is not None
    return raci.matrix(found, queries.tree(found).activities, seen_by=GUEST)


def names(number: str = NUMBER, edition: str = "2022") -> dict[str, list[str]]:
    line = next(each for each in lines(edition) if each.item.number == number)
    return {letter.value: [named.name for named in under] for letter, under in line.under.items()}


def group(code: str, item: Item, status: At = At.ACTIVE, **more: object) -> None:
    now, id = clock.now(), item.id
    facts = {"code": code, "name": code.title(), "folded": fold(code), "problem": "-", "status": status} | more
    made = factories.save(Group(proposed_at=now, status_since=now, **facts))
    factories.save(Alignment(group_id=made.id, item_id=id))


@pytest.mark.one_engine
def test_every_record_answers_to_a_letter_and_every_letter_to_a_record() -> None:
    assert set(raci.MAPPING) == set(Record) == set(raci.WORDS)
    assert {letter for letters in raci.MAPPING.values() for letter in letters} == set(Letter) == set(raci.LETTERS)


@pytest.mark.one_engine
def test_nobody_yet() -> None:
    assert names() == {"R": [], "A": [], "C": [], "I": ["the SAG"]}
    assert raci.figures(lines()) == {
        Letter.RESPONSIBLE: 78,
        Letter.ACCOUNTABLE: 78,
        Letter.CONSULTED: 78,
        Letter.INFORMED: 0,
    }


def test_sign_ups_by_role_only_where_confirmed(cast: Cast) -> None:
    factories.signup(NUMBER, cast.lantern, "contributor")
    factories.signup(NUMBER, cast.rivermark, "lead")
    factories.signup(NUMBER, cast.watchers, "consulted")
    factories.signup(NUMBER, cast.depot, "co-lead", status="offered")
    factories.signup(NUMBER, cast.depot, "consulted", status="withdrawn")
    factories.signup(NUMBER, cast.depot, "contributor", sight=Sight.GROUP, audience="person:1")
    rivermark, lantern = "Rivermark Relief", "Lantern Health Logistics"
    assert names() == {"R": [rivermark, lantern], "A": [rivermark], "C": ["Provincial Trade Office"], "I": ["the SAG"]}


def test_groups_at_work_are_responsible_and_others_informed() -> None:
    item = factories.item(NUMBER)
    output = queries.by_id(item.parent_id or 0)
    assert output is not None
    group("WG-ONE", item)
    group("WG-TWO", output, At.DRAFTING)
    group("WG-OVER", item, At.DISSOLVED)
    group("WG-HID", item, sight=Sight.GROUP, audience="person:1")
    assert names() == {"R": ["Wg-One"], "A": [], "C": [], "I": ["Wg-Two", "the SAG"]}


@pytest.mark.one_engine
def test_a_clause_names_who_leads_until_somebody_is_confirmed(cast: Cast, clauses: dict[str, str]) -> None:
    number = clauses["wfp"]
    assert names(number, "2019")["A"] == ["WFP"]
    assert names(number, "2019")["R"] == ["WFP", "the LET"]
    factories.signup(number, cast.rivermark, "lead", edition="2019")
    assert names(number, "2019")["A"] == ["Rivermark Relief"]
    assert names(number, "2019")["R"] == ["Rivermark Relief", "WFP", "the LET"]


@pytest.mark.one_engine
def test_who_answers_for_a_deliverable_and_who_does_it(cast: Cast) -> None:
    """An owner answers for it, whoever leads the work; without one, the confirmed lead does; offers count for nothing."""
    made = planning(cast)
    for serial, owner in ((1, cast.lantern.id), (2, None), (3, None)):
        row = deliverable(made, serial, owner_id=owner, status=Progress.DONE if serial == 3 else Progress.NOT_STARTED)
        for organisation, role, status in (
            (cast.rivermark, "lead", "confirmed"), (cast.depot, "contributor", "confirmed"),
            (cast.watchers, "consulted", "confirmed"), (cast.lantern, "co-lead", "offered"),
        ):  # fmt: skip
            if serial < 3:
                factories.save(SignUp(deliverable_id=row.id, organisation_id=organisation.id, role=role, status=status,
                                      offered_at=clock.now()))  # fmt: skip
    page = cast.guest.get("/groups/WG-WATER/plan/raci").text
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.S) for row in page.split("<tr>")[2:5]]
    told = [[re.findall(r"<bdi>([^<]+)</bdi>|(nobody yet)", cell) for cell in row[-4:]] for row in rows]
    owner, lead, other, asked = "Lantern Health Logistics", "Rivermark Relief", cast.depot.name, cast.watchers.name
    assert [[["".join(one) for one in cell] for cell in row] for row in told] == [
        [[owner, lead, other], [owner], [asked], ["Water crossings"]],
        [[lead, other], [lead], [asked], ["Water crossings"]],
        [[], [], [], ["Water crossings"]],
    ]


@pytest.mark.one_engine
def test_what_is_done_has_no_gap() -> None:
    found = queries.edition("2022")
    assert found is not None
    done = queries.tree(found).by_number[NUMBER]._replace(status=Status.DONE)
    assert raci.lines([done], [], seen_by=GUEST)[0].gaps == ()


@pytest.mark.one_engine
def test_on_the_page_of_an_activity(cast: Cast) -> None:
    factories.signup(NUMBER, cast.rivermark, "lead", country="")
    shown = cast.guest.get(f"/plan/2022/{NUMBER}").text
    assert_html(shown)
    assert "Accountable" in shown
    assert 'href="#sign-up">nobody yet' in shown
    assert "/plan/2022/raci?under=1.1.1" in shown


def test_a_page_to_print(cast: Cast, statements) -> None:  # type: ignore[no-untyped-def]
    factories.signup(NUMBER, cast.rivermark, "lead")
    with statements() as seen:
        whole = cast.guest.get("/plan/2022/raci").text
    assert len(seen) <= 6, seen
    assert_html(whole)
    assert "78 activities." in whole
    assert "Accountable <b>77</b>" in whole
    part = cast.guest.get("/plan/2022/raci?under=1.1.1").text
    assert "Rivermark Relief" in part
    assert "2.1.1.2" not in part
    assert f"/plan/2022/{NUMBER}#sign-up" in part
    assert "78 activities." in cast.guest.get("/plan/2022/raci?under=9.9").text
    assert cast.guest.get("/plan/2030/raci").status_code == 404
