"""Planning an exercise, describing it, holding it, publishing its report."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests.actions.helping import now as standing
from tests.actions.helping import point
from tests.actions.helping import told as actions_told
from tests.cast import Cast
from tests.files.test_files import PDF
from tests.groups import helping as groups
from tests.learning.helping import FACTS, exercise, now, one, ones, told, turns
from tests.support import workbook
from wgtool.groups.models import Role
from wgtool.groups.models import Status as GroupStatus
from wgtool.kernel import clock, holdings
from wgtool.kernel.actors import Actor
from wgtool.kernel.writes import writing
from wgtool.learning.models import Answer, Status

# The journey from a document to closure, the access matrix and the forms ask the same on PostgreSQL.
pytestmark = pytest.mark.one_engine


def test_a_coordinator_plans_for_her_country_and_gets_a_number(cast: Cast) -> None:
    offered = re.search(r'<select[^>]* name="type".*?</select>', cast.cora.get("/learning/plan").text, re.S)
    assert offered is not None
    assert re.findall(r'<option[^>]*value="([^"]+)"', offered[0]) == [
        "lessons learned", "after-action review", "simulation", "workshop", "evaluation", "survey", "other",
    ]  # fmt: skip
    said = {"type": "workshop", "method": "Interviews with drivers", "team": "Two organisations of the port"}
    answer = cast.cora.post("/learning/plan", {**FACTS, "countries": ["IQ", "SY"], **said})
    assert answer.headers["Location"] == "/learning/LLE-2026-01"
    made = now()
    assert (made.title, made.status, made.sight) == ("Response in Ninawa", "planned", "public")
    assert told(made.ref, cast) == ["Planned"]
    assert turns(made.ref) == [("coordinator:country:IQ", "days")]
    page = cast.guest.get("/learning/LLE-2026-01").text
    for words in ("Response in Ninawa", "Iraq, Syria", "<bdi>Ninawa</bdi>", "Workshop", said["method"], said["team"]):
        assert words in page


@pytest.mark.parametrize(("name", "code"), [("guest", 401), ("omar", 403), ("prue", 403), ("cora", 409), ("sam", 303)])
def test_who_plans_for_chad(cast: Cast, name: str, code: int) -> None:
    assert getattr(cast, name).post("/learning/plan", {**FACTS, "countries": ["TD"]}).status_code == code


def test_a_lead_plans_for_the_own_group_and_no_other(cast: Cast) -> None:
    own = groups.group(cast, status=GroupStatus.ACTIVE)
    other = groups.group(cast, status=GroupStatus.ACTIVE, code="WG-OTHER", name="Other", people={"olga": Role.LEAD})
    assert cast.lena.post("/learning/plan", {**FACTS, "group": other.id}).status_code == 422
    answer = cast.lena.post("/learning/plan", {**FACTS, "group": own.id, "sight": "group"})
    assert answer.status_code == 303
    number = answer.headers["Location"]
    assert cast.hana.get(number).status_code == 200
    assert cast.sam.get(number).status_code == 200
    described = cast.lena.get(f"{number}/edit").text
    for chosen in (f'<option selected value="{own.id}">', '<option selected value="group">'):
        assert chosen in described, "what stands is chosen: saving it as it is changes nothing"
    assert cast.kofi.get(number).status_code == 404
    assert "LLE-2026-01" not in cast.kofi.get("/learning").text
    assert "LLE-2026-01" not in cast.guest.get(f"/groups/{own.code}/history").text


def test_a_group_alone_needs_a_group(cast: Cast) -> None:
    answer = cast.sam.post("/learning/plan", {**FACTS, "sight": "group"})
    assert answer.status_code == 409
    assert "Name the group that alone is to see it" in answer.text
    assert "Response in Ninawa" in answer.text


def test_what_was_shown_is_not_hidden_again(cast: Cast) -> None:
    exercise()
    facts = {**FACTS, "countries": ["IQ"], "seen": now().version}
    assert cast.sam.post("/learning/LLE-2026-01/edit", {**facts, "sight": "partners"}).status_code == 409
    assert now().sight == "public"


def test_showing_it_to_more_is_told_and_shows_its_story(cast: Cast) -> None:
    group = groups.group(cast, status=GroupStatus.ACTIVE)
    cast.lena.post("/learning/plan", {**FACTS, "group": group.id, "sight": "group"})
    facts = {**FACTS, "group": group.id, "seen": now().version}
    assert cast.lena.post("/learning/LLE-2026-01/edit", facts).status_code == 303
    assert told(now().ref, cast) == ["Planned", "Shown"]
    assert "was planned" in cast.guest.get("/learning/LLE-2026-01").text


def test_what_its_group_alone_sees_goes_on_with_the_support_team(cast: Cast) -> None:
    group, tool = groups.group(cast, status=GroupStatus.ACTIVE), Actor.tool()
    made = exercise(group_id=group.id, sight="group", audience=str(group.ref))
    with writing():
        was = holdings.drop(made.ref, group.ref, "The group was dissolved.", actor=tool)
    held = now()
    assert (held.group_id, held.sight, turns(made.ref)) == (None, "group", [("support:world:", "report")])
    assert [one.get("/learning/LLE-2026-01").status_code for one in (cast.sam, cast.cora)] == [200, 404]
    facts = {**FACTS, "countries": ["IQ"], "seen": held.version, "sight": "group"}
    assert cast.sam.post("/learning/LLE-2026-01/edit", {**facts, "group": group.id}).status_code == 409
    assert cast.sam.post("/learning/LLE-2026-01/edit", facts).status_code == 303
    with writing():
        holdings.restore(made.ref, was, group.ref, actor=tool)
    assert (now().group_id, now().audience) == (group.id, str(group.ref))
    assert told(made.ref, cast) == ["HandedOver", "Described", "HandedOver"]


def test_its_documents_and_action_points_are_shown_with_it(cast: Cast) -> None:
    made = exercise(status=Status.ANSWERED, sight="partners", ones=1)
    for who, code in ((cast.omar, 403), (cast.cora, 303)):
        document = {"file": (io.BytesIO(PDF), "questions.pdf")}
        sent = who.post("/learning/LLE-2026-01/attach", document, content_type="multipart/form-data")
        assert sent.status_code == code
    assert ">questions.pdf<" in cast.kofi.get("/learning/LLE-2026-01").text
    assert [one.get("/files/1").status_code for one in (cast.guest, cast.kofi)] == [404, 200]
    source = {"source_kind": "recommendation", "source_id": ones()[0].id, "source_label": "LLE-2026-01/R1"}
    with_it, kept = point(cast, sight="partners", **source), point(cast, n=2, sight="group", **source)
    facts = {**FACTS, "countries": ["IQ"], "starts_on": made.starts_on.isoformat(), "seen": now().version}
    assert cast.sam.post("/learning/LLE-2026-01/edit", facts).status_code == 303
    assert (now().sight, standing(with_it.id).sight, standing(kept.id).sight) == ("public", "public", "group")
    assert [actions_told(x.id, cast) for x in (with_it, kept)] == [["Shown"], []]
    assert cast.guest.get("/files/1").status_code == 200


def test_saving_the_same_is_no_change(cast: Cast) -> None:
    made = exercise(title=FACTS["title"], operation=FACTS["operation"])
    facts = {**FACTS, "countries": ["IQ"], "starts_on": made.starts_on.isoformat(), "seen": now().version}
    cast.cora.post("/learning/LLE-2026-01/edit", facts)
    assert told(made.ref, cast) == []
    cast.cora.post("/learning/LLE-2026-01/edit", {**facts, "method": "Interviews", "countries": ["IQ", "TR"]})
    assert told(made.ref, cast) == ["Described"]


def test_a_stale_description_brings_the_text_back(cast: Cast) -> None:
    exercise()
    facts = {**FACTS, "countries": ["IQ"], "method": "Mine", "seen": now().version}
    cast.cora.post("/learning/LLE-2026-01/edit", {**facts, "method": "Theirs"})
    answer = cast.sam.post("/learning/LLE-2026-01/edit", facts)
    assert answer.status_code == 409
    assert "Mine" in answer.text
    assert now().method == "Theirs"


def test_from_planned_to_the_report(cast: Cast) -> None:
    made = exercise(status=Status.PLANNED)
    today = clock.today()
    tomorrow = (today + timedelta(days=1)).isoformat()
    assert cast.cora.post("/learning/LLE-2026-01/hold", {"starts_on": tomorrow}).status_code == 409
    assert cast.cora.post("/learning/LLE-2026-01/hold", {"starts_on": made.starts_on.isoformat()}).status_code == 303
    assert turns(made.ref) == [("coordinator:country:IQ", "report")]
    one(made)
    assert "ferry" not in cast.guest.get("/learning/LLE-2026-01").text
    assert "ferry" in cast.cora.get("/learning/LLE-2026-01").text
    assert cast.guest.get("/learning/LLE-2026-01/r1").status_code == 404
    assert cast.cora.post("/learning/LLE-2026-01/publish-the-report", {"on": tomorrow}).status_code == 409
    report = {
        "on": today.isoformat(),
        "report_url": "https://example.org/report",
        "file": (io.BytesIO(PDF), "report.pdf"),
    }
    sent = cast.cora.post("/learning/LLE-2026-01/publish-the-report", report, content_type="multipart/form-data")
    assert sent.status_code == 303
    page = cast.guest.get("/learning/LLE-2026-01").text
    assert ('href="https://example.org/report"' in page, ">report.pdf<" in page) == (True, True)
    assert now().response_due == today + timedelta(days=28)
    assert "ferry" in cast.guest.get("/learning/LLE-2026-01").text
    assert turns(made.ref) == [("support:world:", "ask")]
    assert told(made.ref, cast) == ["Held", "files.Attached", "Reported"]


def test_forms_say_what_does_not_belong_there(cast: Cast) -> None:
    one(exercise(status=Status.DUE), status=Answer.ACCEPTED, idle="It is done.")
    exercise(n=2)
    for page in ("1/r1", "1/r1/accept", "1/publish-the-response", "1/attach", "2/recommend", "2/table"):
        assert "othing about beneficiaries." in cast.sam.get(f"/learning/LLE-2026-0{page}").text, page


def test_calling_it_off_needs_a_reason(cast: Cast) -> None:
    exercise(status=Status.PLANNED)
    assert cast.cora.post("/learning/LLE-2026-01/call-off").status_code == 422
    assert cast.cora.post("/learning/LLE-2026-01/call-off", {"why": "The team is elsewhere."}).status_code == 303
    assert now().status == "closed"
    assert "The team is elsewhere." in cast.guest.get("/learning/LLE-2026-01").text


def test_a_survey_that_recommends_nothing_is_closed(cast: Cast) -> None:
    exercise(status=Status.REPORTED)
    assert cast.sam.post("/learning/LLE-2026-01/ask-for-the-response", {"due": clock.today()}).status_code == 409
    assert cast.sam.post("/learning/LLE-2026-01/close").status_code == 303
    assert now().status == "closed"


def test_the_list_finds_by_words_kind_country_and_state(cast: Cast) -> None:
    exercise(n=1, title="Ferry review", status=Status.DUE, ones=2)
    exercise(n=2, title="Customs survey", countries="TD", status=Status.PLANNED)
    for query in ("q=ferry", "q=lle-2026-01", "country=IQ", "state=response+due"):
        page = cast.guest.get(f"/learning?{query}").text
        assert "Ferry review" in page, query
        assert "Customs survey" not in page, query
    assert "No exercise like this" in cast.guest.get("/learning?kind=survey").text


def test_the_list_leaves_as_csv_and_xlsx_with_what_the_reader_may_know(cast: Cast) -> None:
    group = groups.group(cast, status=GroupStatus.ACTIVE)
    exercise(n=1, title="=1+1", status=Status.ANSWERED, ones=2, countries="IQ TR")
    exercise(n=2, title="Kept", status=Status.REPORTED, group_id=group.id, sight="group", audience=f"group:{group.id}")
    exercise(n=3, title="Customs survey", countries="TD", status=Status.PLANNED)
    rows = list(csv.reader(cast.guest.get("/learning.csv").text.lstrip("\ufeff").splitlines()))
    assert rows[1][:2] == ["#meta+id", "#activity+name"]
    assert [row[:2] for row in rows[2:]] == [["LLE-2026-03", "Customs survey"], ["LLE-2026-01", "'=1+1"]]
    assert rows[3][4:] == [
        "IQ TR", (clock.today() - timedelta(days=60)).isoformat(), "", "", "Response published",
        (clock.today() - timedelta(days=7)).isoformat(), "2", "0", (clock.today() + timedelta(days=21)).isoformat(),
        clock.today().isoformat(), "No", "", "http://localhost/learning/LLE-2026-01",
    ]  # fmt: skip
    data = cast.lena.get("/learning.xlsx?state=report+published").data
    assert workbook.faults(data) + workbook.faults(cast.guest.get("/learning/LLE-2026-01/matrix.xlsx").data) == []
    book = load_workbook(io.BytesIO(data))
    page, about = book.worksheets[0], book.worksheets[1]
    assert [row[1].value for row in page.iter_rows(min_row=2)] == ["Kept"]
    assert (page["J2"].is_date, page.auto_filter.ref) == (True, "A1:Q2")
    assert "state: report published" in [row[1].value for row in about.iter_rows()]


def test_a_late_response_is_flagged(cast: Cast) -> None:
    """While it is waited for, from the report on, and ever after, if it was published too late."""
    yesterday, today = clock.today() - timedelta(days=1), clock.today()
    for n, (status, due, late) in enumerate(((Status.REPORTED, yesterday, True), (Status.DUE, yesterday, True),
            (Status.DUE, today, False), (Status.ANSWERED, yesterday, True), (Status.ANSWERED, today, False)), 1):  # fmt: skip
        exercise(n=n, status=status, ones=1, response_due=due)
        assert ("Response late" in cast.guest.get(f"/learning/LLE-2026-{n:02d}").text) == late, (status, due)
    assert cast.guest.get("/learning").text.count("Response late") == 3
    told_so = [row["response_late"] for row in cast.guest.get("/learning.json").get_json()["exercises"]]
    assert told_so == [False, True, False, True, True], "the newest first"


def test_the_list_costs_the_same_for_ten(world: Flask, cast: Cast, statements) -> None:  # type: ignore[no-untyped-def]
    for n in range(1, 11):
        exercise(n=n, status=Status.REPORTED, ones=2)
    _ = cast.sam
    with statements() as asked:
        cast.sam.get("/learning")
    assert len(asked) <= 8
