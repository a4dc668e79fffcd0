"""A sitting from its plan to its notes: of the SAG, whose seats answer, and of the GLM, where partners that attend decide."""

import re
from datetime import timedelta

import pytest

from tests import factories
from tests.decisions.conftest import START, A, Table, later
from wgtool.decisions import operations, queries, rulings
from wgtool.decisions.models import How, Question, QuestionStatus, Ruling, Seat
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor, hats_of, wearers
from wgtool.kernel.db import db
from wgtool.kernel.refusals import Refused
from wgtool.kernel.waits import Wait
from wgtool.kernel.writes import writing

S, TODAY = QuestionStatus, START.date().isoformat()


def planned(table: Table, code: str = "SAG", day: str = TODAY) -> str:
    """Plan a sitting by the page, and give its address."""
    data = {"starts_on": day, "place": "Geneva", "link": "https://meet.example/x"}
    answer = table.cast.sam.post(f"/decisions/bodies/{code}/sittings", data)
    assert answer.status_code == 303
    return answer.location


def whole_text(page: str) -> str:
    """Give the words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", page)).replace("\u2060", "")


def turns() -> set[str]:
    db.session.rollback()
    return {line.says for line in db.session.query(Wait).filter_by(kind="sitting")}


def test_a_sitting_of_the_sag_by_its_pages(table: Table) -> None:
    table.ask()
    at, sam, guest = planned(table), table.cast.sam, table.cast.guest
    assert turns() == {"sitting.prepare"}
    assert "Prepare the sitting of the SAG on" in sam.get("/decisions/bodies/SAG").text
    assert table.holders["UN 1"].post(f"{at}/take", {"question": table.id}).status_code == 403
    assert sam.post(f"{at}/take", {"question": table.id}).status_code == 303
    assert sam.post(f"{at}/take", {"question": table.id}).status_code == 422
    assert sam.post(f"{at}/attendance", {"organisations": [table.cast.rivermark.id]}).status_code == 303
    assert sam.post(f"{at}/begin").status_code == 303
    for seat in table.SEATS[:3]:
        data = {"answer": "approve", "seat": table.seats[seat], "source": "at the table"}
        assert sam.post("/decisions/SAG-2026-001/record", data).status_code == 303
    assert {one.sitting_id for one in table.question.positions} == {table.question.sitting_id}
    assert "taken at the sitting" in table.chair.get("/decisions/SAG-2026-001").text
    with clock.at(later(days=3)):
        assert sam.post("/decisions/SAG-2026-001/conclude", {"conditions": ""}).status_code == 303
        assert sam.post(f"{at}/close").status_code == 303
        assert turns() == {"sitting.note"}
        assert sam.post(f"{at}/notes", {"notes_url": "javascript:alert(1)"}).status_code == 422
        assert sam.post(f"{at}/notes", {"notes_url": "https://notes.example/1"}).status_code == 303
    assert (table.question.concluded_how, turns()) == (How.SITTING, set())
    public = guest.get(at).text
    for said in ("Held", "Endorsed", "https://notes.example/1", "1 organisation."):
        assert said in public
    assert "Rivermark Relief" not in public.partition("Who attended")[2]
    assert "Rivermark Relief" in table.chair.get(at).text
    assert "meet.example" not in public
    assert "meet.example" in table.cast.omar.get(at).text


@pytest.mark.one_engine
def test_not_carried_is_said_at_the_sitting(table: Table) -> None:
    table.ask()
    sam, here = table.cast.sam, "/decisions/SAG-2026-001"
    with clock.at(later(days=4)):
        assert sam.post(f"{here}/fall").status_code == 409
        at = planned(table)
        sam.post(f"{at}/take", {"question": table.id})
        sam.post(f"{at}/begin")
        assert sam.post(f"{here}/fall").status_code == 303
        assert "SAG-2026-001 was not carried." in whole_text(table.chair.get(at).text)
    assert (table.question.status, table.question.concluded_how) == (S.NOT_CARRIED, How.SITTING)


def test_attendance_makes_the_quorum_where_the_body_says_so(table: Table) -> None:
    lantern = factories.person("Lara Quist", at=table.cast.lantern)
    with writing():
        operations.end_terms_of(table.holders["NNGO 1"].person or 0, actor=Actor.tool())
    factories.sit(table.seats["NNGO 1"], lantern)
    with writing():
        operations.describe_body(queries.sag(), actor=Actor.tool(), quorum_by="attendance", quorum_percent=70)
    table.ask()
    at, sam = planned(table), table.cast.sam
    sam.post(f"{at}/take", {"question": table.id})
    sam.post(f"{at}/begin")
    table.answer("UN 1", A.APPROVE)
    with clock.at(later(days=3)):
        with pytest.raises(Refused, match="not carried"):
            table.act(operations.conclude, table.chair)
        sam.post(f"{at}/attendance", {"organisations": [table.cast.rivermark.id]})
        table.act(operations.conclude, table.chair)
    assert table.question.status == S.CARRIED


@pytest.fixture
def glm(table: Table) -> Table:
    """Set up the GLM with three questions, and three partners of whom two will come."""
    row = table.outcomes.row(Ruling.ENDORSE)
    rulings.install([rulings.Outcome("matter", Ruling.YES, row.does, row.says, row.undo)])
    with writing():
        operations.ensure_bodies(Actor.tool())
        body = queries.body_by_code("GLM")
        for n in (1, 2, 3):
            operations.ask_matter(body, title=f"Matter {n}", text=f"Text {n}", actor=Actor.tool())
    return table


def matters() -> list[Question]:
    db.session.rollback()
    return list(db.session.query(Question).filter_by(about="matter").order_by(Question.id))


def test_a_bundle_is_carried_by_acclamation_but_for_what_was_taken_out(glm: Table) -> None:
    cast, sam, guest = glm.cast, glm.cast.sam, glm.cast.guest
    hana, lena = cast.hana, cast.lena
    assert {one.says for one in db.session.query(Wait).filter_by(kind="question")} == {"question.take"}
    assert guest.get(f"/decisions/draft/{matters()[0].id}").status_code == 404
    at = planned(glm, "GLM")
    ids = [one.id for one in matters()]
    waits = sam.get(f"/decisions/draft/{ids[0]}").text
    assert ("Take it to the sitting of" in waits, "Seats of" in waits, "when a sitting that has taken" in waits) == (
        True,
        False,
        True,
    )
    for id in ids:
        assert sam.post(f"{at}/take", {"question": id}).status_code == 303
    assert hana.get(f"/decisions/draft/{ids[0]}").status_code == 200  # partners read what will come before them
    assert "Matter 1" in hana.get(at).text
    assert "Matter 1" not in guest.get(at).text
    assert sam.post(f"{at}/begin").status_code == 409
    attending = [cast.rivermark.id, cast.lantern.id, cast.watchers.id]
    assert sam.post(f"{at}/attendance", {"organisations": attending}).status_code == 303
    assert sam.post(f"{at}/begin").status_code == 303
    assert [one.number for one in matters()] == ["GLM-2026-001", "GLM-2026-002", "GLM-2026-003"]
    assert len(queries.by_id(ids[0], seen_by=Actor.tool()).electorate) == 2  # an observer attends and does not decide
    assert sam.post(f"{at}/questions/{ids[2]}/take-singly").status_code == 303
    for who in (sam, hana):  # organisations decide there, each by its name: nobody reads of seats
        page = who.get("/decisions/GLM-2026-003").text
        assert "at least one organisation must approve" in page
        assert f"({cast.rivermark.id})" not in page
        assert not re.search(r"\b[Ss]eats?\b", re.sub(r"<[^>]*>", " ", page))
    objection = {"answer": "objection", "reason": "Why", "remedy": "How"}
    assert hana.post("/decisions/GLM-2026-002/position", objection).status_code == 303
    assert cast.omar.post("/decisions/GLM-2026-001/position", {"answer": "approve"}).status_code == 403
    page = sam.get(at).text
    assert len(re.findall(r'class="btn ?"', page)) == 1, "acclamation is the one main button, closing it is not"
    page = page.partition("By acclamation, this will carry:")[2].partition("</ul>")[0]
    assert ("Matter 1" in page, "Matter 2" in page, "Matter 3" in page) == (True, False, False)
    assert hana.post(f"{at}/acclaim").status_code == 403
    assert sam.post(f"{at}/acclaim").status_code == 303
    assert [one.status for one in matters()] == [S.CARRIED, S.OPEN, S.OPEN]
    there = sam.get(at).text.partition('id="h-there"')[2]
    assert there.index("Lantern") < there.index("Provincial") < there.index("Rivermark")
    assert matters()[0].concluded_how == How.ACCLAMATION
    assert "GLM-2026-001 was carried by acclamation." in whole_text(guest.get(at).text)
    assert "by acclamation" in guest.get(at).text
    assert "nothing yet" not in sam.get("/decisions/GLM-2026-001").text
    for who in (hana, lena):  # each partner once, by a focal point
        assert who.post("/decisions/GLM-2026-003/position", {"answer": "approve"}).status_code == 303
    assert matters()[2].status == S.CARRIED
    assert sam.post("/decisions/GLM-2026-001/take-back").status_code == 303
    assert matters()[0].status == S.OPEN
    story = whole_text(guest.get(at).text).partition("What happened")[2]
    assert story.index("The ruling of GLM-2026-001 was taken back.") < story.index("GLM-2026-003 was carried.")
    assert "GLM-2026-002" not in story, "what was not decided there is not told as if"


def test_what_a_sitting_leaves_open_ends_with_its_day(glm: Table) -> None:
    sam, at = glm.cast.sam, planned(glm, "GLM")
    sam.post(f"{at}/take", {"question": matters()[0].id})
    sam.post(f"{at}/attendance", {"organisations": [glm.cast.rivermark.id]})
    sam.post(f"{at}/begin")
    assert "leave GLM-2026-001 open until their closing time" in sam.get(f"{at}/close").text
    sam.post(f"{at}/close")
    assert "open while the sitting goes on" not in sam.get("/decisions/GLM-2026-001").text
    midnight = (START + timedelta(days=1)).replace(hour=0)
    assert matters()[0].closes_at == midnight
    with clock.at(midnight):
        assert operations.conclude_due() == [matters_id(0)]
    assert matters()[0].status == S.NOT_CARRIED


def matters_id(n: int) -> int:
    return list(db.session.query(Question.id).filter_by(about="matter").order_by(Question.id))[n][0]


@pytest.mark.one_engine
def test_a_sitting_called_off_lets_its_questions_go(glm: Table) -> None:
    sam, at = glm.cast.sam, planned(glm, "GLM", "2026-12-01")
    id = matters()[0].id
    sam.post(f"{at}/take", {"question": id})
    assert sam.post(f"{at}/begin").status_code == 409  # its day has not come
    assert sam.post(f"{at}/call-off").status_code == 303
    assert (matters()[0].sitting_id, matters()[0].status) == (None, S.DRAFT)
    again = planned(glm, "GLM")
    assert sam.post(f"{again}/take", {"question": id}).status_code == 303
    assert sam.post(f"{again}/questions/{id}/take-off").status_code == 303
    assert sam.post(f"{again}/questions/{id}/take-off").status_code == 404


@pytest.mark.one_engine
def test_too_few_partners_are_no_quorum(glm: Table) -> None:
    for n in range(9):
        factories.organisation(f"Partner {n}")
    sam, at = glm.cast.sam, planned(glm, "GLM")
    with writing():
        operations.describe_body(queries.body_by_code("GLM"), actor=Actor.tool(), quorum_percent=30)
    sam.post(f"{at}/attendance", {"organisations": [glm.cast.rivermark.id]})
    answer = sam.post(f"{at}/begin")
    assert answer.status_code == 409
    assert "more than 30%" in answer.text


def test_focal_points_speak_for_their_organisation(glm: Table) -> None:
    sam, at = glm.cast.sam, planned(glm, "GLM")
    sam.post(f"{at}/attendance", {"organisations": [glm.cast.rivermark.id]})
    sam.post(f"{at}/begin")
    db.session.rollback()
    seat = db.session.query(Seat).filter_by(organisation_id=glm.cast.rivermark.id).one()
    hana = glm.cast.hana.person
    assert {("seat", "seat", str(seat.id)), ("seat", "body", str(seat.body_id))} <= hats_of(hana)
    assert not any(kind == "seat" for _, kind, _ in hats_of(glm.cast.omar.person))
    assert wearers(f"seat:seat:{seat.id}") == wearers(f"seat:body:{seat.body_id}") == [hana]


@pytest.mark.one_engine
def test_the_sag_does_not_acclaim(table: Table) -> None:
    table.ask()
    at, sam = planned(table), table.cast.sam
    sam.post(f"{at}/take", {"question": table.id})
    sam.post(f"{at}/begin")
    assert sam.post(f"{at}/acclaim").status_code == 409
    assert table.question.status == S.OPEN
