"""From a lead's proposal to the plan's next version, and each ruling taken back."""

from __future__ import annotations

import pytest

from tests import factories
from tests.amendments.conftest import OF, REWORDED, WHY, WORDS, Assembly, later
from tests.support import agreement
from wgtool.amendments.models import Amendment
from wgtool.history import queries as history
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.refs import whole
from wgtool.plan import queries as plans


def story(assembly: Assembly, number: str) -> list[str]:
    lines = history.timeline(assembly.found(number).ref, seen_by=Actor.tool())
    return [line.event.removeprefix("amendments.") for line in reversed(lines) if line.event.startswith("amendments.")]


def test_a_wording_changes_by_the_sag_and_the_glm(assembly: Assembly) -> None:
    cast, lead = assembly.cast, assembly.lead
    assert "to amend it" in lead.get(f"/plan/2022/{OF}").text
    assert "to amend it" not in cast.omar.get(f"/plan/2022/{OF}").text
    number = assembly.propose(text=REWORDED)
    assert number == "AMD-2026-001"
    at = f"/amendments/{number}"
    for who, status in (
        (lead, 200),
        (assembly.holders["UN 1"], 200),
        (cast.sam, 200),
        (cast.kofi, 404),
        (cast.guest, 404),
    ):
        assert who.get(at).status_code == status
    assert "<ins>" in lead.get(at).text
    for who, answers in ((assembly.holders["UN 1"], True), (lead, False)):  # yours is one press away
        page = who.get(at).text
        assert ("Whose turn: yours" in page, 'class="btn " href="/decisions/draft/' in page) == (answers, answers)
    assembly.support(number)
    assert assembly.status(number) == "supported"
    assert WHY in cast.guest.get(at).text
    assert assembly.item().text == WORDS
    sitting = assembly.sit(number)
    assert assembly.status(number) == "on a sitting"
    assert "<ins>" in cast.guest.get(sitting).text
    assert assembly.acclaim() == 303
    assert assembly.status(number) == "verified"
    assert assembly.item().text == REWORDED
    assert [v.label for v in plans.versions(assembly.edition)] == ["v2", "v1"]
    assert story(assembly, number) == ["Proposed", "Supported", "Taken", "Verified"]
    assert "version 2 of the plan" in cast.guest.get(at).text


def test_taking_the_verification_back_gives_the_plan_back(assembly: Assembly) -> None:
    before = agreement.begin()
    number = assembly.verified(text=REWORDED)
    assert agreement.disagreements(before) == []
    question = assembly.asked(number).number
    with later(minutes=5):
        assert assembly.cast.sam.post(f"/decisions/{question}/take-back").status_code == 303
    assert assembly.status(number) == "on a sitting"
    assert assembly.item().text == WORDS
    assert [v.label for v in plans.versions(assembly.edition)] == ["v1"]
    with later(minutes=6):
        assert assembly.acclaim() == 303
        assert agreement.disagreements(before) == []
    assert (assembly.status(number), assembly.item().text) == ("verified", REWORDED)


@pytest.mark.one_engine
def test_taking_the_support_back_asks_the_glm_no_more(assembly: Assembly) -> None:
    number = assembly.supported(text=REWORDED)
    of_sag = "/decisions/SAG-2026-001/take-back"
    glm = assembly.found(number).glm_question_id
    with later(minutes=5):
        assert assembly.cast.sam.post(of_sag).status_code == 303
    assert assembly.status(number) == "proposed"
    assert assembly.cast.guest.get(f"/amendments/{number}").status_code == 404
    assert assembly.cast.sam.get(f"/decisions/draft/{glm}").status_code == 200
    with later(minutes=6):
        assert assembly.cast.sam.post("/decisions/SAG-2026-001/conclude", {"conditions": ""}).status_code in (303, 409)


@pytest.mark.parametrize("asks", [
    ("category", {"category": "CRITICAL"}),
    ("lead", {"printed_lead": "WFP"}),
    ("timeframe", {"runs": "dates", "starts_on": "2026-01-01", "ends_on": "2026-12-31"}),
])  # fmt: skip
@pytest.mark.one_engine
def test_other_fields_change_the_same_way(assembly: Assembly, asks: tuple[str, dict[str, str]]) -> None:
    kind, fields = asks
    before = assembly.tree.items
    number = assembly.verified(kind, **fields)
    item = assembly.item()
    said = {"category": item.category, "lead": item.printed_lead, "timeframe": str(item.starts_on)}
    assert said[kind] in ("CRITICAL", "WFP", "2026-01-01")
    with later(minutes=5):
        assert assembly.cast.sam.post(f"/decisions/{assembly.asked(number).number}/take-back").status_code == 303
    assert assembly.tree.items == before


