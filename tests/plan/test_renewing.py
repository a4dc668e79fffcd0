"""The next edition: begun from the one in force, mapped, published; the crosswalk is settled by its map."""

from __future__ import annotations

import re

import pytest

from tests import factories
from tests.cast import Cast
from tests.groups import helping, planning
from wgtool.groups import models as groups
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.plan import queries, renewal
from wgtool.plan.models import Draft, Fate

MAP = """
# what changes
1.2 > 5.1
+ 5 A fifth pillar
1.1.1.2 - taken up by 1.1.1.1
2.1.1.1 > 2.1.1.1, 2.1.1.9
2.1.1.3 > 2.1.1.2
+ 1.1.1.9 Something new
"""


def begun(cast: Cast) -> str:
    answer = cast.sam.post("/plan/next", {"title": "Strategy 2027", "starts": "2027", "ends": "2031"})
    assert answer.status_code == 303
    return str(answer.location)


def draft() -> Draft:
    db.session.rollback()
    return db.session.query(Draft).one()


def test_from_map_to_edition_in_force(plan: None, cast: Cast) -> None:
    factories.signup("1.2.1.1", cast.rivermark)
    served = [factories.item(number).id for number in ("1.2.1", "2.1.1.1", "1.1.1.2")]
    group = helping.group(cast, status=groups.Status.ACTIVE, items=tuple(served))
    planning.deliverable(group, 1, item_id=served[2])
    planning.deliverable(group, 2, item_id=factories.item("1.2.1.1").id)
    at, old = begun(cast), factories.item("1.2.1.1")
    for who, status in ((cast.guest, 401), (cast.omar, 403), (cast.sam, 200)):
        assert who.get(at).status_code == status
    assert cast.sam.post(at, {"map": MAP, "seen": 1}).status_code == 303
    page = cast.sam.get(at).text
    for told in ("Publish it", "taken up by 1.1.1.1", "2.1.1.1, 2.1.1.9", "Something new"):
        assert told in page
    assert cast.guest.get("/plan/2027").status_code == 404
    assert cast.sam.post(f"{at}/publish", {"seen": 1}).status_code == 409
    assert cast.sam.post(f"{at}/publish", {"seen": draft().version}).status_code == 303
    db.session.rollback()
    edition = queries.current()
    assert edition is not None
    assert (edition.slug, edition.title) == ("2027", "Strategy 2027")
    tree = queries.tree(edition)
    assert tree.items == queries.tree_at(edition, clock.now()).items
    assert (tree.by_number["5.1.1.1"].title, tree.by_number["5.1.1.1"].status) == (old.title, None)
    assert "1.1.1.2" not in tree.by_number
    links = queries.links(factories.item("1.2.1.1").edition, edition)
    ids = {item.id: item.number for item in queries.tree(factories.item("1.2.1.1").edition).items}
    fates = {(ids[link.old_id], link.fate) for link in links}
    for wanted in (("1.1.1.1", Fate.CONTINUED), ("1.2.1.1", Fate.CONTINUED), ("1.1.1.2", Fate.DROPPED), ("2.1.1.1", Fate.SPLIT),
                   ("2.1.1.2", Fate.MERGED), ("2.1.1.3", Fate.MERGED)):  # fmt: skip
        assert wanted in fates
    assert queries.unsettled(edition) == 0
    assert cast.sam.post(at, {"map": "", "seen": draft().version}).status_code == 409
    follow = cast.sam.get("/plan/2022/1.2.1.1/follow").text
    assert "5.1.1.1" in follow
    groups_follow(cast)


