"""Lists, panels, addresses, and what they cost."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
import sqlalchemy as sa

from tests import factories
from tests.cast import Cast
from tests.groups.helping import add, group, paused, plan
from tests.support.statements import Statements
from wgtool.documents.models import Document, Version, VersionStatus
from wgtool.documents.outlines import CLOSING, TERMS
from wgtool.groups import queries
from wgtool.groups.models import Group, Kind, Role, Standing, Status
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import writing
from wgtool.plan.models import Item

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


@pytest.mark.one_engine
def test_the_terms_stand_among_the_places_of_their_group(cast: Cast) -> None:
    made = group(cast, status=Status.CLOSING)
    for name in (TERMS, CLOSING):
        version = Version(document=Document(template=name, title="T", owner_kind="group", owner_id=made.id), label="v1",
                          sight=Sight.PUBLIC, audience="", status=VersionStatus.ENDORSED)  # fmt: skip
        factories.save(version)
    places = [
        f"/groups/WG-WATER{at}" for at in ("", "/terms", "/closing", "/plan", "/products", "/members", "/history")
    ]
    for here in ("/terms", "/terms/v1", "/closing", "/members"):
        shown = cast.guest.get(f"/groups/WG-WATER{here}").text
        tabs = shown[shown.index('<nav class="tabs"') :].split("</nav>")[0]
        assert re.findall(r'href="([^"]+)"', tabs) == places, here
        assert f'href="/groups/WG-WATER{here.removesuffix("/v1")}" aria-current="page"' in tabs


def test_a_group_that_is_read_says_what_one_that_is_loaded_says(cast: Cast) -> None:
    ids = plan()
    made = group(cast, status=Status.PAUSED, items=(ids["1.1.1"], ids["1.1"]))
    paused(made)
    add(made, cast.omar, Role.MEMBER, Standing.ASKED)
    read, loaded = (ask(made.code, seen_by=cast.lena.actor) for ask in (queries.shown, queries.by_code))
    assert read is not None
    assert loaded is not None
    assert read.pause is not None
    for each in sa.inspect(Group).column_attrs:
        assert getattr(read, each.key) == getattr(loaded, each.key), each.key
    assert _beside(read) == _beside(loaded)
    assert (read.mergers, read.askers, queries.shown("WG-NONE", seen_by=cast.lena.actor)) == ([], [], None)


def _beside(of: Group) -> list[object]:
    places = [(m.ref, m.role, m.standing, m.person_id, m.organisation and m.organisation.slug, m.group is of)
              for m in of.memberships]  # fmt: skip
    served = sorted((a.item_id, a.item.number, a.item.edition.slug, a.item.edition.current) for a in of.alignments)
    return [places, served, of.organisation and of.organisation.name, of.pause and (of.pause.code, of.pause.review_by)]


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


@pytest.mark.one_engine
def test_an_output_stands_for_its_activities_and_for_none_that_was_dropped(cast: Cast) -> None:
    """What a group serves, and for which activities its leads are asked, is one and the same."""
    factories.plan()
    made = group(cast, status=Status.ACTIVE, items=(factories.item("1.1.1").id, factories.item("2.1.1.1").id))
    below = {one.id: one.number for one in db.session.query(Item).filter_by(parent_id=factories.item("1.1.1").id)}
    gone = factories.item("1.1.1.2").id
    with writing():
        db.session.execute(sa.update(Item).where(Item.id == gone).values(dropped_at=clock.now()))
    left = {id for id, number in below.items() if number != "1.1.1.2"} | {factories.item("2.1.1.1").id}
    assert set(db.session.scalars(queries.activities_of(made.id))) == left
    assert set(cast.lena.actor.ids("activity", "aligned")) == left