@pytest.mark.one_engine
def test_what_changed_meanwhile_is_a_conflict_and_changes_nothing(assembly: Assembly) -> None:
    first, second = assembly.supported(text=REWORDED), assembly.supported(text="Something else.")
    at = assembly.sit(first, second)
    assert "Two of these change the same words." in assembly.cast.sam.get(at).text
    assert assembly.acclaim() == 409
    assert {assembly.status(n) for n in (first, second)} == {"on a sitting"}
    assert assembly.item().text == WORDS
    taken = assembly.found(second).glm_question_id
    assert assembly.cast.sam.post(f"{at}/questions/{taken}/take-singly").status_code == 303
    assert assembly.acclaim() == 303
    assert assembly.item().text == REWORDED
    page = assembly.lead.get(f"/amendments/{second}").text
    assert whole(f"The plan has changed since {second} was proposed. Withdraw it") in page
    assert assembly.lead.post(f"/amendments/{second}/withdraw", {"why": "Overtaken."}).status_code == 303
    assert assembly.status(second) == "withdrawn"


@pytest.mark.one_engine
def test_withdrawing_takes_the_question_with_it(assembly: Assembly) -> None:
    number = assembly.propose(text=REWORDED)
    assert assembly.cast.kofi.post(f"/amendments/{number}/withdraw", {"why": "No."}).status_code == 404
    assert assembly.holders["UN 1"].post(f"/amendments/{number}/withdraw", {"why": "No."}).status_code == 403
    assert assembly.lead.post(f"/amendments/{number}/withdraw", {"why": "No."}).status_code == 303
    assert assembly.asked(number).status.value == "withdrawn"


@pytest.mark.one_engine
def test_withdrawing_the_question_takes_the_amendment_with_it(assembly: Assembly) -> None:
    number = assembly.propose(text=REWORDED)
    question = assembly.asked(number).number
    assert assembly.lead.post(f"/decisions/{question}/withdraw", {"why": "No."}).status_code == 303
    assert assembly.status(number) == "withdrawn"


@pytest.mark.one_engine
def test_what_is_set_is_changed_by_amendment_alone_and_blanks_are_filled(assembly: Assembly) -> None:
    sam = assembly.cast.sam
    assert (
        sam.post(f"/plan/2022/{OF}/category", {"category": "CRITICAL", "seen": assembly.item().version}).status_code
        == 303
    )
    assembly.propose(text=REWORDED)
    answer = sam.post(f"/plan/2022/{OF}/category", {"category": "Furtherance", "seen": assembly.item().version})
    assert (answer.status_code, "propose one on this page" in answer.text) == (409, True)
    blank = {"runs": "continuing", "seen": assembly.item().version}
    assert sam.post(f"/plan/2022/{OF}/timeframe", blank).status_code == 303
    assert assembly.item().continuing is True


@pytest.mark.one_engine
def test_who_may_propose(assembly: Assembly) -> None:
    cast = assembly.cast
    form = f"/plan/2022/{OF}/amend/reword"
    data = {"who": "sag", "reason": WHY, "text": REWORDED, "title": "Title", "seen": assembly.item().version}
    for who, status in ((cast.guest, 401), (cast.kofi, 403), (cast.olga, 403)):
        assert who.post(form, data).status_code == status
    assert cast.lena.post(form, data).status_code == 422  # not in the SAG's name
    assert assembly.holders["UN 1"].post(form, data).status_code == 303
    db.session.rollback()
    made = db.session.query(Amendment).one()
    assert (made.group_id, made.audience) == (None, f"body:{assembly.body.id}")


@pytest.mark.one_engine
def test_nothing_changed_is_no_amendment_and_nothing_is_lost(assembly: Assembly) -> None:
    item = factories.item(OF)
    data = {
        "who": f"group:{assembly.group.id}",
        "reason": WHY,
        "seen": item.version,
        "text": item.text,
        "title": item.title,
    }
    answer = assembly.lead.post(f"/plan/2022/{OF}/amend/reword", data)
    assert (answer.status_code, WHY in answer.text) == (409, True)
    assert assembly.edition.amended_at is None
