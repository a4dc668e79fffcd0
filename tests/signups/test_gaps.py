"""What needs partners: figures, filters, columns; nothing of it is kept."""

from __future__ import annotations

import pytest

from tests import factories
from tests.cast import Cast
from tests.signups.conftest import OPEN
from wgtool.kernel import clock, holdings
from wgtool.kernel.writes import writing
from wgtool.plan import operations as plans
from wgtool.plan import queries as plan_queries
from wgtool.plan.models import Category
from wgtool.plan.models import Status as Progress
from wgtool.signups import gaps
from wgtool.signups.gaps import Gap

NUMBERS = "1.1.1.1 1.1.1.2 1.1.2.1 1.1.2.2 1.1.3.1 1.1.3.2 1.2.1.1 1.2.2.1".split()


def figures(edition: str = "2022") -> dict[str, int]:
    found = plan_queries.edition(edition)
    assert found is not None
    standings = gaps.standings(found, plan_queries.tree(found).activities)
    return {gap.value: number for gap, number in gaps.figures(standings.values()).items()}


def lacks(number: str, edition: str = "2022", country: str = "") -> set[str]:
    item = factories.item(number, edition)
    return {gap.value for gap in gaps.standings(item.edition, [item], apart=bool(country))[item.id].gaps_in(country)}


def test_at_first_everything_needs_somebody(plan: None) -> None:
    assert figures() == {"nobody": 78, "no-lead": 78, "left": 0}


def test_what_nobody_knows_to_be_open_is_no_gap(plan: None) -> None:
    assert figures("2019") == {"nobody": 0, "no-lead": 0, "left": 0}


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("role", "status", "missing"),
    [
        ("contributor", "confirmed", {"no-lead"}),
        ("lead", "confirmed", set()),
        ("lead", "offered", {"no-lead"}),
        ("lead", "declined", {"nobody", "no-lead"}),
        ("lead", "fulfilled", {"nobody", "no-lead"}),
    ],
)
def test_what_an_activity_lacks(plan: None, cast: Cast, role: str, status: str, missing: set[str]) -> None:
    factories.signup(OPEN, cast.rivermark, role, status=status)
    assert lacks(OPEN) == missing


@pytest.mark.parametrize("status", ["withdrawn", "lapsed"])
def test_who_left_leaves_a_gap_until_it_is_filled(plan: None, cast: Cast, status: str) -> None:
    factories.signup(OPEN, cast.rivermark, "contributor", status=status, confirmed_at=clock.now())
    assert lacks(OPEN) == {"nobody", "no-lead", "left"}
    factories.signup(OPEN, cast.lantern, "contributor")
    assert lacks(OPEN) == {"no-lead"}


def test_an_offer_withdrawn_is_no_gap(plan: None, cast: Cast) -> None:
    factories.signup(OPEN, cast.rivermark, "contributor", status="withdrawn")
    assert Gap.LEFT not in lacks(OPEN)


def test_the_plans_own_lead_is_not_missing(clauses: dict[str, str]) -> None:
    assert lacks(clauses["beside"], "2019") == {"nobody"}
    assert lacks(clauses["may lead"], "2019") == {"nobody", "no-lead"}
    assert lacks(clauses["closed"], "2019") == set()


def test_countries_are_told_apart_where_the_clause_does(clauses: dict[str, str], cast: Cast) -> None:
    number = clauses["country"]
    factories.signup(number, cast.lantern, "lead", edition="2019", country="TD")
    assert lacks(number, "2019") == set()
    assert lacks(number, "2019", "TD") == set()
    assert lacks(number, "2019", "IQ") == {"nobody", "no-lead"}
    assert lacks(clauses["may lead"], "2019", "IQ") == set()


def test_a_sum_says_the_same_as_its_countries(clauses: dict[str, str], cast: Cast) -> None:
    for country, role in (("TD", "lead"), ("IQ", "contributor"), ("", "contributor")):
        factories.signup(clauses["country"], cast.lantern, role, edition="2019", country=country)
    item = factories.item(clauses["country"], "2019")
    summed, apart = (gaps.standings(item.edition, [item], apart=apart)[item.id] for apart in (False, True))
    assert (len(summed.counts), len(apart.counts)) == (1, 3)
    assert (summed.confirmed, summed.offered, summed.gaps) == (apart.confirmed, apart.offered, apart.gaps)
    with pytest.raises(ValueError, match="apart"):
        summed.gaps_in("TD")


def test_done_and_dropped_need_nobody(plan: None, cast: Cast) -> None:
    sam, done = cast.sam.actor, factories.item(OPEN)
    with writing():
        plans.report_status(done, status=Progress.DONE, on=clock.today(), note="", actor=sam)
    assert lacks(OPEN) == set()


