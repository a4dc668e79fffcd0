"""What became of the activities of 2019 in 2022: proposed by likeness, settled by the support team, read both ways."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from tests import factories
from tests.cast import Cast
from tests.support.html import assert_html
from wgtool.history import queries as history
from wgtool.kernel.db import db
from wgtool.plan import likeness, queries
from wgtool.plan.crosswalk import Crosswalk, Way, crosswalk
from wgtool.plan.likeness import Said
from wgtool.plan.models import Fate

HERE = "/plan/2022/crosswalk"
REPORTED, ADVOCACY = "4.1.4.2", "2.5.3.3"


@pytest.fixture(autouse=True)
def shipped(plan: None) -> None:
    """Have both editions as they come with the tool."""


def walk() -> Crosswalk:
    db.session.rollback()
    old, new = queries.edition("2019"), queries.edition("2022")
    assert old
    assert new
    return crosswalk(queries.tree(old), queries.tree(new), queries.links(old, new))


def way(number: str) -> Way:
    return next(each for each in walk().ways if each.item.number == number)


def settled(number: str) -> list[tuple[str, Fate]]:
    found = walk()
    links = next(each for each in found.ways if each.item.number == number).links
    return [(found.by_id[link.new_id].number if link.new_id else "", link.fate) for link in links]


def told(cast: Cast, number: str, edition: str) -> list[str]:
    return [t.sentence for t in history.timeline(factories.item(number, edition).ref, seen_by=cast.sam.actor)]


def settle(cast: Cast, number: str, *successors: str, fate: str = "reworded", **more: object) -> TestResponse:
    return cast.sam.post(f"{HERE}/{number}", {"likest": list(successors), "fate": fate, "seen": 0, **more})


@pytest.mark.one_engine
def test_a_measure_that_explains_itself() -> None:
    old = (Said("1", "Report on points", "", "Learning"), Said("2", "Charter planes", "", "Transport"))
    new = (Said("9", "Points reported", "", "Learning"), Said("8", "Nothing", "", "Other"))
    found = likeness.alike(old, new)
    assert [like.number for like in found["1"]] == ["9"]
    assert found["1"][0].percent == 100
    assert found["2"] == []
    assert likeness.alike(tuple(reversed(old)), new) == found


@pytest.mark.one_engine
def test_a_text_counts_only_where_both_editions_have_one() -> None:
    old = (Said("1", "Alpha", "common words here", "X"), Said("2", "Beta", "", "Y"))
    bare, worded = Said("9", "Gamma", "", "Z"), Said("9", "Gamma", "common words here", "Z")
    assert likeness.alike(old, (bare,))["1"] == []
    assert likeness.alike(old, (worded,))["1"][0].number == "9"


@pytest.mark.one_engine
def test_the_known_successor_is_proposed() -> None:
    found = way(REPORTED).proposed
    assert found is not None
    assert found.number == "4.4.2.3"


@pytest.mark.one_engine
def test_most_of_the_plan_as_shipped_is_proposed() -> None:
    found = walk()
    assert len(found.ways) == 104
    assert len(found.above(75)) > 40
    assert way(REPORTED).fate == Fate.CONTINUED
    assert way("1.1.1.6").fate == Fate.MOVED
    assert way(ADVOCACY).fate == Fate.MERGED


@pytest.mark.one_engine
def test_all_above_a_mark_in_two_clicks(cast: Cast) -> None:
    offered = cast.sam.get(f"{HERE}?mark=75")
    assert_html(offered.text)
    pairs = [f"{w.item.number}>{w.proposed.number}" for w in walk().above(75) if w.proposed]
    assert offered.text.count('name="pairs"') == len(pairs)
    assert cast.sam.post(f"{HERE}/accept", {"pairs": pairs}).status_code == 303
    assert len(walk().unsettled) == 104 - len(pairs)
    assert settled(REPORTED) == [("4.4.2.3", Fate.CONTINUED)]
    line = ["What became of 4.1.4.2 in 2022: Continued (4.4.2.3)."]
    assert told(cast, REPORTED, "2019") == told(cast, "4.4.2.3", "2022") == line
    assert cast.sam.post(f"{HERE}/accept", {"pairs": pairs}).status_code == 303
    assert told(cast, REPORTED, "2019") == line, "what is settled is not settled again"


def test_only_what_was_seen_is_accepted(cast: Cast) -> None:
    answer = cast.sam.post(f"{HERE}/accept", {"pairs": [f"{REPORTED}>1.1.1.1"]})
    assert answer.status_code == 409
    assert "Look at them again" in answer.text
    assert cast.sam.post(f"{HERE}/accept", {}).status_code == 422
    assert cast.sam.post(f"{HERE}/accept", {"pairs": ["no pair", "9.9.9.9>8.8.8.8"]}).status_code == 303
    assert settled(REPORTED) == []


def test_settled_one_by_one_and_changed(cast: Cast) -> None:
    assert_html(cast.sam.get(f"{HERE}/{ADVOCACY}").text)
    assert settle(cast, ADVOCACY, "1.2.3.1", "1.2.3.2", fate="split").status_code == 303
    assert settled(ADVOCACY) == [("1.2.3.1", Fate.SPLIT), ("1.2.3.2", Fate.SPLIT)]
    stale = settle(cast, ADVOCACY, "1.2.3.1")
    assert stale.status_code == 409
    assert_html(stale.text)
    seen = max(link.id for link in way(ADVOCACY).links)
    same = settle(cast, ADVOCACY, "1.2.3.2", "1.2.3.1", fate="split", seen=seen)
    assert same.status_code == 303
    assert len(told(cast, ADVOCACY, "2019")) == 1
    gone = settle(cast, ADVOCACY, fate="no successor", why="The procedure covers it.", seen=seen)
    assert gone.status_code == 303
    assert settled(ADVOCACY) == [("", Fate.DROPPED)]
    assert told(cast, ADVOCACY, "2019")[0] == "2.5.3.3 has no successor in 2022."


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"fate": "no successor"}, "Say why"),
        ({"fate": "no successor", "why": "Gone.", "likest": ["1.2.3.1"]}, "take away one or the other"),
        ({"fate": "reworded"}, "Choose what it became"),
        ({"fate": "split", "likest": ["1.2.3.1"]}, "two successors or more"),
        ({"fate": "reworded", "likest": ["1.2.3.1"], "others": "1.2.3.2"}, "several successors"),
        ({"fate": "reworded", "others": "9.9.9.9"}, "no activity 9.9.9.9"),
        ({"fate": "reworded", "others": "1.2.3"}, "no activity 1.2.3"),
    ],
)
def test_what_does_not_go_together(cast: Cast, sent: dict[str, object], sentence: str) -> None:
    answer = cast.sam.post(f"{HERE}/{ADVOCACY}", {"seen": 0, "why": "", "others": ""} | sent)
    assert answer.status_code in {409, 422}
    assert sentence in answer.text
    assert_html(answer.text)
    assert settled(ADVOCACY) == []


def test_read_both_ways_with_the_clause_as_background(cast: Cast) -> None:
    factories.clause(REPORTED, "Global Logistics Cluster Support Team <b>")
    before = cast.guest.get(f"/plan/2019/{REPORTED}").text
    assert "not settled yet" in before
    settle(cast, REPORTED, "4.4.2.3", fate="moved")
    assert "Became in 2022" in cast.guest.get(f"/plan/2019/{REPORTED}").text
    new = cast.guest.get(HERE).text.partition('id="h-new"')[2].partition("</section>")[0]
    assert "Nothing settled leads to 77 activities." in new
    assert ("/plan/2022/1.1.1.1" in new, "/plan/2022/4.4.2.3" in new) == (True, False), "what is new is told by name"
    after = cast.guest.get("/plan/2022/4.4.2.3")
    assert "Was in 2019" in after.text
    assert "Global Logistics Cluster Support Team &lt;b&gt;" in after.text
    assert "binds nothing here" in after.text
    assert_html(after.text)


def test_what_is_not_settled_is_counted_where_people_look(cast: Cast, statements) -> None:  # type: ignore[no-untyped-def]
    mine, others = "Settle 104 activities.", "Waiting for the support team to settle 104 activities."
    for page in ("/plan/2022", HERE):
        for who, said in ((cast.sam, (True, False)), (cast.guest, (False, True))):
            shown = who.get(page).text
            assert (mine in shown, others in shown) == said, "who is asked is not told to wait for themselves"
    assert "to settle" not in cast.guest.get("/plan/2019").text
    settle(cast, ADVOCACY, fate="no successor", why="The procedure covers it.")
    with statements() as seen:
        shown = cast.guest.get(f"{HERE}?show=open").text
    assert len(seen) <= 7, seen
    assert "1 of 104 settled" in shown
    assert ADVOCACY not in shown
    dropped = cast.guest.get(f"{HERE}?show=dropped").text
    assert "The procedure covers it." in dropped
    assert "Action points reported" in cast.guest.get(HERE).text
    for page in (dropped, shown):
        assert_html(page)
        assert 'name="pairs"' not in page


@pytest.mark.one_engine
def test_only_the_support_team_settles(cast: Cast) -> None:
    assert cast.hana.get(f"{HERE}/{ADVOCACY}").status_code == 403
    assert cast.hana.post(f"{HERE}/accept", {}).status_code == 403
    assert cast.guest.post(f"{HERE}/{ADVOCACY}", {}).status_code == 401


@pytest.mark.one_engine
@pytest.mark.parametrize("address", ["/plan/2019/crosswalk", "/plan/2030/crosswalk", f"{HERE}/9.9.9.9", f"{HERE}/1.1"])
def test_what_is_not_there(cast: Cast, address: str) -> None:
    assert cast.sam.get(address).status_code == 404
