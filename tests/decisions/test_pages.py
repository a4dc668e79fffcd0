"""The register, a question's page and its forms; who sees what."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.cast import Cast
from tests.decisions.conftest import A, Table, later
from wgtool.accounts import session
from wgtool.decisions import operations, queries
from wgtool.decisions.models import QuestionStatus
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.refs import whole
from wgtool.kernel.writes import writing

HERE = "/decisions/SAG-2026-001"
OBJECTION = {"answer": "objection", "reason": "ZEBRA was not asked", "remedy": "ask GIRAFFE"}


@pytest.fixture
def asked(table: Table) -> Table:
    table.ask(text="The LEOPARD is transported.")
    return table


def everybody(table: Table) -> dict[str, Any]:
    cast = table.cast
    names = ("guest", "omar", "lena", "prue", "olga", "sam", "ada")
    return {**{n: getattr(cast, n) for n in names}, "chair": table.chair, "alternate": table.alternate,
            "seat": table.holders["UN 1"]}  # fmt: skip


def test_the_register_is_public_and_says_whose_turn(asked: Table) -> None:
    shown = asked.cast.guest.get("/decisions").text
    assert "SAG-2026-001" in shown
    assert whole("Waiting for the SAG to decide on SAG-2026-001 by 30 Nov 2026, 12:00 UTC.") in shown
    assert ">30 Nov 2026</time>" not in shown, "the sentence names the day"


@pytest.mark.parametrize(("query", "found"), [
    ("q=terms", True), ("q=LWG-wat", True), ("q=sag-2026-001", True), ("q=fuel", False), ("body=SAG", True),
    ("body=GLM", False), ("year=2026", True), ("year=2025", False), ("state=open", True), ("state=carried", False),
    ("state=nonsense&year=x&page=9", True), ("year=99999999999999", True), ("q=%25", False),
])  # fmt: skip
def test_the_register_is_searched(asked: Table, query: str, found: bool) -> None:
    answer = asked.cast.guest.get(f"/decisions?{query}")
    assert answer.status_code == 200
    assert ("SAG-2026-001" in answer.text.replace("sag-2026-001", "")) == found


@pytest.mark.one_engine
def test_the_register_costs_the_same_for_many(asked: Table, statements: Callable[[], Any]) -> None:
    from wgtool.kernel.db import Ref

    for n in range(20):
        asked.ask(subject=Ref("version", 100 + n), title=f"Terms {n}")
    guest = asked.cast.guest
    with statements() as seen:
        guest.get("/decisions")
    assert len(seen) <= 6, str(seen)


@pytest.mark.one_engine
def test_a_position_in_one_step(asked: Table) -> None:
    una = asked.holders["UN 1"]
    page = una.get(HERE).text
    assert "do endorse" in page
    assert 'value="approve"' in page
    answer = una.post(f"{HERE}/position", {"answer": "approve"})
    assert (answer.status_code, answer.location) == (303, HERE)
    assert asked.question.positions[0].answer == A.APPROVE


def test_sent_twice_is_done_once(asked: Table) -> None:
    for _ in range(2):
        answer = asked.holders["UN 1"].post(f"{HERE}/position", {**OBJECTION, "once": "x" * 20})
        assert answer.status_code == 303
    assert len(asked.question.objections) == 1


def test_an_objection_without_words_keeps_what_was_written(asked: Table) -> None:
    answer = asked.holders["UN 1"].post(f"{HERE}/position", {**OBJECTION, "remedy": ""})
    assert answer.status_code == 409
    assert "ZEBRA was not asked" in answer.text
    assert "what would resolve it" in answer.text


@pytest.mark.one_engine
@pytest.mark.parametrize("data", [{}, {"answer": "perhaps"}, {**OBJECTION, "reason": "x" * 5000}])
def test_malformed_positions_are_refused(asked: Table, data: dict[str, str]) -> None:
    assert asked.holders["UN 1"].post(f"{HERE}/position", data).status_code == 422
    assert asked.question.positions == []


@pytest.mark.one_engine
def test_html_in_an_objection_is_text(asked: Table) -> None:
    asked.holders["UN 1"].post(f"{HERE}/position", {**OBJECTION, "reason": "<script>alert(1)</script>"})
    assert "<script>alert" not in asked.chair.get(HERE).text


def test_who_may_answer_by_the_page(asked: Table) -> None:
    got = {
        name: who.post(f"{HERE}/position", {"answer": "abstain"}).status_code for name, who in everybody(asked).items()
    }
    assert got == {"guest": 401, "omar": 403, "lena": 403, "prue": 403, "olga": 403, "sam": 403, "ada": 403,
                   "chair": 403, "alternate": 303, "seat": 303}  # fmt: skip


def test_the_secretariat_records_by_the_page(asked: Table) -> None:
    data = {"answer": "approve", "seat": asked.seats["INGO 1"]}
    assert asked.chair.post(f"{HERE}/record", data).status_code == 403
    assert asked.cast.sam.post(f"{HERE}/record", data).status_code == 303
    assert "recorded by Sam Teller on behalf of Ingrid Solberg" in asked.chair.get(HERE).text
    assert asked.cast.sam.post(f"{HERE}/record", {**data, "seat": 9999}).status_code == 422


def test_objections_from_raised_to_overruled(asked: Table) -> None:
    nadia = asked.holders["NNGO 1"]
    nadia.post(f"{HERE}/position", OBJECTION)
    at = f"{HERE}/objections/{asked.question.objections[0].id}"
    assert asked.cast.omar.post(f"{at}/reply", {"text": "hello"}).status_code == 404
    assert asked.chair.post(f"{at}/reply", {"text": "Call on Monday"}).status_code == 303
    assert asked.chair.post(f"{at}/reply", {"text": ""}).status_code == 422
    assert "Call on Monday" in nadia.get(HERE).text
    assert asked.chair.post(f"{at}/clear").status_code == 403
    assert nadia.post(f"{at}/overrule", {"why": "x"}).status_code == 403
    assert asked.chair.post(f"{at}/overrule", {"why": "asked"}).status_code == 303
    assert nadia.post(f"{at}/clear").status_code == 409
    assert "1 objection" in asked.cast.guest.get(HERE).text
    assert "0 open, 0 cleared, 1 overruled" in asked.cast.guest.get(HERE).text


def test_conclude_and_take_back_by_the_page(asked: Table) -> None:
    asked.all(A.APPROVE, A.APPROVE, A.APPROVE)
    with clock.at(later(days=3)):
        assert "conclude it" in asked.cast.sam.get(HERE).text
        assert asked.cast.sam.post(f"{HERE}/conclude", {"conditions": "Report in May."}).status_code == 303
        page = asked.cast.sam.get(HERE).text
        assert "10 minutes left" in page
        assert "Report in May." in asked.cast.guest.get(HERE).text
        assert f'href="{HERE}"' in asked.cast.guest.get("/").text, "among the latest decisions"
    with clock.at(later(days=3, minutes=9)):
        assert asked.cast.omar.post(f"{HERE}/take-back").status_code == 403
        assert asked.cast.sam.post(f"{HERE}/take-back").status_code == 303
    assert asked.question.status == QuestionStatus.OPEN


@pytest.mark.one_engine
def test_too_late_says_why(asked: Table) -> None:
    asked.all(A.APPROVE, A.APPROVE, A.APPROVE, A.APPROVE)
    with clock.at(later(minutes=10)):
        answer = asked.chair.post(f"{HERE}/take-back")
    assert answer.status_code == 409
    assert "ten minutes" in answer.text


def test_not_carried_is_ruled_by_the_page(asked: Table) -> None:
    with clock.at(later(days=10)):
        operations.conclude_due()
        assert "choose the ruling" in asked.chair.get(HERE).text
        bad = asked.chair.post(f"{HERE}/rule", {"answer": "return", "checklist": ""})
        assert bad.status_code == 409
        data = {"answer": "return", "checklist": "Scope\n\nBudget"}
        assert asked.chair.post(f"{HERE}/rule", data).status_code == 303
    assert asked.outcomes.done == [("return", {"checklist": ["Scope", "Budget"]})]
    assert "Returned" in asked.cast.guest.get("/decisions").text


def test_withdrawn_by_the_page(asked: Table) -> None:
    assert asked.chair.post(f"{HERE}/withdraw", {"why": "x"}).status_code == 403
    assert asked.cast.sam.post(f"{HERE}/withdraw", {"why": ""}).status_code == 422
    assert asked.cast.sam.post(f"{HERE}/withdraw", {"why": "New facts"}).status_code == 303
    assert "Withdrawn" in asked.cast.guest.get(HERE).text


def test_drafts_are_for_the_body_and_the_leads(table: Table) -> None:
    with writing():
        for name in ("UN 1", "INGO 2"):
            operations.end_terms_of(table.holders[name].person or 0, actor=Actor.tool())
    table.ask()
    here = f"/decisions/draft/{table.id}"
    got = {name: who.get(here).status_code for name, who in everybody(table).items()}
    assert got == {"guest": 404, "omar": 200, "lena": 404, "prue": 404, "olga": 404, "sam": 200, "ada": 404,
                   "chair": 200, "alternate": 200, "seat": 404}  # fmt: skip
    assert table.cast.guest.get("/decisions").text.count("Terms of LWG-WAT") == 0
    assert "Fill a seat" in table.cast.sam.get(here).text
    assert table.cast.sam.post(f"{here}/open").status_code == 409
    assert table.cast.sam.post(f"{here}/withdraw", {"why": "Not now"}).status_code == 303


def test_the_address_of_a_draft_leads_to_the_number(asked: Table) -> None:
    answer = asked.cast.guest.get(f"/decisions/draft/{asked.id}")
    assert (answer.status_code, answer.location) == (303, HERE)


@pytest.mark.one_engine
def test_what_does_not_exist(asked: Table) -> None:
    for path in (
        "/decisions/SAG-2026-999",
        "/decisions/draft/999",
        f"/decisions/draft/{10**20}",
        "/decisions/bodies/GLM",
        "/decisions/%00",
    ):
        assert asked.cast.guest.get(path).status_code == 404


def test_nothing_narrow_is_seen_by_others_anywhere(asked: Table, cast: Cast) -> None:
    """Positions by seat, objections and the text, sought on every page of the room as every role."""
    asked.holders["NNGO 1"].post(f"{HERE}/position", OBJECTION)
    asked.holders["UN 1"].post(f"{HERE}/position", {"answer": "abstain", "reason": "OCELOT"})
    asked.on_objection(operations.reply, asked.chair, text="PANTHER")
    pages = (HERE, "/decisions", "/decisions/bodies/SAG", "/decisions/bodies", "/desk", "/")
    outside = ("guest", "omar", "lena", "prue", "olga", "ada")
    inside = ("sam", "chair", "alternate", "seat")
    secrets = ("ZEBRA", "GIRAFFE", "OCELOT", "PANTHER", "Seat UN 1", "Seat NNGO 1", "seat UN 1", "seat NNGO 1")
    people = everybody(asked)
    for name in outside:
        shown = "".join(people[name].get(page).text for page in pages)
        assert [secret for secret in secrets if secret in shown] == [], name
        assert ("LEOPARD" in shown) == (name == "omar"), name
    for name in inside:
        shown = people[name].get(HERE).text
        assert all(secret in shown for secret in ("ZEBRA", "GIRAFFE", "OCELOT", "PANTHER", "LEOPARD")), name


def test_partners_see_counts_and_the_public_none(asked: Table) -> None:
    asked.answer("UN 1", A.APPROVE)
    counted = "1 of 4 seats that count have a position"
    assert counted in asked.cast.lena.get(HERE).text
    assert counted not in asked.cast.guest.get(HERE).text
    assert "2 more seats are needed for a quorum, by 30 Nov" in asked.cast.lena.get(HERE).text
    assert "2 more seats" not in asked.cast.guest.get(HERE).text
    assert "2 more seats" not in asked.cast.prue.get(HERE).text


@pytest.mark.one_engine
def test_the_public_does_not_learn_who_voted_last(asked: Table) -> None:
    asked.all(A.APPROVE, A.APPROVE, A.APPROVE, A.APPROVE)
    page = asked.cast.guest.get(HERE).text
    assert "was carried" in page
    assert "LEOPARD" in page
    assert "Nadia" not in page
    assert "Nadia" not in asked.cast.lena.get(HERE).text


def test_leads_of_the_group_read_objections_not_positions(asked: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    asked.holders["NNGO 1"].post(f"{HERE}/position", OBJECTION)
    asked.answer("UN 1", A.ABSTAIN, reason="OCELOT")
    lena, real = asked.cast.lena, session.actor_of
    leads = {("lead", "group", "7")}
    monkeypatch.setattr(
        session, "actor_of", lambda p: replace(real(p), hats=real(p).hats | (leads if p.id == lena.person else set()))
    )
    shown = lena.get(HERE).text
    assert "ZEBRA" in shown
    assert "LEOPARD" in shown
    assert "OCELOT" not in shown
    assert whole("Answer the objection of seat NNGO 1 to SAG-2026-001") in shown
    assert 'href="#h-o">Answer it' in shown
    assert "<details open><summary>Add to this thread" in shown
    at = f"{HERE}/objections/{asked.question.objections[0].id}"
    assert lena.post(f"{at}/reply", {"text": "A call on Monday"}).status_code == 303
    assert whole("Your objection to SAG-2026-001 was answered") in asked.holders["NNGO 1"].get(HERE).text


def test_seats_of_the_body(table: Table) -> None:
    guest, partner = (
        table.cast.guest.get("/decisions/bodies/SAG").text,
        table.cast.lena.get("/decisions/bodies/SAG").text,
    )
    assert "INGO 1" in guest
    assert "Rivermark Relief" in guest
    assert "Ingrid Solberg" not in guest
    assert "Ingrid Solberg" in partner
    assert "Alba Moreau" in partner, "the alternate of INGO 1"
    assert "Charis Vale" in partner


def test_the_support_team_manages_seats(table: Table) -> None:
    sam, at = table.cast.sam, "/decisions/bodies/SAG"
    assert table.chair.get(f"{at}/seats").status_code == 403
    assert (
        sam.post(f"{at}/seats", {"name": "Academia", "constituency": "Universities", "voting": "y"}).status_code == 303
    )
    assert sam.post(f"{at}/seats", {"name": "academia"}).status_code == 409
    numbers = {"quorum_percent": 60, "notice_days": 0, "open_days": 5, "silence_days": 8, "quorum_by": "positions",
               "zone": "Asia/Baghdad", "countries": "iq ch"}  # fmt: skip
    assert sam.post(f"{at}/numbers", {**numbers, "countries": "QQ"}).status_code == 422
    assert sam.post(f"{at}/numbers", numbers).status_code == 303
    db.session.rollback()
    assert queries.sag().weekend == {5, 6, 7}
    assert sam.post(f"{at}/numbers", {"quorum_percent": 100, "notice_days": 0, "open_days": 5}).status_code == 422
    fill = f"{at}/seats/{table.seats['Chair']}/fill"
    assert sam.post(fill, {"person": table.cast.hana.person, "role": "holder"}).status_code == 409
    assert "Academia" in table.cast.guest.get(at).text
    assert "Universities" in table.cast.guest.get(at).text
    assert "nobody yet" in table.cast.guest.get(at).text


def test_terms_and_seats_end_by_the_page(table: Table) -> None:
    from wgtool.decisions import queries

    sam, at = table.cast.sam, "/decisions/bodies/SAG"
    seat = next(one for one in queries.sag().seats if one.name == "UN 1")
    term = seat.holder
    assert term is not None
    for _ in range(2):
        assert sam.post(f"{at}/terms/{term.id}/end").status_code == 303
    assert sam.post(f"{at}/seats/{seat.id}/close").status_code == 303
    assert sam.post(f"{at}/seats/{table.seats['Chair']}/close").status_code == 409
    assert "UN 1</th>" not in table.cast.guest.get(at).text.replace("\n", "")


def test_the_chair_names_the_secretariat(table: Table) -> None:
    at = "/decisions/bodies/SAG/secretariat"
    hana = table.cast.hana
    assert table.cast.sam.post(at, {"person": hana.person}).status_code == 403
    assert table.chair.post(at, {"person": hana.person}).status_code == 303
    assert table.chair.post(at, {"person": hana.person}).status_code == 409
    assert table.cast.ada.post(f"{at}/1/end").status_code == 303
    assert table.cast.ada.post(f"{at}/1/end").status_code == 409


def test_the_sag_is_set_up_by_the_page(cast: Cast) -> None:
    assert cast.omar.post("/decisions/bodies").status_code == 403
    assert "Set up the SAG" in cast.sam.get("/decisions/bodies").text
    assert cast.sam.post("/decisions/bodies").status_code == 303
    assert cast.guest.get("/decisions/bodies/SAG").status_code == 200


def test_what_happened_is_told_in_words(asked: Table) -> None:
    asked.answer("UN 1", A.NO_OBJECTION)
    assert "Seat UN 1: No objection" in asked.chair.get(HERE).text
    assert asked.chair.post(f"{HERE}/rule", {"answer": "return", "checklist": "Scope"}).status_code == 303
    assert whole("SAG-2026-001: Returned") in asked.chair.get(HERE).text


def test_the_docket_offers_only_what_can_be_done(asked: Table) -> None:
    holder = asked.holders["UN 1"]
    assert "Change your position" not in holder.get(HERE).text
    asked.answer("UN 1", A.APPROVE)
    assert "Change your position" in holder.get(HERE).text
    asked.all(A.APPROVE, A.APPROVE, A.APPROVE, A.APPROVE)
    offered = 'href="#take-back"'
    assert offered in asked.chair.get(HERE).text
    with clock.at(later(minutes=10)):
        assert offered not in asked.chair.get(HERE).text