def test_the_page_tells_the_same_figures(plan: None, cast: Cast) -> None:
    factories.signup(OPEN, cast.rivermark, "lead")
    shown = cast.guest.get("/plan/needs-partners").text
    assert "77 activities." in shown
    assert f">{OPEN}<" not in shown
    assert "77 activities of the plan lack somebody" in cast.guest.get("/").text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("gap=nobody", "77 activities."),
        ("gap=no-lead", "78 activities."),
        ("gap=left", "0 activities."),
        ("pillar=1", "activities."),
        ("category=CRITICAL", "1 activity."),
        ("category=unset", "77 activities."),
        ("gap=x&pillar=99&category=y&country=zz", "78 activities."),
        ("country=IQ", "This edition has none."),
        ("edition=2019", "0 activities."),
    ],
)
def test_filters(plan: None, cast: Cast, asked: str, said: str) -> None:
    factories.signup("1.1.1.2", cast.rivermark)
    sam, item = cast.sam.actor, factories.item(OPEN)
    with writing():
        plans.set_category(item, category=Category.CRITICAL, seen=1, actor=sam)
    assert said in cast.guest.get(f"/plan/needs-partners?{asked}").text


def test_no_edition_like_this(plan: None, cast: Cast) -> None:
    assert cast.guest.get("/plan/needs-partners?edition=1999").status_code == 404


@pytest.mark.one_engine
def test_the_edition_shows_leads_and_counts(plan: None, cast: Cast) -> None:
    factories.signup(OPEN, cast.rivermark, "lead")
    factories.signup(OPEN, cast.lantern, "lead", status="offered")
    shown = cast.guest.get("/plan/2022").text
    assert "Rivermark Relief" in shown
    assert "1 offered" in shown
    assert "77 of 78 activities." in cast.guest.get("/plan/2022?signup=no-lead").text
    assert "78 of 78 activities." in cast.guest.get("/plan/2022?signup=open").text


@pytest.mark.one_engine
def test_the_plans_own_lead_is_named_as_such(clauses: dict[str, str], cast: Cast) -> None:
    assert "named by the plan" in cast.guest.get("/plan/2019").text
    assert "named by the plan" in cast.guest.get(f"/plan/2019/{clauses['wfp']}").text
    assert "8 of 104 activities." not in cast.guest.get("/plan/2019?signup=open").text
    assert "7 of 104 activities." in cast.guest.get("/plan/2019?signup=open").text


def test_an_organisation_shows_what_it_took_on(plan: None, cast: Cast) -> None:
    factories.signup(OPEN, cast.rivermark, "lead")
    shown = cast.guest.get("/partners/rivermark-relief").text
    assert OPEN in shown
    assert "Nothing in the plan yet." in cast.guest.get(f"/partners/{cast.lantern.slug}").text


def many(cast: Cast) -> None:
    for n in range(8):
        organisation = factories.organisation(f"Organisation {n}")
        for number in NUMBERS:
            factories.signup(number, organisation, "contributor")


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/plan/needs-partners", 6),
        ("/plan/2022", 6),
        (f"/plan/2022/{OPEN}", 8),
        ("/", 8),
        ("/partners/rivermark-relief", 4),
        ("/signups/1", 5),
    ],
)
def test_pages_cost_the_same_for_many(plan: None, cast: Cast, statements, address: str, most: int) -> None:  # type: ignore[no-untyped-def]
    factories.signup(OPEN, cast.rivermark, "lead")
    cast.guest.get(address)  # what the first page counts of the register is kept until the next commit
    with statements() as few:
        cast.guest.get(address)
    many(cast)
    cast.guest.get(address)
    with statements() as more:
        cast.guest.get(address)
    assert len(few) == len(more) <= most, more


@pytest.mark.one_engine
def test_the_form_costs_the_same_for_many(plan: None, cast: Cast, statements) -> None:  # type: ignore[no-untyped-def]
    omar = cast.omar
    factories.signup(OPEN, cast.lantern)
    with statements() as few:
        omar.get(f"/plan/2022/{OPEN}")
    many(cast)
    with statements() as more:
        omar.get(f"/plan/2022/{OPEN}")
    assert len(few) == len(more), more


def test_what_hangs_on_an_activity_is_told_before_it_goes(plan: None, cast: Cast, world: object) -> None:
    from flask import Flask

    assert isinstance(world, Flask)
    factories.signup(OPEN, cast.rivermark, "lead")
    with world.test_request_context():
        assert [held.says for held in holdings.open(factories.item(OPEN).ref)] == ["Rivermark Relief (Lead)"]
        assert holdings.open(factories.item("1.1.1.2").ref) == []
