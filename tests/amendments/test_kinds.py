"""What each kind of amendment makes of the plan: identities stay, numbers are never used again, and all of it comes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from tests import factories
from tests.amendments.conftest import OF, WHY, WORDS, Assembly, later
from tests.cast import Cast
from wgtool.kernel.db import db
from wgtool.notifications.models import Mail
from wgtool.plan import queries as plans
from wgtool.plan.models import Category
from wgtool.signups.models import SignUp


def told(cast: Cast) -> set[str]:
    """Give who gets a mail that a sign-up ended."""
    db.session.rollback()
    wanted = sa.select(Mail.address).where(Mail.event == "signups.Ended", Mail.cancelled_at.is_(None))
    return set(db.session.scalars(wanted))


@contextmanager
def taken_back(assembly: Assembly, kind: str, number: str = OF, **asks: Any) -> Iterator[str]:
    """Have an amendment verified; afterwards take it back, which must give the plan as it was."""
    before = assembly.tree.items
    amendment = assembly.verified(kind, number, **asks)
    yield amendment
    with later(minutes=5):
        answer = assembly.cast.sam.post(f"/decisions/{assembly.asked(amendment).number}/take-back")
    assert answer.status_code == 303, answer.text
    assert assembly.tree.items == before


@pytest.mark.one_engine
def test_a_moved_activity_keeps_its_identity_and_its_old_number_leads_to_it(assembly: Assembly) -> None:
    id = assembly.item().id
    factories.signup(OF, assembly.cast.rivermark)
    with taken_back(assembly, "move", to="1.1.2"):
        assert assembly.tree.by_number["1.1.2.3"].id == id
        assert OF not in assembly.tree.by_number
        answer = assembly.cast.guest.get(f"/plan/2022/{OF}")
        assert (answer.status_code, answer.location) == (303, "/plan/2022/1.1.2.3")
        assert "Rivermark Relief" in assembly.cast.guest.get("/plan/2022/1.1.2.3").text
        assert assembly.cast.guest.get(f"/plan/2022/{OF}?as-of=2026-11-19").status_code == 404  # it was not kept then
        item = assembly.item("1.1.1.2")
        data = {"who": f"group:{assembly.group.id}", "reason": WHY, "seen": item.version, "number": OF}
        answer = assembly.lead.post("/plan/2022/1.1.1.2/amend/renumber", data)
        assert (answer.status_code, "never used again" in answer.text) == (409, True)
    assert assembly.cast.guest.get(f"/plan/2022/{OF}").status_code == 200


@pytest.mark.one_engine
def test_a_new_number_in_its_place(assembly: Assembly) -> None:
    with taken_back(assembly, "renumber", number_asked="1.1.1.9"):
        assert assembly.tree.by_number["1.1.1.9"].text == WORDS


def test_an_addition_gets_the_next_number_and_is_void_when_taken_back(assembly: Assembly) -> None:
    asks = {"title": "A new thing", "text": "Partners do it.", "category": "CRITICAL", "runs": "continuing"}
    with taken_back(assembly, "add", "1.1.1", **asks) as number:
        made = assembly.tree.by_number["1.1.1.3"]
        assert (made.title, made.text, made.category, made.continuing) == (
            "A new thing",
            "Partners do it.",
            "CRITICAL",
            True,
        )
        assert assembly.cast.guest.get("/plan/2022/1.1.1.3").status_code == 200
    assert assembly.cast.guest.get("/plan/2022/1.1.1.3").status_code == 404
    with later(minutes=6):
        assert assembly.acclaim() == 303
    assert assembly.tree.by_number["1.1.1.3"].id == made.id
    assert assembly.status(number) == "verified"


def test_what_is_dropped_ends_its_sign_ups_with_a_reason_and_taking_back_gives_them_back(assembly: Assembly) -> None:
    cast = assembly.cast
    lead = factories.signup(OF, cast.rivermark, "lead", by=None)
    factories.signup(OF, cast.lantern, "contributor", status="offered")
    form = assembly.lead.get(f"/plan/2022/{OF}/amend/drop").text
    assert "Rivermark Relief (Lead)" in form
    with taken_back(assembly, "drop"):
        assert {one.status.value for one in factories.signups()} == {"withdrawn"}
        assert {one.why for one in factories.signups()} == {"The activity left the plan."}
        assert told(cast) == {"hana-aziz@example.org", "lena-okafor@example.org"}
    assert told(cast) == set()
    assert [one.status.value for one in factories.signups()] == ["confirmed", "offered"]
    assert factories.signups()[0].until is None
    assert db.session.get_one(SignUp, sa.inspect(lead).identity[0]).confirmed_at is not None


@pytest.mark.one_engine
def test_an_item_with_something_under_it_is_not_dropped(assembly: Assembly) -> None:
    item = assembly.item("1.1.1")
    data = {"who": f"group:{assembly.group.id}", "reason": WHY, "seen": item.version}
    answer = assembly.lead.post("/plan/2022/1.1.1/amend/drop", data)
    assert (answer.status_code, "move or drop them first" in answer.text) == (409, True)


@pytest.mark.one_engine
def test_a_split_keeps_the_first_and_makes_the_others(assembly: Assembly) -> None:
    id = assembly.item().id
    assembly.say(OF, category=Category.CRITICAL)
    asks = {"text": "Partners share what they know of customs.", "part_title": "Roads", "part_text": "And of roads."}
    with taken_back(assembly, "split", **asks):
        tree = assembly.tree
        assert (tree.by_number[OF].id, tree.by_number[OF].text) == (id, asks["text"])
        assert (tree.by_number["1.1.1.3"].text, tree.by_number["1.1.1.3"].category) == ("And of roads.", "CRITICAL")


@pytest.mark.one_engine
def test_a_merger_takes_the_others_in(assembly: Assembly) -> None:
    with taken_back(assembly, "merge", others="1.1.1.2", text="All of it."):
        tree = assembly.tree
        assert tree.by_number[OF].text == "All of it."
        assert tree.by_number["1.1.1.2"].dropped_at is not None


@pytest.mark.one_engine
def test_pages_of_every_kind(assembly: Assembly) -> None:
    of_activity = ("reword", "category", "lead", "timeframe", "drop", "move", "renumber", "split", "merge")
    page = assembly.lead.get(f"/plan/2022/{OF}/amend").text
    for kind in of_activity:
        assert f"/plan/2022/{OF}/amend/{kind}" in page
        assert assembly.lead.get(f"/plan/2022/{OF}/amend/{kind}").status_code == 200
    assert assembly.lead.get(f"/plan/2022/{OF}/amend/add").status_code == 404
    assert assembly.lead.get("/plan/2022/1.1.1/amend/add").status_code == 200
    assert assembly.lead.get("/plan/2022/1.1.1/amend/split").status_code == 404
    answer = assembly.lead.post(f"/plan/2022/{OF}/amend/timeframe", {"runs": "dates", "reason": WHY})
    assert (answer.status_code, "Give at least one of the two days." in answer.text, WHY in answer.text) == (
        422,
        True,
        True,
    )


@pytest.mark.one_engine
def test_one_version_for_all_that_a_sitting_verifies(assembly: Assembly) -> None:
    numbers = [assembly.supported("category", n, category="CRITICAL") for n in (OF, "1.1.1.2")]
    assembly.sit(*numbers)
    assert assembly.acclaim() == 303
    assert {assembly.found(n).plan_version.number for n in numbers} == {2}
    with later(minutes=5):
        assert assembly.cast.sam.post(f"/decisions/{assembly.asked(numbers[0]).number}/take-back").status_code == 303
    assert [v.number for v in plans.versions(assembly.edition)] == [2, 1]
    assert (assembly.item().category, assembly.item("1.1.1.2").category) == (None, "CRITICAL")