def groups_follow(cast: Cast) -> None:
    """Have the group serve what became of what it served: its lead is asked, and one step does it."""
    at = "/groups/WG-WATER/follow-the-plan"
    assert "Say whether WG-WATER serves there what it serves here." in cast.lena.get("/desk").text
    assert "Follow the plan into its later edition" in cast.lena.get("/groups/WG-WATER").text
    assert [who.get(at).status_code for who in (cast.guest, cast.kofi, cast.sam)] == [401, 403, 200]
    assert cast.lena.post(at, {"shown": "x"}).status_code == 409
    shown = re.search(r'name="shown"[^>]*value="([^"]+)"', cast.lena.get(at).text)
    assert shown
    assert cast.lena.post(at, {"shown": shown[1]}).status_code == 303
    here = helping.found("WG-WATER")
    assert sorted((row.item.number, row.item.edition.slug) for row in here.alignments) == [
        ("1.1.1.2", "2022"), ("2.1.1.1", "2027"), ("2.1.1.9", "2027"), ("5.1.1", "2027")]  # fmt: skip
    assert [planning.stands(serial).item_id for serial in (1, 2)] == [
        factories.item("1.1.1.2").id,
        factories.item("5.1.1.1", "2027").id,
    ]
    assert "Say whether WG-WATER" not in cast.lena.get("/desk").text
    assert "stays as it is" in cast.lena.get(at).text


@pytest.mark.parametrize(("line", "said"), [
    ("9.9 > 1.1", "9.9 is not part of the plan."),
    ("1.1.1.1 > 1.1", "as many parts"),
    ("1.1 > 1.1, 1.2", "Only activities are split."),
    ("1.1.1.1 -", "say why 1.1.1.1 leaves."),
    ("1.1.1.1 > 1.1.1.8\n1.1.1.1 > 1.1.1.9", "has a line already."),
    ("1.1.1.1 > 8.1.1.1", "would stand under 8.1.1, which is not there."),
    ("+ 1.1.1.1 New", "gets this number, too."),
    ("what is this", "says neither"),
])  # fmt: skip
@pytest.mark.one_engine
def test_a_map_that_cannot_be(plan: None, cast: Cast, line: str, said: str) -> None:
    edition = queries.current()
    assert edition is not None
    assert any(said in sentence for sentence in renewal.renewed(queries.tree(edition), line).wrong)


@pytest.mark.one_engine
def test_what_is_refused_keeps_every_word(plan: None, cast: Cast) -> None:
    at = begun(cast)
    assert cast.sam.post("/plan/next", {"title": "Again", "starts": "2027"}).status_code == 409
    assert cast.sam.post("/plan/next", {"title": "Too early", "starts": "2022"}).status_code == 409
    assert cast.sam.post(at, {"map": "9 > 8", "seen": 1}).status_code == 303
    assert "Line 1: 9 is not part of the plan." in cast.sam.get(at).text
    assert cast.sam.post(f"{at}/publish", {"seen": draft().version}).status_code == 409
    stale = cast.sam.post(at, {"map": "mine", "seen": 1})
    assert (stale.status_code, "mine" in stale.text) == (409, True)


@pytest.mark.one_engine
def test_nothing_mapped_is_the_same_again(plan: None, cast: Cast) -> None:
    at = begun(cast)
    assert cast.sam.post(f"{at}/publish", {"seen": 1}).status_code == 303
    db.session.rollback()
    new, old = (queries.tree(each) for each in queries.editions()[:2])
    assert [item.number for item in new.items] == [item.number for item in old.items]


@pytest.mark.one_engine
def test_what_was_begun_can_be_discarded_and_begun_again(plan: None, cast: Cast) -> None:
    at = begun(cast)
    assert cast.sam.post(at, {"map": MAP, "seen": 1}).status_code == 303
    page = cast.sam.get(f"{at}/discard").text
    assert "lay its map aside, 6 lines" in page
    assert [who.post(f"{at}/discard", {"seen": 2}).status_code for who in (cast.guest, cast.omar)] == [401, 403]
    assert cast.sam.post(f"{at}/discard", {"seen": 1}).status_code == 409
    assert cast.sam.post(f"{at}/discard", {"seen": 2}).status_code == 303
    assert "was discarded before anybody else saw it" in cast.sam.get(at).text
    assert cast.sam.post(f"{at}/publish", {"seen": 3}).status_code == 409
    late = cast.sam.post(at, {"map": "1.1 > 1.9", "seen": 3})  # who was writing meanwhile loses nothing
    assert (late.status_code, "1.1 &gt; 1.9" in late.text) == (409, True)
    assert cast.sam.get(f"{at}/discard").status_code == 404
    again = begun(cast)
    assert again != at
    assert cast.sam.post(f"{again}/publish", {"seen": 1}).status_code == 303
    db.session.rollback()
    assert [edition.slug for edition in queries.editions()] == ["2027", "2022", "2019"]
