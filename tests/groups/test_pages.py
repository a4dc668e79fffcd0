"""Lists, panels, addresses, and what they cost."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.cast import Cast
from tests.groups.helping import add, group, plan
from tests.support.statements import Statements
from wgtool.groups.models import Kind, Role, Status

Counting = Callable[[], AbstractContextManager[Statements]]


@pytest.fixture
def twenty(cast: Cast) -> Cast:
    ids = plan()
    for n in range(20):
        group(cast, code=f"WG-{n:02}", name=f"Group {n:02}", status=Status.ACTIVE, items=(ids["1.1.1"],))
    return cast


def test_the_list_costs_the_same_for_many(twenty: Cast, statements: Counting) -> None:
    with statements() as guest:
        assert twenty.guest.get("/groups").status_code == 200
    assert len(guest) <= 4, guest
    with statements() as lead:
        assert twenty.lena.get("/groups").status_code == 200
    assert len(lead) <= 5, lead


def test_a_page_costs_little(twenty: Cast, statements: Counting) -> None:
    with statements() as guest:
        assert twenty.guest.get("/groups/WG-01").status_code == 200
    assert len(guest) <= 6, guest
    with statements() as lead:
        assert twenty.lena.get("/groups/WG-01").status_code == 200
    assert len(lead) <= 8, lead


def test_filters(cast: Cast) -> None:
    group(cast, code="WG-RIVER", name="Rivers", status=Status.ACTIVE)
    group(cast, code="LWG-ERB", name="Erbil", type=Kind.NATIONAL, country="IQ", people={})
    for query, shown, hidden in (
        ("?q=river", "Rivers", "Erbil"),
        ("?q=lwg", "Erbil", "Rivers"),
        ("?state=active", "Rivers", "Erbil"),
        ("?kind=national", "Erbil", "Rivers"),
        ("?country=IQ", "Erbil", "Rivers"),
    ):
        page = cast.guest.get(f"/groups{query}").text
        assert shown in page, query
        assert hidden not in page, query
    assert cast.guest.get("/groups?state=nonsense&kind=x&country=zzz&page=-3").status_code == 200


def test_yours_come_first(cast: Cast) -> None:
    group(cast, code="WG-AAA", name="Aardvarks", people={})
    made = group(cast, code="WG-ZZZ", name="Zebras", people={})
    add(made, cast.kofi, Role.MEMBER)
    page = cast.kofi.get("/groups").text
    assert page.index("Zebras") < page.index("Aardvarks")
    other = cast.guest.get("/groups").text
    assert other.index("Aardvarks") < other.index("Zebras")


def test_small_letters_lead_to_the_group(cast: Cast) -> None:
    group(cast)
    assert cast.guest.get("/groups/wg-water").location == "/groups/WG-WATER"


def test_an_output_and_its_activities_show_their_groups(cast: Cast) -> None:
    ids = plan()
    group(cast, items=(ids["1.1.1"],), status=Status.ACTIVE)
    for number in ("1.1.1", "1.1.1.2"):
        assert "WG-WATER" in cast.guest.get(f"/plan/2022/{number}").text, number
    assert "WG-WATER" not in cast.guest.get("/plan/2022/1.1.2").text


def test_an_organisation_shows_its_groups(cast: Cast) -> None:
    group(cast, status=Status.ACTIVE)
    assert "WG-WATER" in cast.guest.get("/partners/lantern-health-logistics").text


def test_the_first_page_shows_active_groups(cast: Cast) -> None:
    plan()
    group(cast, status=Status.ACTIVE, code="WG-LIVE", name="Live")
    group(cast, code="WG-IDEA", name="Idea", people={})
    page = cast.guest.get("/").text
    assert "WG-LIVE" in page
    assert "WG-IDEA" not in page


def test_every_page_stands_in_every_state(cast: Cast) -> None:
    for n, status in enumerate(Status):
        made = group(cast, status=status, code=f"WG-{n:02}", name=f"Group {n}")
        add(made, cast.kofi, Role.MEMBER)
        for who in ("guest", "kofi", "lena", "hana", "omar", "sam", "prue"):
            for page in ("", "/members", "/history"):
                assert getattr(cast, who).get(f"/groups/WG-{n:02}{page}").status_code == 200, (status, who)
